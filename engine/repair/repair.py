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
from engine.repair.joining import outside
from engine.repair.operations import Operation
from engine.repair.past import continued, of_sections, requests_over, without_placements
from engine.repair.pins import Pinned, pinned, pins
from engine.repair.regrouping import regrouped
from engine.repair.substitutes import ended_early, substituted
from engine.rules.sections.locks import refuse_unknown_locks
from engine.rules.times.exceptions import MostlyHeld
from engine.timetabling.exact.competitors import competitors
from engine.timetabling.exact.levels import Effort
from engine.timetabling.exact.parts import Given
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

    What is over before `today` stays as it was held. Who or what is away for a few dates is
    replaced on these dates alone, or they are given up. Other placements that stay lawful are
    kept; those that do not are placed again for the weeks ahead, first with as much as possible
    of what they were, then together with ever more neighbours while that serves more. Locked
    parts stay; where they leave no lawful placement, the section is left open. Raises BadInput
    with every incident that does not fit the scenario and for a day that was before,
    UnknownName for a lock on no section.
    """
    refuse_unknown_locks(problem, timetable)
    taught = requests_over(problem, timetable, today)
    after = problem_after(problem, incidents, today=today, taught=taught)
    old = of_sections(timetable, timetable.sections)
    wanted = substituted(after, regrouped(problem, after, old), effort)
    fixed = pinned(after, wanted)
    struck = _struck(after, wanted, fixed)
    missing = _missing(wanted, struck, old)
    placed = _settled(after, struck, missing, keep=wanted, fixed=fixed, effort=effort)
    settled = _begun(after, old, placed, wanted)
    locks = tuple(lock for lock in after.locks if lock.section in settled.known)
    return Repaired(
        problem=after.model_copy(update={"locks": locks}),
        timetable=settled,
        operations=between(old, settled),
        open=tuple(sorted(missing - settled.placements.keys())),
        alone=_alone(problem, after, old, settled),
    )


def _begun(problem: Problem, old: Timetable, placed: Timetable, wanted: Timetable) -> Timetable:
    """Let the timetable go on from the old one, and give up last dates where nobody was found.

    A placement that comes too late is none; dates are given up only where that stays lawful.
    """
    shorter = ended_early(problem, wanted, placed)
    settled = continued(old, shorter, problem)
    if shorter is not placed and hard_breaches(problem, settled):
        shorter, settled = placed, continued(old, placed, problem)
    late = {str(breach.section) for breach in MostlyHeld().breaches(settled, problem)}
    return continued(old, without_placements(shorter, late), problem) if late else settled


def _struck(problem: Problem, wanted: Timetable, fixed: Pinned) -> Timetable:
    """Take away the placements that break a hard rule, those that should stay last of all."""
    while (
        broken := {each.section for each in hard_breaches(problem, wanted)}
        & wanted.placements.keys()
    ):
        gone = {name for name in broken if fixed.get(str(name)) != PARTS} or broken
        wanted = without_placements(wanted, map(str, gone))
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
    fixed: Pinned,
    effort: Effort,
) -> Timetable:
    """Place the missing sections: with less and less of what they were, then with neighbours."""
    best = struck
    for kept in KEPT:
        free = missing - best.placements.keys()
        if not free:
            return best
        parts = {name: fixed.get(name, frozenset()) | kept for name in free}
        given = Given(pins(problem, parts, keep, free), keep)
        best = resolve(problem, best, free, given=given, effort=effort).timetable
    settled_otherwise = fixed.keys() | {row.section for row in best.exceptions}
    for most in NEIGHBOURS:
        free = missing - best.placements.keys()
        around = competitors(problem, best, free, most) - settled_otherwise
        if around:
            target = _target(keep, best, missing)
            near = missing | around
            given = Given(pins(problem, fixed, target, near), target)
            best = resolve(problem, best, near, given=given, effort=effort).timetable
    return best


def _target(keep: Timetable, best: Timetable, missing: frozenset[str]) -> Timetable:
    """What neighbours should stay like: as before; those placed again, as they are placed now."""
    again = missing & best.placements.keys()
    rows = [row for row in keep.meetings if row.section not in again]
    return in_order(keep.sections, (*rows, *(row for row in best.meetings if row.section in again)))


def _alone(before: Problem, after: Problem, old: Timetable, new: Timetable) -> tuple[Alone, ...]:
    """Requests with more learners in no section than before, with their nearest partner."""
    left, right = outside(before, old), outside(after, new)
    more = {name for name, learners in right.items() if learners > left.get(name, 0)}
    if not more:
        return ()
    found = alone(after, reach_of(after), new.sections)
    return tuple(each for each in found if each.request in more)
