"""Repair: keep every placement that is still lawful, and place again only what is not."""

from collections.abc import Sequence
from datetime import date

from engine.domain.incident import Incident
from engine.domain.problem import Problem
from engine.domain.requests import PARTS, Part
from engine.domain.thing import Thing
from engine.domain.timetable import Timetable
from engine.pooling.alone import alone
from engine.pooling.pooled import Alone
from engine.pooling.reach import reach_of
from engine.repair.aftermath import problem_after
from engine.repair.differences import between, in_order
from engine.repair.operations import Operation
from engine.repair.pins import Pinned, pinned
from engine.repair.regrouping import regrouped
from engine.rules.sections.locks import refuse_unknown_locks
from engine.timetabling.exact.competitors import competitors
from engine.timetabling.exact.levels import Effort
from engine.timetabling.exact.parts import Pin, Pins
from engine.timetabling.exact.resolve import resolve
from engine.verification.verify import hard_breaches

# What a section that lost its placement keeps of it, the least change first: another teacher,
# another room, both, only the same people, nothing.
KEPT: tuple[frozenset[Part], ...] = (
    frozenset({"period", "room"}),
    frozenset({"period", "teacher"}),
    frozenset({"period"}),
    frozenset({"teacher", "room"}),
    frozenset(),
)
NEIGHBOURS = (8, 16)  # sections that may move too, stage by stage, while something is open
EFFORT = Effort(deterministic_time=1.0)  # somebody waits for the answer


class Repaired(Thing):
    """The repaired timetable, the facts it obeys, and the steps from the old one.

    `open` are the sections that had a placement (or are new) and have none now; `alone` the
    requests that lost their section, or came, and found none.
    """

    problem: Problem
    timetable: Timetable
    operations: tuple[Operation, ...]
    open: tuple[str, ...]
    alone: tuple[Alone, ...]


def repair(
    problem: Problem,
    timetable: Timetable,
    incidents: Sequence[Incident],
    *,
    today: date | None = None,
    effort: Effort = EFFORT,
) -> Repaired:
    """Find the lawful timetable with the fewest changed placements.

    Placements that stay lawful are kept; those that do not are placed again, first with as
    much as possible of what they were, then together with ever more neighbours while that
    serves more. Locked parts and sections whose last week is over before `today` stay as they
    are; where that leaves no lawful placement, the section is left open. Raises BadInput with
    every incident that does not fit the scenario, UnknownName for a lock on no section.
    """
    refuse_unknown_locks(problem, timetable)
    after = problem_after(problem, incidents, today=today)
    old = in_order(timetable.sections, timetable.meetings)
    wanted = regrouped(problem, after, old)
    pins = pinned(after, wanted, today)
    struck = _struck(after, wanted, pins)
    missing = _missing(wanted, struck, old)
    settled = _settled(after, struck, missing, keep=wanted, pins=pins, effort=effort)
    return Repaired(
        problem=after,
        timetable=settled,
        operations=between(old, settled),
        open=tuple(sorted(missing - settled.placements.keys())),
        alone=_alone(problem, after, old, settled),
    )


def _struck(problem: Problem, wanted: Timetable, pins: Pinned) -> Timetable:
    """Take away the placements that break a hard rule, those that should stay last of all."""
    while (
        broken := {each.section for each in hard_breaches(problem, wanted)}
        & wanted.placements.keys()
    ):
        gone = {name for name in broken if pins.get(str(name)) != PARTS} or broken
        wanted = in_order(
            wanted.sections, (row for row in wanted.meetings if row.section not in gone)
        )
    return wanted


def _missing(wanted: Timetable, struck: Timetable, old: Timetable) -> frozenset[str]:
    """Sections that lost their placement or are new: those to be placed again."""
    new = wanted.section.keys() - old.section.keys()
    return frozenset((wanted.placements.keys() - struck.placements.keys()) | new)


def _settled(
    problem: Problem,
    struck: Timetable,
    missing: frozenset[str],
    *,
    keep: Timetable,
    pins: Pinned,
    effort: Effort,
) -> Timetable:
    """Place the missing sections: with less and less of what they were, then with neighbours."""
    best = struck
    for kept in KEPT:
        free = missing - best.placements.keys()
        if not free:
            return best
        held = {name: pins.get(name, frozenset()) | kept for name in free}
        stays = _pins(held, keep)
        best = resolve(problem, best, free, keep=keep, pinned=stays, effort=effort).timetable
    for most in NEIGHBOURS:
        free = missing - best.placements.keys()
        around = competitors(problem, best, free, most) - pins.keys()
        if around:
            target = _target(keep, best, missing)
            stays = _pins(pins, target)
            best = resolve(
                problem, best, missing | around, keep=target, pinned=stays, effort=effort
            ).timetable
    return best


def _pins(pinned: Pinned, keep: Timetable) -> Pins:
    return {name: Pin(parts, keep.placements.get(name, ())) for name, parts in pinned.items()}


def _target(keep: Timetable, best: Timetable, missing: frozenset[str]) -> Timetable:
    """What neighbours should stay like: as before; those placed again, as they are placed now."""
    again = missing & best.placements.keys()
    rows = [row for row in keep.meetings if row.section not in again]
    return in_order(keep.sections, (*rows, *(row for row in best.meetings if row.section in again)))


def _alone(before: Problem, after: Problem, old: Timetable, new: Timetable) -> tuple[Alone, ...]:
    """Requests with more learners in no section than before, with their nearest partner."""
    left, right = _outside(before, old), _outside(after, new)
    more = {name for name, learners in right.items() if learners > left.get(name, 0)}
    if not more:
        return ()
    found = alone(after, reach_of(after), new.sections)
    return tuple(each for each in found if each.request in more)


def _outside(problem: Problem, timetable: Timetable) -> dict[str, int]:
    """Learners of each request that no section holds."""
    outside = {request.id: request.learners for request in problem.requests}
    for section in timetable.sections:
        for name, learners in section.shares:
            outside[name] = outside.get(name, 0) - learners
    return outside
