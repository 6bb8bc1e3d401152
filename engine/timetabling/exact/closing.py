"""Closing: a small problem is searched completely, and all its levels are proved."""

from collections.abc import Sequence

from engine.domain.problem import Problem
from engine.domain.timetable import Section, Timetable
from engine.timetabling.exact.levels import Effort
from engine.timetabling.exact.resolve import resolve

MOST_SECTIONS = 12


def closed(problem: Problem, sections: Sequence[Section], seed: int) -> Timetable | None:
    """Find the best timetable of few sections, level by level; None when it is not proved."""
    if len(sections) > MOST_SECTIONS:
        return None
    nothing = Timetable(sections=tuple(sorted(sections, key=lambda each: each.id)), meetings=())
    found = resolve(problem, nothing, nothing.section.keys(), effort=Effort(seed=seed))
    return found.timetable if found.optimal else None
