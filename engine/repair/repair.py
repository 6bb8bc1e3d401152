"""Repair: keep every placement that is still lawful, and place again only what is not."""

from collections.abc import Sequence
from datetime import date

from engine.domain.incident import Incident
from engine.domain.problem import Problem
from engine.domain.thing import Thing
from engine.domain.timetable import Meeting, Timetable
from engine.repair.aftermath import from_today, problem_after, timetable_after
from engine.repair.differences import Operation, between, in_order
from engine.timetabling.exact.competitors import competitors
from engine.timetabling.exact.levels import Effort
from engine.timetabling.exact.parts import PARTS, Part, Pins
from engine.timetabling.exact.resolve import resolve
from engine.verification.verify import hard_breaches

NEIGHBOURS = (0, 20, 60)  # sections that may move too, stage by stage, while something is open


class Repaired(Thing):
    """The repaired timetable, the facts it obeys, and the steps from the old one.

    `open` are the sections that had a placement (or are new) and have none now.
    """

    problem: Problem
    timetable: Timetable
    operations: tuple[Operation, ...]
    open: tuple[str, ...]


def repair(
    problem: Problem,
    timetable: Timetable,
    incidents: Sequence[Incident],
    *,
    today: date | None = None,
    effort: Effort | None = None,
) -> Repaired:
    """Find the lawful timetable with the fewest changed placements.

    Placements that stay lawful are kept; those that do not are placed again, first alone, then
    together with ever more neighbours while that serves more. Locked parts and sections whose
    last week is over before `today` stay as they are. Raises UnknownName for an incident about
    something the scenario does not hold.
    """
    after = from_today(problem_after(problem, incidents), today)
    wanted = timetable_after(problem, after, timetable)
    locked = _pinned(after, timetable, today)
    struck = _struck(after, wanted, frozenset(locked_whole(locked)))
    missing = _missing(wanted, struck, timetable)
    settled = _settle(after, struck, missing, keep=wanted, pinned=locked, effort=effort)
    return Repaired(
        problem=after,
        timetable=settled,
        operations=between(timetable, settled),
        open=tuple(sorted(missing - settled.placements.keys())),
    )


def locked_whole(locked: dict[str, frozenset[Part]]) -> list[str]:
    """The sections of which no part may change."""
    return [section for section, parts in locked.items() if parts == PARTS]


def _pinned(
    problem: Problem, timetable: Timetable, today: date | None
) -> dict[str, frozenset[Part]]:
    """The parts of each section that stay: its locks, and all of a section that is over."""
    pinned: dict[str, frozenset[Part]] = {}
    for lock in problem.locks:
        parts = PARTS if lock.what == "all" else frozenset({lock.what})
        pinned[lock.section] = pinned.get(lock.section, frozenset()) | parts
    for section, rows in timetable.placements.items():
        if today is not None and _last_date(problem, rows) < today:
            pinned[section] = PARTS
    return pinned


def _last_date(problem: Problem, rows: Sequence[Meeting]) -> date:
    return max(
        problem.term.date_of(row.weeks.numbers[-1], problem.period[row.period].weekday)
        for row in rows
    )


def _struck(problem: Problem, wanted: Timetable, kept: frozenset[str]) -> Timetable:
    """Take away the placements that break a hard rule, fewest first, until none does."""
    while broken := {b.section for b in hard_breaches(problem, wanted) if b.section} - kept:
        wanted = in_order(
            wanted.sections, (row for row in wanted.meetings if row.section not in broken)
        )
    return wanted


def _missing(wanted: Timetable, struck: Timetable, old: Timetable) -> frozenset[str]:
    """Sections that lost their placement or are new: those to be placed again."""
    new = wanted.section.keys() - old.section.keys()
    return frozenset((wanted.placements.keys() - struck.placements.keys()) | new)


def _settle(
    problem: Problem,
    struck: Timetable,
    missing: frozenset[str],
    *,
    keep: Timetable,
    pinned: Pins,
    effort: Effort | None,
) -> Timetable:
    """Place the missing sections, moving ever more neighbours while some stay open."""
    best = struck
    for neighbours in NEIGHBOURS:
        open_now = missing - best.placements.keys()
        if not open_now:
            break
        around = competitors(problem, best, open_now, neighbours) - pinned.keys()
        free = missing | around
        best = resolve(problem, best, free, keep=keep, pinned=pinned, effort=effort).timetable
    return best
