"""Unlocks of the course: as it is, in another mode, in other weeks, smaller, offered at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.domain.courses import OFFERED
from engine.domain.problem import Problem
from engine.domain.weeks import Weeks
from engine.explanation.wording.words import named, room_name
from engine.refusals import Lang


@dataclass(frozen=True)
class Rearrange:
    """Nothing is missing: the search ended before the class was placed."""

    def say(self, problem: Problem, lang: Lang) -> str:  # noqa: ARG002 - the others need it
        """Say that placing anew is enough."""
        return "不缺资源，重新编排即可" if lang == "zh" else "place it anew; nothing is missing"

    def grant(self, problem: Problem) -> Problem:
        """The problem as it is."""
        return problem


@dataclass(frozen=True)
class HoldOnline:
    """The class meets online, which its course allows: no room and no walk."""

    def say(self, problem: Problem, lang: Lang) -> str:  # noqa: ARG002 - the others need it
        """Say that the course allows it."""
        if lang == "zh":
            return "改为线上授课（课程允许，不占教室）"
        return "hold it online (the course allows it; no room needed)"

    def grant(self, problem: Problem) -> Problem:
        """The problem as it is."""
        return problem


@dataclass(frozen=True)
class HoldHybrid:
    """The class meets partly online, which its course allows, in rooms that have a screen."""

    rooms: tuple[str, ...]

    def say(self, problem: Problem, lang: Lang) -> str:
        """Name the rooms with a screen."""
        rooms = named((room_name(problem, each, lang) for each in self.rooms), lang)
        if lang == "zh":
            return f"以线上线下混合方式授课，课程允许，用有屏幕的教室{rooms}"
        return f"hold it as hybrid (the course allows it), in {rooms}, which has a screen"

    def grant(self, problem: Problem) -> Problem:
        """The problem as it is."""
        return problem


@dataclass(frozen=True)
class OtherWeeks:
    """The course is also given in weeks in which it was not meant to be."""

    course: str
    weeks: Weeks

    def say(self, problem: Problem, lang: Lang) -> str:
        """Name the course and the weeks."""
        name = problem.course[self.course].name
        if lang == "zh":
            return f"“{name}”再允许第{self.weeks}周开课"
        return f"also allow weeks {self.weeks} for {name}"

    def grant(self, problem: Problem) -> Problem:
        """Add the run of weeks to the course."""
        allowed = (*problem.course[self.course].weeks_allowed, self.weeks)
        return _with_course(problem, self.course, {"weeks_allowed": allowed})


@dataclass(frozen=True)
class LowerMinimum:
    """The course opens with fewer learners than it was meant to."""

    course: str
    learners: int
    before: int

    def say(self, problem: Problem, lang: Lang) -> str:
        """Name the course with its old and new minimum."""
        name, change = problem.course[self.course].name, f"{self.before}→{self.learners}"
        if lang == "zh":
            return f"“{name}”开班人数下限降低（{change}）"
        return f"open {name} with fewer learners ({change})"

    def grant(self, problem: Problem) -> Problem:
        """Lower the least number of learners of the course."""
        return _with_course(problem, self.course, {"min_learners": self.learners})


@dataclass(frozen=True)
class OfferCourse:
    """The course is offered this term after all."""

    course: str

    def say(self, problem: Problem, lang: Lang) -> str:
        """Name the course and what its status is now."""
        course = problem.course[self.course]
        if lang == "zh":
            return f"本学期开设“{course.name}”（现为“{course.status}”）"
        return f"offer {course.name} this term (now '{course.status}')"

    def grant(self, problem: Problem) -> Problem:
        """Let the course be offered."""
        return _with_course(problem, self.course, {"status": OFFERED})


def _with_course(problem: Problem, name: str, update: Mapping[str, Any]) -> Problem:
    courses = tuple(
        each.model_copy(update=update) if each.id == name else each for each in problem.courses
    )
    return problem.model_copy(update={"courses": courses})
