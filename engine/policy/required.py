"""How many people the policy asks for, and who may be counted: exact, and the same for all."""

import math
from dataclasses import dataclass
from fractions import Fraction

from engine.domain.areas import Area
from engine.domain.people import Teacher
from engine.domain.problem import Problem
from engine.policy.clauses import StaffRatio
from engine.policy.policy import Policy


def exactly(number: float) -> Fraction:
    """The decimal number that a cell shows, exactly: 499.9 is 4999/10."""
    return Fraction(str(number))


@dataclass(frozen=True)
class Residents:
    """Residents of an area, where the figure comes from, and whether it is the one asked for."""

    count: int
    source: str
    as_read: bool


def residents_of(problem: Problem, area: Area, policy: Policy) -> Residents:
    """The latest figure of the kind that reading (d) asks for, else that of the area's own row."""
    wanted, term = policy.reads("population"), problem.term
    known = [
        each
        for each in problem.populations
        if (each.area, each.figure) == (area.code, wanted) and each.on <= term.start
    ]
    if not known:
        return Residents(area.residents, area.residents_source, as_read=False)
    latest = max(known, key=lambda each: each.on)
    return Residents(latest.residents, f"{latest.source} {latest.on}".strip(), as_read=True)


def residents_in(problem: Problem, district: Area, policy: Policy) -> Residents:
    """Residents that a district's staff is for: all, or by reading (h) those of its streets here."""
    if policy.reads("scope") == "district":
        return residents_of(problem, district, policy)
    found = [
        residents_of(problem, area, policy)
        for area in problem.areas
        if area.level == "street" and problem.ancestor(area.code, "district") == district.code
    ]
    return Residents(
        sum(each.count for each in found),
        "; ".join(dict.fromkeys(each.source for each in found)),
        as_read=all(each.as_read for each in found),
    )


def staff_required(ratio: StaffRatio, residents: int, policy: Policy) -> Fraction:
    """People for so many residents, rounded by open reading (a): up, nearest (halves up), none."""
    people = Fraction(ratio.per_10000_residents) * residents / 10_000
    match policy.reads("rounding"):
        case "up":
            return Fraction(math.ceil(people))
        case "nearest":
            return Fraction(math.floor(people + Fraction(1, 2)))
        case _:
            return people


def may_staff_branch(teacher: Teacher, policy: Policy) -> bool:
    """Whether a person counts at a street branch: full-time; a manager by open reading (f)."""
    managers = policy.reads("branch_managers_full_time") == "no"
    return teacher.employment == "full_time" or (managers and teacher.manager)


def may_staff_point(teacher: Teacher, policy: Policy) -> bool:
    """Whether a person counts at a teaching point: full-time, or a manager by open reading (e)."""
    volunteers = policy.reads("volunteer_managers") == "yes"
    is_manager = teacher.manager and (teacher.employment != "volunteer" or volunteers)
    return teacher.employment == "full_time" or is_manager
