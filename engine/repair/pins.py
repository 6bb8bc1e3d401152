"""What a repair may not change: locked parts, and sections whose last week is over."""

from collections.abc import Sequence
from datetime import date

from engine.domain.problem import Problem
from engine.domain.requests import PARTS, Part
from engine.domain.timetable import Meeting, Timetable

Pinned = dict[str, frozenset[Part]]


def pinned(problem: Problem, timetable: Timetable, today: date | None) -> Pinned:
    """The parts of each section's placement that stay: its locks, and all of what is over."""
    found = dict(problem.locked)
    for section, rows in timetable.placements.items():
        if today is not None and _last_date(problem, rows) < today:
            found[section] = PARTS
    return found


def _last_date(problem: Problem, rows: Sequence[Meeting]) -> date:
    return max(
        problem.term.date_of(row.weeks.numbers[-1], problem.period[row.period].weekday)
        for row in rows
    )
