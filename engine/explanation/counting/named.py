"""Requests that nobody can serve, named, with the rules that stand in the way."""

from collections.abc import Iterator

import numpy as np

from engine.domain.problem import Problem
from engine.domain.said import Said
from engine.domain.timetable import Section
from engine.explanation.counting.findings import Finding
from engine.explanation.counting.windows import joint_periods
from engine.explanation.standing.lacks import Lack, lack_of, weekdays_of
from engine.explanation.standing.possible import Possible
from engine.explanation.wording.words import joined, lack_word, named, place_word
from engine.rules.reasons import reason_word

Case = tuple[str, str, Lack]  # course, street, what is lacking


class Named:
    """Collects the sections that cannot be held, by course, street and what they lack."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.cases: dict[Case, list[Section]] = {}

    def add(self, chunk: Possible) -> None:
        """Look for sections of a chunk that lack something for good."""
        meetings = np.array([course.meetings_per_week for course in chunk.axes.courses])
        enough = weekdays_of(chunk, joint_periods(chunk)) >= meetings
        for row in np.flatnonzero(~enough):
            lack = lack_of(chunk, int(row))
            if lack is not None:
                section = chunk.axes.sections[row]
                street = place_word(self.problem, self.problem.request[section.requests[0]].area)
                self.cases.setdefault((section.course, street, lack), []).append(section)

    def findings(self) -> Iterator[Finding]:
        """One finding a case, by what is lacking, course and street."""
        for case in sorted(self.cases, key=lambda case: (case[2].what, *case[:2], case[2].rules)):
            yield self._finding(case, self.cases[case])

    def _finding(self, case: Case, sections: list[Section]) -> Finding:
        name, street, lack = case
        course = self.problem.course[name]
        requests = tuple(sorted({request for section in sections for request in section.requests}))
        seats = min(section.learners for section in sections)
        why = Said.by(lambda lang: joined((reason_word(rule, lang) for rule in lack.rules), lang))
        return Finding(
            severity="shortage",
            kind=lack.what,
            table="requests",
            rows=requests,
            zh=f"{street}“{course.name}”：{lack_word(lack, course, seats)}（{why.zh}）。"
            f"需求{named(requests)}。",
            en=f"{street}, {course.name}: {lack_word(lack, course, seats, 'en')} ({why.en}). "
            f"Requests {named(requests, 'en')}.",
        )
