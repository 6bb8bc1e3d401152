"""Locks for the search: the entries that they bar, and the sections that may not move at all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from engine.domain.problem import Problem
from engine.domain.requests import Part
from engine.domain.timetable import Meeting, Timetable
from engine.rules.terms import Bools
from engine.timetabling.choice import entry_of, list_of, weeks_of
from engine.timetabling.kernels.arrays import (
    FORBIDDEN,
    PERIODS,
    ROOMS,
    TEACHERS,
    WEEKS,
    Small,
)
from engine.timetabling.statement import Statement

LISTS: dict[Part, int] = {"period": PERIODS, "room": ROOMS, "teacher": TEACHERS}


@dataclass(frozen=True)
class Held:
    """A statement in which locks bar what they do not allow; its entries keep their places.

    What is barred costs `FORBIDDEN` and belongs to no list of weeks. `fixed` [S] are sections
    of which the locked meetings differ in teacher or room: lists cannot tell which goes with
    which, so they stay as they are or stay out.
    """

    statement: Statement
    fixed: Small

    @classmethod
    def nothing(cls, statement: Statement) -> Self:
        """Bar nothing."""
        return cls(statement, np.zeros(len(statement.frame.sections), dtype=np.int32))

    @classmethod
    def by(cls, statement: Statement, problem: Problem, earlier: Timetable) -> Self:
        """Bar what the locks of a problem do not allow, as it is in an earlier timetable."""
        held = cls.nothing(statement)
        section, barred = statement.world.section.copy(), statement.travel.entry.copy()
        for at, name in enumerate(statement.frame.sections):
            rows, parts = earlier.placements.get(name, ()), problem.locked.get(name)
            if rows and parts:
                held.fixed[at] = _several(rows, parts)
                section[at] = _weeks_cut(statement, at, rows, parts)
                barred[_barred(statement, at, rows, parts, fixed=bool(held.fixed[at]))] = FORBIDDEN
        travel = statement.travel._replace(entry=barred)
        world = statement.world._replace(section=section)
        return cls(replace(statement, travel=travel, world=world), held.fixed)


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
