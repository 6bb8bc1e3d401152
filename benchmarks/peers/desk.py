"""The desk of the greedy peer: a timetable as it fills, and what it leaves free."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from engine.rules.terms import Bools, Ints
from engine.timetabling.choice import Choice, list_of
from engine.timetabling.kernels.arrays import APART, PERIODS, POSSIBLE, ROOMS, TEACHERS, WEEK
from engine.timetabling.statement import Statement

Place = tuple[int, int, int]
"""Positions in a section's own lists: period, teacher, room."""


@dataclass
class Desk:
    """Who and what is taken, and what each section got.

    `taken` [thing, period, atom]; `load` [thing, 8, atom] counts the meetings of a weekday and,
    last, of the week; `stands` are a teacher's (period, venue, atoms as bits), `hours` a
    section's (period, atoms as bits).
    """

    statement: Statement
    choice: Choice = field(init=False)
    taken: Bools = field(init=False)
    load: Ints = field(init=False)
    stands: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)
    hours: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        frame = self.statement.frame
        sections, things = len(frame.sections), frame.first_teacher + len(frame.teachers)
        self.choice = Choice(
            np.full(sections, -1, dtype=np.int32),
            np.zeros((sections, frame.most_meetings, 3), dtype=np.int32),
        )
        self.taken = np.zeros((things, len(frame.periods), len(frame.atoms)), dtype=np.bool_)
        self.load = np.zeros((things, 8, len(frame.atoms)), dtype=np.int64)

    def listed(self, section: int, column: int) -> Ints:
        """Read one list of a section."""
        entries = list_of(self.statement, section, column)
        found: Ints = self.statement.world.entry[entries.start : entries.stop].astype(np.int64)
        return found

    def free(self, section: int, run: int) -> tuple[Bools, Bools]:
        """Which (period, teacher) and (period, room) of a section's lists are free."""
        periods, teachers, rooms = (
            self.listed(section, each) for each in (PERIODS, TEACHERS, ROOMS)
        )
        left = self.left(teachers, run)
        hours = self._open(periods, teachers, run)
        hours &= ~self._kept_apart(section, periods, run)[:, None]
        hours &= (left[None, :, WEEK] > 0) & (left[:, self._weekday(periods)].T > 0)
        return hours, self._open(periods, rooms, run)

    def left(self, teachers: Ints, run: int) -> Ints:
        """The meetings that teachers may still take on a weekday and in the week [t, 8]."""
        atoms = self.statement.frame.weeks_atoms[run]
        limit = self.statement.world.limit[teachers, :8].astype(np.int64)
        left: Ints = limit - self.load[teachers][:, :, atoms].max(axis=2, initial=0)
        return left

    def too_far(self, teacher: int, periods: Ints, rooms: Ints, run: int) -> Iterator[Bools]:
        """Where [period, room] each meeting that the teacher already holds is out of reach."""
        world = self.statement.world
        venues = world.venue[rooms]
        for period, venue, held in self.stands.get(teacher, ()):
            if held & world.mask[run]:
                gap = np.maximum(world.gap[period, periods], world.gap[periods, period])[:, None]
                yield (gap >= 0) & (world.minutes[venue, venues] > gap) & (venues >= 0)

    def take(self, section: int, run: int, places: Sequence[Place]) -> None:
        """Enter a section with all its meetings."""
        world, frame = self.statement.world, self.statement.frame
        atoms, bits = frame.weeks_atoms[run], int(world.mask[run])
        starts = world.section[section, [PERIODS, TEACHERS, ROOMS]]
        self.choice.weeks[section] = run
        for meeting, place in enumerate(places):
            self.choice.at[section, meeting] = starts + place
            period, teacher, room = (int(each) for each in world.entry[starts + place])
            self.taken[np.ix_([teacher, room], [period], atoms)] = True
            self.load[np.ix_([teacher], [int(world.period[period, 0]), WEEK], atoms)] += 1
            self.hours.setdefault(section, []).append((period, bits))
            if room != frame.online:
                self.stands.setdefault(teacher, []).append((period, int(world.venue[room]), bits))

    def _open(self, periods: Ints, things: Ints, run: int) -> Bools:
        where = np.ix_(things, periods)
        atoms = self.statement.frame.weeks_atoms[run]
        taken = self.taken[where][:, :, atoms].any(axis=2)
        taken &= (things != self.statement.frame.online)[:, None]
        free: Bools = (self.statement.shut[run][where] < POSSIBLE) & ~taken
        return free.T

    def _kept_apart(self, section: int, periods: Ints, run: int) -> Bools:
        barred = {
            period
            for other in self.listed(section, APART)
            for period, held in self.hours.get(int(other), ())
            if held & self.statement.world.mask[run]
        }
        return np.isin(periods, sorted(barred))

    def _weekday(self, periods: Ints) -> Ints:
        days: Ints = self.statement.world.period[periods, 0].astype(np.int64)
        return days
