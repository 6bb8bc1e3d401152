"""The pool: every placement that prices or the search have called for, each once."""

from dataclasses import dataclass

import numpy as np

from engine.rules.terms import Bools, Floats, Ints
from engine.timetabling.bounds.placing import placement_costs
from engine.timetabling.bounds.relaxation import Answer
from engine.timetabling.choice import Choice
from engine.timetabling.kernels.arrays import MEETINGS, Small
from engine.timetabling.statement import Statement

SMALL = 6_000
"""A master of no more placements than these is soon solved, even in whole numbers."""


@dataclass(frozen=True)
class Columns:
    """Placements: `section` [n], `weeks` [n], entries `at` [n, K, 3], metres and points [n]."""

    section: Ints
    weeks: Ints
    at: Ints
    travel: Floats
    fit: Floats

    def only(self, which: Bools | Ints) -> "Columns":
        """Those of the placements that are marked, or stand at these places."""
        return Columns(*(each[which] for each in vars(self).values()))

    @property
    def few(self) -> bool:
        """Whether a master of these placements is soon solved."""
        return len(self.section) <= SMALL

    def choice(self, statement: Statement, which: Ints) -> Choice:
        """Some of the placements as a choice, at most one a section."""
        weeks = np.full(len(statement.frame.sections), -1, dtype=np.int32)
        at = np.zeros((len(weeks), *self.at.shape[1:]), dtype=np.int32)
        weeks[self.section[which]], at[self.section[which]] = self.weeks[which], self.at[which]
        return Choice(weeks, at)


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

    @property
    def few(self) -> bool:
        """Whether a master of all placements read so far is soon solved."""
        return len(self._rows) <= SMALL

    def of(self, sections: Bools) -> "Pool":
        """The placements of some of the sections."""
        self.columns()
        part = Pool(self._statement)
        part._rows = self._rows[sections[self._rows[:, 0]]]
        return part

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
