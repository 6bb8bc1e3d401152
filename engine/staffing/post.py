"""Posting, told top to bottom: needs, who may fill them, the flow, and what it leaves."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from engine.domain.people import Teacher
from engine.domain.problem import Problem
from engine.domain.timetable import Posting
from engine.policy.policy import Policy
from engine.staffing.eligible import Seat, best_seat, may_be_posted
from engine.staffing.flow import Seats, assign
from engine.staffing.missing import new_posts, shortfalls
from engine.staffing.needs import Need, needs_of
from engine.staffing.proof import short_groups
from engine.staffing.staffed import Move, ShortGroup, Staffing


def post(problem: Problem, policy: Policy) -> Staffing:
    """Post full-time staff and managers so that the minimums hold with the fewest new posts.

    Then with the fewest moves from where people stand, then with the fewest metres from the
    homes of those moved. Whoever is not needed elsewhere stays. Rows may come in any order.
    """
    needs = needs_of(problem, policy)
    people = _candidates(problem)
    seats = _seats(problem, policy, people, needs)
    given = assign(len(people), needs, seats)
    taken = {people[person].id: seats[person, need] for person, need in given.items()}
    postings = _postings(problem, policy, people, taken)
    missing = tuple(shortfalls(problem, policy, needs, postings))
    return Staffing(
        postings=postings,
        shortfalls=missing,
        moves=tuple(_moves(problem, postings)),
        new_posts=new_posts(needs, Counter(given.values()), missing),
        moved_m=sum(seat.metres for seat in taken.values()),
        short_groups=tuple(
            _group(needs, people, group) for group in short_groups(needs, seats, given)
        ),
    )


def _candidates(problem: Problem) -> list[Teacher]:
    able = (each for each in problem.teachers if each.employment == "full_time" or each.manager)
    return sorted(able, key=lambda teacher: teacher.id)


def _seats(
    problem: Problem, policy: Policy, people: Sequence[Teacher], needs: Sequence[Need]
) -> Seats:
    """Every seat there is; a person is lent inside his home district, or stays elsewhere."""
    near: dict[str | None, set[int]] = {}
    for place, need in enumerate(needs):
        if need.count:
            near.setdefault(need.district, set()).add(place)
            for school in need.schools:
                near.setdefault(school.id, set()).add(place)
    seats = {}
    for person, teacher in enumerate(people):
        home = problem.ancestor(teacher.area, "district")
        stands = near.get(teacher.school, set()) if teacher.school else set()
        for place in near.get(home, set()) | stands:
            if seat := best_seat(problem, policy, teacher, needs[place]):
                seats[person, place] = seat
    return seats


def _postings(
    problem: Problem, policy: Policy, people: Sequence[Teacher], taken: Mapping[str, Seat]
) -> tuple[Posting, ...]:
    """Post whoever the flow gave a school, and let the others stay where they count."""
    schools = {person: seat.school for person, seat in taken.items()}
    for teacher in people:
        stands = problem.school.get(teacher.school or "")
        if teacher.id not in taken and stands and may_be_posted(problem, policy, teacher, stands):
            schools[teacher.id] = stands.id
    return tuple(
        Posting(person=person, school=school, rule=_rule_at(problem, policy, school))
        for person, school in sorted(schools.items())
        if school is not None
    )


def _rule_at(problem: Problem, policy: Policy, school: str) -> str:
    at_branch = problem.school[school].kind == "street_branch"
    return policy.branch_staff.rule if at_branch else policy.point_staff.rule


def _moves(problem: Problem, postings: Sequence[Posting]) -> Iterator[Move]:
    for posting in postings:
        stands = problem.teacher[posting.person].school
        if stands != posting.school:
            yield Move(person=posting.person, from_school=stands, to_school=posting.school)


def _group(
    needs: Sequence[Need], people: Sequence[Teacher], group: tuple[frozenset[int], frozenset[int]]
) -> ShortGroup:
    places = [needs[need] for need in sorted(group[0])]
    return ShortGroup(
        places=tuple(need.place for need in places),
        wanted=sum(need.count for need in places),
        people=tuple(people[person].id for person in sorted(group[1])),
    )
