"""Who is counted where: a person once a rule, and never at a branch and a point both."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from engine.domain.areas import SchoolKind
from engine.domain.people import Teacher
from engine.domain.problem import Problem
from engine.domain.timetable import Posting
from engine.policy.policy import Policy
from engine.policy.required import may_staff_branch, may_staff_point

People = tuple[str, ...]


@dataclass(frozen=True)
class Counted:
    """People counted by street (branch) and by school (point), each sorted.

    With open reading (c) `yes` the people of a street's points stand in `branch` too.
    """

    branch: dict[str, People]
    point: dict[str, People]

    @property
    def posted(self) -> frozenset[str]:
        """Everyone counted at a branch or a point."""
        return frozenset(
            person
            for counted in (self.branch, self.point)
            for people in counted.values()
            for person in people
        )


def count(problem: Problem, postings: Iterable[Posting], policy: Policy) -> Counted:
    """Count postings of registered people that satisfy the rule of their school.

    Of several postings of one person to branches (or points) the first by school id counts.
    """
    every = sorted(postings, key=lambda posting: (posting.person, posting.school))
    branch = _first_of_each(problem, every, "street_branch", lambda t: may_staff_branch(t, policy))
    point = _first_of_each(problem, every, "teaching_point", lambda t: may_staff_point(t, policy))
    if policy.reads("point_staff_in_street") == "yes":
        return Counted(_by_street(problem, {**point, **branch}), _by_school(point))
    outside = {person: school for person, school in point.items() if person not in branch}
    return Counted(_by_street(problem, branch), _by_school(outside))


def _first_of_each(
    problem: Problem,
    postings: list[Posting],
    kind: SchoolKind,
    qualifies: Callable[[Teacher], bool],
) -> dict[str, str]:
    """The school of this kind where each person counts."""
    schools: dict[str, str] = {}
    for posting in postings:
        school, teacher = problem.school.get(posting.school), problem.teacher.get(posting.person)
        if school and teacher and school.kind == kind and qualifies(teacher):
            schools.setdefault(posting.person, posting.school)
    return schools


def _by_school(schools: dict[str, str]) -> dict[str, People]:
    people: dict[str, list[str]] = {}
    for person, school in sorted(schools.items()):
        people.setdefault(school, []).append(person)
    return {school: tuple(each) for school, each in people.items()}


def _by_street(problem: Problem, schools: dict[str, str]) -> dict[str, People]:
    streets = {
        person: problem.ancestor(problem.school[school].area, "street")
        for person, school in schools.items()
    }
    return _by_school({person: street for person, street in streets.items() if street})
