"""What the schools need: so many people, for one rule, at one of some schools."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from engine.domain.areas import Area, School
from engine.domain.problem import Problem
from engine.policy.policy import Policy
from engine.policy.required import residents_in, residents_of, staff_required


@dataclass(frozen=True)
class Need:
    """People wanted at a place: at any of `schools`, or in the district as such.

    `place` is the school's id, or the area's code where there is no school; `area` the street
    or community. Of `required` people `count` are to be posted for this need alone: none for
    a district whose full-timers may count at schools too (reading b), and with reading (c)
    `yes` only those whom the street's points do not bring.
    """

    rule: str
    place: str
    area: str
    district: str | None
    required: int
    count: int
    schools: tuple[School, ...]


def needs_of(problem: Problem, policy: Policy) -> tuple[Need, ...]:
    """List the needs of all districts, streets and teaching points, by rule and place."""
    found = (
        *_districts(problem, policy),
        *_streets(problem, policy),
        *_points(problem, policy),
    )
    return tuple(sorted(found, key=lambda need: (need.rule, need.place)))


def _districts(problem: Problem, policy: Policy) -> Iterator[Need]:
    clause, separate = policy.district_staff, policy.reads("stocks") == "separate"
    for area in problem.areas:
        if area.level == "district":
            residents = residents_in(problem, area, policy)
            required = math.ceil(staff_required(clause, residents.count, policy))
            count = required if separate else 0
            yield Need(clause.rule, area.code, area.code, area.code, required, count, ())


def _streets(problem: Problem, policy: Policy) -> Iterator[Need]:
    """The branches of a street together: the larger of ratio and floor."""
    together = policy.reads("point_staff_in_street") == "yes"
    for street in problem.areas:
        if street.level != "street":
            continue
        branches = _schools(problem, street, "street_branch")
        points = _schools(problem, street, "teaching_point") if together else ()
        residents = residents_of(problem, street, policy).count
        rule, required = _branch_required(policy, residents, len(branches))
        yield Need(
            rule=rule,
            place=branches[0].id if branches else street.code,
            area=street.code,
            district=problem.ancestor(street.code, "district"),
            required=required,
            count=max(0, required - policy.point_staff.at_least * len(points)),
            schools=(*branches, *points),
        )


def _branch_required(policy: Policy, residents: int, branches: int) -> tuple[str, int]:
    ratio = math.ceil(staff_required(policy.branch_staff, residents, policy))
    floor = policy.branch_floor.at_least * max(1, branches)
    return (policy.branch_staff.rule, ratio) if ratio > floor else (policy.branch_floor.rule, floor)


def _points(problem: Problem, policy: Policy) -> Iterator[Need]:
    least = policy.point_staff.at_least
    for school in problem.schools:
        if school.kind == "teaching_point":
            district = problem.ancestor(school.area, "district")
            yield Need(
                rule=policy.point_staff.rule,
                place=school.id,
                area=school.area,
                district=district,
                required=least,
                count=least,
                schools=(school,),
            )


def _schools(problem: Problem, street: Area, kind: str) -> tuple[School, ...]:
    inside = (
        school
        for school in problem.schools
        if school.kind == kind and problem.ancestor(school.area, "street") == street.code
    )
    return tuple(sorted(inside, key=lambda school: school.id))
