"""Unlocks of the teachers: a fuller week, a loan further away, one more."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.domain.areas import Level
from engine.domain.people import Teacher
from engine.domain.problem import Problem
from engine.domain.thing import EVERY, Words
from engine.domain.timetable import Section
from engine.explanation.wording.dayparts import times_of
from engine.explanation.wording.words import skill_word, teacher_word
from engine.refusals import Lang

NEW_TEACHER = "+teacher"
LENT: dict[Level, tuple[str, str]] = {
    "community": ("本社区", "the community"),
    "street": ("本街道", "the street"),
    "district": ("全区", "the district"),
}


@dataclass(frozen=True)
class RaiseLoad:
    """A teacher holds one more meeting a week."""

    teacher: str

    def say(self, problem: Problem, lang: Lang) -> str:
        """Name the teacher and the old and new limits."""
        most = problem.teacher[self.teacher].max_weekly_meetings or 0
        name = teacher_word(problem, self.teacher, lang)
        if lang == "zh":
            return f"教师{name}每周多上1次课（{most}→{most + 1}）"
        return f"teacher {name} teaches once more a week ({most}→{most + 1})"

    def grant(self, problem: Problem) -> Problem:
        """Raise the limit by one."""
        most = problem.teacher[self.teacher].max_weekly_meetings or 0
        return _with_teacher(problem, self.teacher, {"max_weekly_meetings": most + 1})


@dataclass(frozen=True)
class LendTeacher:
    """The owner of a teacher lends him further than he does now."""

    teacher: str
    serves: Level

    def say(self, problem: Problem, lang: Lang) -> str:
        """Name the teacher and how far he is lent now and then."""
        now = LENT[problem.teacher[self.teacher].serves]
        then = LENT[self.serves]
        name = teacher_word(problem, self.teacher, lang)
        if lang == "zh":
            return f"教师{name}的服务范围由{now[0]}扩大到{then[0]}"
        return f"lend teacher {name} to {then[1]}, not only {now[1]}"

    def grant(self, problem: Problem) -> Problem:
        """Let the teacher serve the larger area."""
        return _with_teacher(problem, self.teacher, {"serves": self.serves})


@dataclass(frozen=True)
class MoreTeacher:
    """One more teacher of the skill who is free in some periods."""

    section: Section
    periods: Words

    def say(self, problem: Problem, lang: Lang) -> str:
        """Name skill, level and times."""
        course = problem.course[self.section.course]
        times, skill = times_of(problem, self.periods, lang), skill_word(course, lang)
        if lang == "zh":
            return f"增加一名{times}能教{skill}的教师"
        return f"one more teacher of {skill}, {times}"

    def grant(self, problem: Problem) -> Problem:
        """Add a teacher who lives at the first request's area and goes anywhere."""
        course = problem.course[self.section.course]
        teacher = Teacher(
            id=NEW_TEACHER,
            name=NEW_TEACHER,
            tier="district",
            serves="district",
            area=problem.request[self.section.requests[0]].area,
            lat=None,
            lon=None,
            employment="part_time",
            skills=((course.skill, course.level),),
            audiences=(EVERY,),
            available_periods=self.periods,
            max_weekly_meetings=None,
            max_daily_meetings=None,
            max_distance_m=None,
            fee=0,
            manager=False,
            school=None,
        )
        return problem.model_copy(update={"teachers": (*problem.teachers, teacher)})


def _with_teacher(problem: Problem, name: str, update: Mapping[str, Any]) -> Problem:
    teachers = tuple(
        each.model_copy(update=update) if each.id == name else each for each in problem.teachers
    )
    return problem.model_copy(update={"teachers": teachers})
