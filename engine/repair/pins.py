"""What a repair may not change: locked parts, and sections whose last date is over."""

from collections.abc import Iterable, Sequence

from engine.domain.problem import Problem
from engine.domain.requests import PARTS, Part
from engine.domain.timetable import Meeting, Timetable
from engine.domain.weeks import Weeks
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
    """The parts of placements that stay as they are in a timetable, and the weeks they may have."""
    found = {}
    for name in names:
        rows = like.placements.get(name, ())
        course = problem.course[like.section[name].course]
        runs = _runs(problem, rows, course.weeks_allowed)
        found[name] = Pin(parts.get(name, frozenset()), rows, runs=runs)
    return found


def _runs(
    problem: Problem, rows: Sequence[Meeting], allowed: Iterable[Weeks]
) -> frozenset[Weeks] | None:
    """The weeks a section may have in a term under way; None for any before it.

    Who has begun keeps his; who has not yet may have others that have not. A new section may
    come late to weeks of which more than half lie ahead.
    """
    if problem.as_of is None:
        return None
    if rows and has_begun(problem, rows):
        return frozenset({rows[0].weeks})
    first = problem.weeks_ahead.start
    late = {run: sum(week < first for week in run.numbers) for run in allowed}
    if rows:
        return frozenset({rows[0].weeks} | {run for run, weeks in late.items() if not weeks})
    return frozenset(run for run, weeks in late.items() if 2 * weeks < len(run.numbers))
