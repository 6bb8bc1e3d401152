"""What a repair may not change: locked parts, and sections whose last week is over."""

from collections.abc import Sequence
from datetime import date

from engine.domain.problem import Problem
from engine.domain.timetable import Meeting, Timetable
from engine.refusals import UnknownName
from engine.timetabling.exact.parts import PARTS, Part

Pinned = dict[str, frozenset[Part]]


def pinned(problem: Problem, timetable: Timetable, today: date | None) -> Pinned:
    """The parts of each section's placement that stay: its locks, and all of what is over."""
    found: Pinned = {}
    for lock in problem.locks:
        parts = PARTS if lock.what == "all" else frozenset({lock.what})
        found[lock.section] = found.get(lock.section, frozenset()) | parts
    for section, rows in timetable.placements.items():
        if today is not None and _last_date(problem, rows) < today:
            found[section] = PARTS
    return found


def refuse_unknown_locks(problem: Problem, timetable: Timetable) -> None:
    """Refuse locks on sections that the timetable does not hold (UnknownName).

    A lock that is misspelt must not be taken for none.
    """
    unknown = {lock.section for lock in problem.locks} - timetable.section.keys()
    if unknown:
        names = ", ".join(sorted(unknown))
        raise UnknownName(
            f"锁定的班不在课表里：{names}。请核对 locks 表里班的编号。",
            f"Locks name sections that the timetable does not hold: {names}. Check the table locks.",
        )


def _last_date(problem: Problem, rows: Sequence[Meeting]) -> date:
    return max(
        problem.term.date_of(row.weeks.numbers[-1], problem.period[row.period].weekday)
        for row in rows
    )
