"""Teachers who come or leave."""

from random import Random

from engine.domain.change import AddTeachers, RemoveTeachers
from engine.domain.people import Teacher
from engine.domain.problem import Problem
from engine.domain.thing import EVERY
from engine.sweeps.misfit import misfit, must_be_in


def add_teachers(change: AddTeachers, problem: Problem, _: Random) -> Problem:
    """Register new teachers, visibly not real, lent in the whole district."""
    must_be_in(
        {course.skill for course in problem.courses}, "skill", change.skill, "课程技能", "a skill"
    )
    must_be_in(problem.area, "area", change.area, "区域编号", "an area")
    for period in change.available_periods:
        must_be_in({EVERY, *problem.period}, "available_periods", period, "节次", "a period")
    first = sum(ident.startswith("what-if-") for ident in problem.teacher) + 1
    new = [_teacher(change, problem, number) for number in range(first, first + change.count)]
    return problem.model_copy(update={"teachers": (*problem.teachers, *new)})


def remove_teachers(change: RemoveTeachers, problem: Problem, draw: Random) -> Problem:
    """Strike teachers from the register, drawn from those with the skill in the area."""
    if change.area is not None:
        must_be_in(problem.area, "area", change.area, "区域编号", "an area")
    able = sorted(teacher.id for teacher in problem.teachers if _is_meant(teacher, change, problem))
    if len(able) < change.count:
        raise misfit("count", str(change.count), f"至多{len(able)}人", f"at most {len(able)}")
    gone = set(draw.sample(able, change.count))
    return problem.model_copy(
        update={
            "teachers": tuple(each for each in problem.teachers if each.id not in gone),
            "unavailable": tuple(
                each
                for each in problem.unavailable
                if each.kind != "teacher" or each.id not in gone
            ),
        }
    )


def _is_meant(teacher: Teacher, change: RemoveTeachers, problem: Problem) -> bool:
    has_skill = any(skill == change.skill for skill, _ in teacher.skills)
    if change.area is None:
        return has_skill
    level = problem.area[change.area].level
    return has_skill and problem.ancestor(teacher.area, level) == change.area


def _teacher(change: AddTeachers, problem: Problem, number: int) -> Teacher:
    level = problem.area[change.area].level
    return Teacher(
        id=f"what-if-{number:04d}",
        name=f"假设教师{number}·{change.skill}",
        tier=level,
        serves="district",
        area=change.area,
        lat=None,
        lon=None,
        employment=change.employment,
        skills=((change.skill, change.level),),
        audiences=change.audiences,
        available_periods=change.available_periods,
        max_weekly_meetings=change.max_weekly_meetings,
        max_daily_meetings=change.max_daily_meetings,
        max_distance_m=None,
        fee=0,
        manager=False,
        school=None,
    )
