"""The statement as peers read it: what each section may have, and what things are shut."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.domain.timetable import Section, Timetable
from engine.rules.terms import Ints
from engine.timetabling.choice import Choice, choice_of, entry_of, list_of, timetable_of
from engine.timetabling.kernels.arrays import (
    APART,
    MEETINGS,
    PERIODS,
    POSSIBLE,
    ROOMS,
    SAME_ROOM,
    SAME_TEACHER,
    TEACHERS,
    WEEKS,
    Costs,
)
from engine.timetabling.statement import Statement

Stand = tuple[int, int, int]
"""One meeting: period, teacher and room, the latter two as things."""

Placed = Mapping[int, tuple[int, Sequence[Stand]]]
"""The run of weeks and the meetings of each section that is placed."""


@dataclass(frozen=True)
class Wish:
    """One section with its lists; teachers and rooms are things, the online place is a room."""

    section: int
    stake: int
    meetings: int
    one_teacher: bool
    one_room: bool
    runs: tuple[int, ...]
    periods: tuple[int, ...]
    teachers: tuple[int, ...]
    rooms: tuple[int, ...]
    apart: tuple[int, ...]

    @property
    def possible(self) -> bool:
        """Whether every list has something in it."""
        return all((self.runs, self.periods, self.teachers, self.rooms))


@dataclass(frozen=True)
class Wishes:
    """All wishes over a statement, and the questions that every peer asks."""

    statement: Statement
    each: tuple[Wish, ...]

    @classmethod
    def of(cls, statement: Statement) -> "Wishes":
        """Read the lists of all sections."""
        return cls(statement, tuple(wish_of(statement, at) for at in range(_sections(statement))))

    def open(self, run: int, thing: int, period: int) -> bool:
        """Whether a thing may be used at a period in every week of a run."""
        return bool(self.statement.shut[run, thing, period] < POSSIBLE)

    def together(self, teacher: int, room: int) -> bool:
        """Whether a teacher may work in a room at all."""
        row = teacher - self.statement.frame.first_teacher
        return bool(self.statement.travel.pair[row, room] < POSSIBLE)

    def price(self, costs: Costs, wish: Wish, column: int) -> Ints:
        """What the entries of one list of a wish cost in one goal, by themselves."""
        entries = list_of(self.statement, wish.section, column)
        return costs.entry[entries.start : entries.stop].astype(np.int64)

    def atoms(self, run: int) -> list[int]:
        """The parts of the term in which a run of weeks meets."""
        return [int(atom) for atom in np.flatnonzero(self.statement.frame.weeks_atoms[run])]

    def gap(self, one: int, other: int) -> float:
        """Minutes between two periods of one day, whichever comes first; negative for none."""
        gap = self.statement.world.gap
        return float(max(gap[one, other], gap[other, one]))

    def reached(self, one: Stand, other: Stand) -> bool:
        """Whether a teacher gets from one meeting to the other in time."""
        world = self.statement.world
        here, there = int(world.venue[one[2]]), int(world.venue[other[2]])
        gap = self.gap(one[0], other[0])
        return min(here, there, gap) < 0 or float(world.minutes[here, there]) <= gap

    def timetable(self, sections: Sequence[Section], placed: Placed) -> Timetable:
        """Write what is placed as a timetable."""
        frame = self.statement.frame
        weeks = np.full(len(frame.sections), -1, dtype=np.int32)
        at = np.zeros((len(frame.sections), frame.most_meetings, 3), dtype=np.int32)
        for section, (run, stands) in placed.items():
            weeks[section] = run
            for meeting, stand in enumerate(stands):
                at[section, meeting] = [
                    entry_of(self.statement, section, column, wanted)
                    for column, wanted in zip((PERIODS, TEACHERS, ROOMS), stand, strict=True)
                ]
        if (at < 0).any():
            raise ValueError("a section was given what is not in its lists")
        return timetable_of(self.statement, sections, Choice(weeks, at))

    def placed(self, timetable: Timetable) -> Placed:
        """Read what a timetable has placed."""
        choice, entry = choice_of(self.statement, timetable), self.statement.world.entry
        return {
            wish.section: (
                int(choice.weeks[wish.section]),
                [
                    (int(entry[place[0]]), int(entry[place[1]]), int(entry[place[2]]))
                    for place in choice.at[wish.section, : wish.meetings]
                ],
            )
            for wish in self.each
            if choice.weeks[wish.section] >= 0
        }


def wish_of(statement: Statement, section: int) -> Wish:
    """Read the lists of one section."""
    row, entry = statement.world.section[section], statement.world.entry

    def listed(column: int) -> tuple[int, ...]:
        return tuple(int(entry[at]) for at in list_of(statement, section, column))

    return Wish(
        section=section,
        stake=int(statement.world.stake[section, 0]),
        meetings=int(row[MEETINGS]),
        one_teacher=bool(row[SAME_TEACHER]),
        one_room=bool(row[SAME_ROOM]),
        runs=listed(WEEKS),
        periods=listed(PERIODS),
        teachers=listed(TEACHERS),
        rooms=listed(ROOMS),
        apart=listed(APART),
    )


def _sections(statement: Statement) -> int:
    return len(statement.frame.sections)
