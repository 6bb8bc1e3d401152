"""Locks for the search: the entries that they bar, and the sections that may not move at all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from engine.domain.problem import Problem
from engine.domain.requests import Part
from engine.domain.timetable import Meeting, Timetable
from engine.rules.terms import Bools, Ints
from engine.timetabling.choice import Choice, choice_of, entry_of, list_of, weeks_of
from engine.timetabling.kernels.arrays import (
    FORBIDDEN,
    MEETINGS,
    PERIODS,
    ROOMS,
    TEACHERS,
    WEEKS,
    Costs,
    Small,
)
from engine.timetabling.kernels.fresh import weighted
from engine.timetabling.statement import Statement

LISTS: dict[Part, int] = {"period": PERIODS, "room": ROOMS, "teacher": TEACHERS}


@dataclass(frozen=True)
class Held:
    """A statement and what locks do not allow of it; its entries keep their places.

    `barred` [N] are entries that nobody chooses; of weeks the lists are cut. `fixed` [S] are
    sections of which the locked meetings differ in teacher or room: lists cannot tell which
    goes with which, so they stay as they are in `standing` or stay out.
    """

    statement: Statement
    barred: Bools
    fixed: Small
    standing: Choice

    @classmethod
    def nothing(cls, statement: Statement) -> Self:
        """Bar nothing."""
        sections, most = len(statement.frame.sections), statement.frame.most_meetings
        return cls(
            statement,
            np.zeros(len(statement.world.entry), dtype=np.bool_),
            np.zeros(sections, dtype=np.int32),
            Choice(np.full(sections, -1, np.int32), np.zeros((sections, most, 3), np.int32)),
        )

    @classmethod
    def by(cls, statement: Statement, problem: Problem, earlier: Timetable) -> Self:
        """Bar what the locks of a problem do not allow, as it is in an earlier timetable."""
        held = cls.nothing(statement)
        section = statement.world.section.copy()
        for at, name in enumerate(statement.frame.sections):
            rows, parts = earlier.placements.get(name, ()), problem.locked.get(name)
            if rows and parts:
                held.fixed[at] = _several(rows, parts)
                section[at] = _weeks_cut(statement, at, rows, parts)
                held.barred[_barred(statement, at, rows, parts, fixed=bool(held.fixed[at]))] = True
        world = statement.world._replace(section=section)
        standing = choice_of(statement, earlier) if held.fixed.any() else held.standing
        return replace(held, statement=replace(statement, world=world), standing=standing)

    def weighted(self, travel: float, fit: float) -> Costs:
        """Travel and fit under two weights as what the search goes by: nothing barred is chosen."""
        both = weighted(self.statement.travel, self.statement.fit, travel, fit)
        return both._replace(entry=np.where(self.barred, FORBIDDEN, both.entry))

    def allows(self, section: Ints, weeks: Ints, at: Ints) -> Bools:
        """Which placements locks allow: `section` [n], `weeks` [n], entries `at` [n, K, 3]."""
        world, still = self.statement.world, self.standing
        unused = np.arange(at.shape[1]) >= world.section[section, MEETINGS][:, None]
        first, end = world.section[section, WEEKS], world.section[section, WEEKS + 1]
        cut = world.entry[np.minimum(first, len(world.entry) - 1)] != weeks
        free: Bools = (self.barred[at].any(axis=2) & ~unused).any(axis=1)
        free = ~free & (end > first) & ~((end - first == 1) & cut)
        stands = (at == still.at[section]).all(axis=2) | unused
        as_it_is: Bools = stands.all(axis=1) & (weeks == still.weeks[section])
        return np.where(self.fixed[section] != 0, as_it_is, free)


def _several(rows: Sequence[Meeting], parts: frozenset[Part]) -> bool:
    """Whether the meetings differ in a locked part other than their hours."""
    teachers, rooms = {row.teacher for row in rows}, {row.room for row in rows}
    return ("teacher" in parts and len(teachers) > 1) or ("room" in parts and len(rooms) > 1)


def _weeks_cut(
    statement: Statement, section: int, rows: Sequence[Meeting], parts: frozenset[Part]
) -> Small:
    """The list bounds of a section; with a locked period its only weeks are those it had."""
    bounds: Small = statement.world.section[section].copy()
    if "period" in parts:
        run = weeks_of(statement, section, rows)
        at = entry_of(statement, section, WEEKS, run)
        bounds[WEEKS : WEEKS + 2] = (at, at + 1) if at >= 0 else (0, 0)
    return bounds


def _barred(
    statement: Statement,
    section: int,
    rows: Sequence[Meeting],
    parts: frozenset[Part],
    *,
    fixed: bool,
) -> Bools:
    """The entries [N] that a section may no longer have; all of them when it is fixed."""
    frame, barred = statement.frame, np.zeros(len(statement.world.entry), dtype=np.bool_)
    allowed = {
        PERIODS: {frame.period_at.get(row.period) for row in rows},
        ROOMS: {
            frame.online if row.room is None else frame.thing.get(("room", row.room))
            for row in rows
        },
        TEACHERS: {frame.thing.get(("teacher", row.teacher)) for row in rows},
    }
    for part, column in LISTS.items():
        if part in parts or fixed:
            for entry in list_of(statement, section, column):
                barred[entry] = fixed or int(statement.world.entry[entry]) not in allowed[column]
    return barred
