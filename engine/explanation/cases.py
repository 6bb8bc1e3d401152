"""Cases: every section that is not held, and every class that pooling left alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.domain.timetable import Section, Timetable
from engine.explanation.standing.cells import Standing
from engine.explanation.standing.possible import class_of
from engine.explanation.standing.survey import Survey, chunk_of
from engine.explanation.standing.taken import taken_by
from engine.explanation.unserved import Account, account, account_alone
from engine.pooling.pooled import Alone


@dataclass(frozen=True)
class Case:
    """One section that is not held: where it stands, why, and what it is worth.

    `alone` is given when pooling could not open it; its section is then only thought of.
    """

    standing: Standing
    row: int
    account: Account
    alone: Alone | None

    @property
    def section(self) -> Section:
        """The section that is not held."""
        return self.account.section


def sections_out(survey: Survey, timetable: Timetable) -> Standing:
    """The sections of a timetable that are not held, and what the others take."""
    placed = timetable.placements
    out = [each for each in timetable.sections if each.id not in placed]
    return _standing(survey, timetable, sorted(out, key=lambda each: each.id))


def cases_of(
    survey: Survey, timetable: Timetable, out: Standing, alone: Sequence[Alone]
) -> list[Case]:
    """Account for everything that is not held, dearest requests first."""
    cases = [*_unplaced(out), *_alone(survey, timetable, alone)]
    request, served = survey.ground.problem.request, timetable.served

    def stake(case: Case) -> int:
        asked = [request[name] for name in case.section.requests]
        return sum(each.priority * (each.learners - served.get(each.id, 0)) for each in asked)

    return sorted(cases, key=lambda case: (-stake(case), case.section.id))


def _unplaced(standing: Standing) -> list[Case]:
    return [
        Case(standing, row, account(standing, row), None)
        for row in range(len(standing.axes.sections))
    ]


def _alone(survey: Survey, timetable: Timetable, alone: Sequence[Alone]) -> list[Case]:
    problem = survey.ground.problem
    reports = {
        class_of(problem, each).id: each for each in _in_no_section(survey, timetable, alone)
    }
    classes = [class_of(problem, reports[name]) for name in sorted(reports)]
    standing = _standing(survey, timetable, classes)
    return [
        Case(standing, row, account_alone(standing, row, reports[section.id]), reports[section.id])
        for row, section in enumerate(standing.axes.sections)
    ]


def _in_no_section(survey: Survey, timetable: Timetable, alone: Sequence[Alone]) -> Iterator[Alone]:
    """Learners in no section of this timetable, with what pooling said of them if it did."""
    left = {request.id: request.learners for request in survey.ground.problem.requests}
    for section in timetable.sections:
        for name, learners in section.shares:
            left[name] -= learners
    told = {each.request: each for each in alone}
    for name, learners in left.items():
        if learners > 0:
            report = told.get(name) or Alone(
                request=name,
                learners=learners,
                reason="not_pooled",
                nearest_partner=None,
                distance_m=None,
                apart="no_partner",
            )
            yield report.model_copy(update={"learners": learners})


def _standing(survey: Survey, timetable: Timetable, out: Sequence[Section]) -> Standing:
    """The sections that are out before those that are in, and what these take."""
    held = [each for each in timetable.sections if each.id in timetable.placements]
    chunk = chunk_of(survey.ground, out, sorted(held, key=lambda each: each.id))
    return Standing(chunk, taken_by(timetable, chunk.axes))
