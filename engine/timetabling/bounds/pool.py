"""The pool: every placement that prices or the search have called for, each once."""

from dataclasses import dataclass

import numpy as np

from engine.rules.terms import Floats, Ints
from engine.timetabling.bounds.relaxation import Answer
from engine.timetabling.choice import Choice
from engine.timetabling.kernels.arrays import MEETINGS, PERIOD, ROOM, TEACHER, Costs, Small
from engine.timetabling.statement import Statement


@dataclass(frozen=True)
class Columns:
    """Placements: `section` [n], `weeks` [n], entries `at` [n, K, 3], metres and points [n]."""

    section: Ints
    weeks: Ints
    at: Ints
    travel: Floats
    fit: Floats


class Pool:
    """Placements gathered from answers and choices; rows are made unique when they are read."""

    def __init__(self, statement: Statement) -> None:
        self._statement = statement
        self._rows = np.zeros((0, 2 + 3 * statement.frame.most_meetings), dtype=np.int32)
        self._fresh: list[Small] = []

    def add(self, placed: Answer | Choice) -> None:
        """Take in all placements of an answer or a choice."""
        sections = np.flatnonzero(placed.weeks >= 0)
        used = np.arange(placed.at.shape[1])[None, :, None]
        meetings = self._statement.world.section[sections, MEETINGS][:, None, None]
        at = np.where(used < meetings, placed.at[sections], 0)
        at = at.reshape(len(sections), self._rows.shape[1] - 2)
        facts = np.stack([sections, placed.weeks[sections]], axis=1)
        self._fresh.append(np.concatenate([facts, at], axis=1).astype(np.int32))

    def columns(self) -> Columns:
        """Give all placements, sorted, each once."""
        if self._fresh:
            rows = np.ascontiguousarray(np.concatenate([self._rows, *self._fresh]))
            keys = rows.view(np.dtype((np.void, rows.shape[1] * rows.itemsize))).ravel()
            self._rows = rows[np.sort(np.unique(keys, return_index=True)[1])]
            self._fresh = []
        rows = self._rows.astype(np.int64)
        given = self._statement
        at = rows[:, 2:].reshape(len(rows), given.frame.most_meetings, 3)
        section, weeks = rows[:, 0], rows[:, 1]
        return Columns(
            section,
            weeks,
            at,
            placement_costs(given, given.travel, section, at),
            placement_costs(given, given.fit, section, at),
        )


def placement_costs(statement: Statement, costs: Costs, section: Ints, at: Ints) -> Floats:
    """What placements cost in a goal [n]; a change of room or teacher is counted once."""
    world, frame = statement.world, statement.frame
    held = np.arange(at.shape[1])[None, :] < world.section[section, MEETINGS][:, None]
    teacher, room = world.entry[at[:, :, TEACHER]], world.entry[at[:, :, ROOM]]
    pair = costs.pair[np.where(held, teacher - frame.first_teacher, 0), np.where(held, room, 0)]
    meeting = costs.entry[at[:, :, PERIOD]] + costs.entry[at[:, :, TEACHER]]
    meeting = np.where(held, meeting + costs.entry[at[:, :, ROOM]] + pair, 0.0)
    cost: Floats = meeting.sum(axis=1)
    cost += costs.more[0] * several(room, held & (room != frame.online))
    return cost + costs.more[1] * several(teacher, held)


def several(thing: Ints, counts: Ints) -> Ints:
    """Whether the things that count are more than one [n]."""
    most = np.where(counts, thing, -1).max(axis=1)
    least = np.where(counts, thing, np.iinfo(np.int64).max).min(axis=1)
    return (most > least) & counts.any(axis=1)
