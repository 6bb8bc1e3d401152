"""How many learners a section may hold."""

from collections.abc import Iterator

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.axes import Axes, shares_of
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Forbid, Term


class SectionSize(Rule):
    """A section that is held has no fewer and no more learners than its course allows."""

    name = "section_size"
    sentence_zh = "开班人数在课程的最少与最多人数之间。"
    wrong_zh = "班级人数不在课程规定之内"
    wrong_en = "too few or too many learners for the course"
    says_zh = "班 {section} 有 {learners} 人，课程 {course} 要求 {least} 至 {most} 人。"
    says_en = "{section} has {learners} learners; course {course} takes {least} to {most}."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Compare every placed section with its course."""
        for name in timetable.placements:
            section = timetable.section[name]
            course = problem.course[section.course]
            least, most = course.min_learners or 0, course.max_learners
            if section.learners < least or (most is not None and section.learners > most):
                yield self.breach(
                    name,
                    learners=section.learners,
                    course=course.id,
                    least=least,
                    most="∞" if most is None else most,
                )

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid sections that are too small or too large."""
        learners = np.array([section.learners for section in axes.sections], dtype=np.float64)
        least = np.array([course.min_learners or 0 for course in axes.courses], dtype=np.float64)
        most = np.array([course.max_learners or np.inf for course in axes.courses])
        yield Forbid(("section",), (learners < least) | (learners > most))


class LearnersAsked(Rule):
    """The sections of a request never hold more learners than it asked for."""

    name = "learners_asked"
    sentence_zh = "一个需求分到各班的人数之和不超过需求人数。"
    wrong_zh = "各班人数之和超过需求人数"
    wrong_en = "more learners than were asked for"
    says_zh = "班 {section}：需求 {request} 只有 {asked} 人，各班共分到 {held} 人。"
    says_en = "{section}: request {request} asks for {asked}, its sections hold {held}."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Add up every request over all sections, and name the placed ones that hold too many."""
        held: dict[str, int] = {}
        for section in timetable.sections:
            for request, learners in section.shares:
                held[request] = held.get(request, 0) + learners
        for name in timetable.placements:
            for request, _ in timetable.section[name].shares:
                asked = problem.request[request].learners
                if held[request] > asked:
                    yield self.breach(name, request=request, asked=asked, held=held[request])

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid the sections of a request of which too many learners are held."""
        requests = axes.ground.requests
        everyone = shares_of(axes.every, axes.ground)
        held = np.bincount(everyone.request, everyone.learners, minlength=len(requests))
        asked = np.array([request.learners for request in requests])
        rows = (held > asked)[axes.shares.request]
        yield Forbid(("section",), axes.shares.any_of(rows))
