"""Pairs of meetings that exclude each other: journeys too long, learners who are in both."""

from itertools import product

from ortools.sat.python import cp_model

from benchmarks.peers.cp_sat.meeting import Lit, Lits, Meeting, by_run
from benchmarks.peers.wishes import Wishes

Pair = tuple[Meeting, Meeting]


def apart(cp: cp_model.CpModel, wishes: Wishes, pair: Pair) -> None:
    """Two meetings never at one time in one week."""
    mask = wishes.statement.world.mask
    for ((run, period), hour), ((other, same), literal) in product(
        pair[0].hours.items(), pair[1].hours.items()
    ):
        if period == same and mask[run] & mask[other]:
            cp.add_at_most_one(hour, literal)


def journey(cp: cp_model.CpModel, wishes: Wishes, pair: Pair, teacher: int) -> None:
    """Where a teacher holds two meetings of a day, the second room is near enough to the first."""
    mask = wishes.statement.world.mask
    first, second = pair
    for ((run, p), hour), ((other, q), later) in product(first.hours.items(), second.hours.items()):
        mine, theirs = first.teachers.get((run, teacher)), second.teachers.get((other, teacher))
        common = mask[run] & mask[other] and wishes.gap(p, q) >= 0
        if common and mine is not None and theirs is not None:
            given = [hour, later, mine, theirs]
            _near_enough(cp, wishes, (by(first, run, p), by(second, other, q)), given)


def by(meeting: Meeting, run: int, period: int) -> tuple[int, Lits]:
    """The rooms of a meeting in a run of weeks, with the period at which it is looked at."""
    return period, dict(by_run(meeting.rooms, run))


def _near_enough(
    cp: cp_model.CpModel,
    wishes: Wishes,
    ends: tuple[tuple[int, Lits], tuple[int, Lits]],
    given: list[Lit],
) -> None:
    (p, rooms), (q, theirs) = ends
    for (_, room), literal in rooms.items():
        near = [
            there
            for (_, place), there in theirs.items()
            if wishes.reached((p, 0, room), (q, 0, place))
        ]
        if len(near) < len(theirs):
            cp.add_bool_or([*near, *(each.negated() for each in (*given, literal))])
