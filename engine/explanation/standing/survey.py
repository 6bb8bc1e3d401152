"""Survey: who and what could hold every section, as short lists, and who is asked for at all."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Section
from engine.explanation.standing.possible import Possible, possible
from engine.rules.axes import Axes, axes_of
from engine.rules.ground import Ground
from engine.rules.terms import Bools, Ints

CELLS_AT_ONCE = 8_000_000


@dataclass
class Survey:
    """Columns of teachers and rooms that could hold each section, by its id.

    `asked` [T] are the teachers whose skill and audience some section needs, near or far;
    `shut` names for each room [R] the rules that close it to everybody.
    """

    ground: Ground
    teachers: dict[str, Ints] = field(default_factory=dict)
    rooms: dict[str, Ints] = field(default_factory=dict)
    asked: Bools = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    shut: tuple[tuple[str, ...], ...] = ()


def survey(problem: Problem, sections: Sequence[Section]) -> Survey:
    """Go through all sections, a chunk at a time."""
    axes = axes_of(problem, sections)
    found = Survey(axes.ground, asked=np.zeros(len(axes.teachers), dtype=np.bool_))
    step = max(1, CELLS_AT_ONCE // max(1, len(axes.teachers), len(axes.rooms)))
    for start in range(0, max(1, len(axes.every)), step):
        chunk = possible(replace(axes, chunk=slice(start, start + step)))
        _enter(found, chunk)
    return found


def chunk_of(ground: Ground, sections: Sequence[Section], others: Sequence[Section]) -> Possible:
    """Read the terms over some sections, with others beside them on the axes."""
    every = (*sections, *others)
    return possible(Axes(ground.problem, every, slice(0, len(sections)), ground))


def _enter(found: Survey, chunk: Possible) -> None:
    near = chunk.near_teachers & chunk.sections[:, None]
    rooms = chunk.rooms & chunk.sections[:, None]
    for row, section in enumerate(chunk.axes.sections):
        found.teachers[section.id] = np.flatnonzero(near[row])
        found.rooms[section.id] = np.flatnonzero(rooms[row])
    found.asked |= np.logical_or.reduce(chunk.teachers, axis=0)
    found.shut = found.shut or tuple(
        tuple(b.rule for b in chunk.blamed("room", "mode") if b.where[room].all())
        for room in range(len(chunk.axes.rooms))
    )
