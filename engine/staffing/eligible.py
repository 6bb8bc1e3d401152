"""Who may be posted where, and what each posting would cost."""

import math
from dataclasses import dataclass

from engine.domain.areas import School
from engine.domain.people import Teacher
from engine.domain.problem import Problem
from engine.policy.policy import Policy
from engine.policy.required import may_staff_branch, may_staff_point
from engine.staffing.needs import Need


@dataclass(frozen=True, order=True)
class Seat:
    """One person at one need: whether he moves, how far from home, and to which school.

    `school` is None for the district as such: he stays where he stands.
    """

    moves: int
    metres: int
    school: str | None


def best_seat(problem: Problem, policy: Policy, teacher: Teacher, need: Need) -> Seat | None:
    """The cheapest way a person can fill a need; None when he may not."""
    if need.rule == policy.district_staff.rule:
        return Seat(0, 0, None) if is_of_district(problem, teacher, need.area) else None
    seats = (
        _seat(problem, teacher, school)
        for school in need.schools
        if may_be_posted(problem, policy, teacher, school)
    )
    return min(seats, default=None)


def is_of_district(problem: Problem, teacher: Teacher, district: str) -> bool:
    """Whether a person counts for a district as such: full-time, his home inside it."""
    inside = problem.ancestor(teacher.area, "district") == district
    return inside and teacher.employment == "full_time"


def may_be_posted(problem: Problem, policy: Policy, teacher: Teacher, school: School) -> bool:
    """Whether a person counts at a school by his employment, and is lent that far.

    Where he stands already he may stay, however far his owner lends him.
    """
    match school.kind:
        case "street_branch":
            counts = may_staff_branch(teacher, policy)
        case "teaching_point":
            counts = may_staff_point(teacher, policy)
        case _:
            counts = False
    return counts and (teacher.school == school.id or _is_lent(problem, teacher, school))


def _is_lent(problem: Problem, teacher: Teacher, school: School) -> bool:
    """A school without an area at the level of `serves` lies outside."""
    home = problem.ancestor(teacher.area, teacher.serves)
    return home is not None and problem.ancestor(school.area, teacher.serves) == home


def _seat(problem: Problem, teacher: Teacher, school: School) -> Seat:
    if teacher.school == school.id:
        return Seat(0, 0, school.id)
    metres = problem.distance_m(problem.point_of(teacher), problem.point_of_area(school.area))
    return Seat(1, math.floor(metres + 0.5), school.id)
