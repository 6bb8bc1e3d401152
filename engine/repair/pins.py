"""What a repair may not change: locked parts, and sections whose last date is over."""

from collections.abc import Iterable

from engine.domain.problem import Problem
from engine.domain.requests import PARTS, Part
from engine.domain.timetable import Timetable
from engine.repair.past import has_begun, is_over
from engine.timetabling.exact.parts import Pin, Pins

Pinned = dict[str, frozenset[Part]]


def pinned(problem: Problem, timetable: Timetable) -> Pinned:
    """The parts of each section's placement that stay: its locks, and all of what is over."""
    found = dict(problem.locked)
    for section, rows in timetable.placements.items():
        if is_over(problem, rows):
            found[section] = PARTS
    return found


def pins(problem: Problem, parts: Pinned, like: Timetable, names: Iterable[str]) -> Pins:
    """The parts of placements that stay as they are in a timetable; who has begun keeps the weeks."""
    found = {}
    for name in names:
        rows = like.placements.get(name, ())
        run = rows[0].weeks if rows and has_begun(problem, rows) else None
        found[name] = Pin(parts.get(name, frozenset()), rows, run=run)
    return found
