"""Attendance: dates on which an absent teacher is needed in some places and not in others."""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np

from engine.rules.terms import Bools, Ints, Needed
from engine.timetabling.frame import Frame


@dataclass(frozen=True)
class Attendance:
    """The term `Needed` of all sections, over a frame.

    Nobody need be at a place that is closed, so what an absence forbids depends on the room; a
    complete search and drafts ask room by room; whatever cannot takes the hours of `busy` for shut.
    """

    frame: Frame
    needed: Needed | None

    @classmethod
    def joined(cls, frame: Frame, chunks: list[Needed | None]) -> Self:
        """Put the sections of all chunks side by side; the dates are those of the first."""
        given = [each for each in chunks if each is not None]
        if not given:
            return cls(frame, None)
        first, online = given[0], np.concatenate([each.online for each in given], axis=1)
        return cls(frame, Needed(first.teacher, first.week, first.weekday, first.rooms, online))

    @cached_property
    def busy(self) -> Bools:
        """The hours [W, Q, P] in which a teacher is away and needed in some place."""
        frame = self.frame
        things = frame.first_teacher + len(frame.teachers)
        busy = np.zeros((len(frame.weeks), things, len(frame.periods)), dtype=np.bool_)
        for row in range(self._rows):
            thing = frame.first_teacher + int(self._given.teacher[row])
            busy[:, thing, :] |= self._runs(row)[:, None] & self._periods(row)[None, :]
        return busy

    def missed(self, section: int, weeks: int, lists: tuple[Ints, Ints, Ints]) -> Bools:
        """Which (period, teacher, room) of the lists are missed in a run of weeks [p, t, r]."""
        periods, teachers, rooms = lists
        found = np.zeros((len(periods), len(teachers), len(rooms)), dtype=np.bool_)
        for row in range(self._rows):
            mine = teachers - self.frame.first_teacher == self._given.teacher[row]
            if mine.any() and self._runs(row)[weeks]:
                there = np.append(self._given.rooms[row], self._given.online[row, section])
                today = self._periods(row)[periods]
                found |= today[:, None, None] & mine[None, :, None] & there[rooms][None, None]
        return found

    def missed_at(self, section: Ints, weeks: Ints, meetings: Ints) -> Bools:
        """Which of some meetings (period, teacher, room) [n, K, 3] are missed [n, K].

        `section` and `weeks` [n] go along with them; teachers and rooms are things.
        """
        period, teacher, room = (meetings[:, :, part] for part in range(3))
        found = np.zeros(period.shape, dtype=np.bool_)
        for row in range(self._rows):
            mine = teacher - self.frame.first_teacher == self._given.teacher[row]
            rooms = np.append(self._given.rooms[row], np.False_)
            online = (room == self.frame.online) & self._given.online[row][section][:, None]
            needed = rooms[room] | online
            found |= mine & self._runs(row)[weeks][:, None] & self._periods(row)[period] & needed
        return found

    @property
    def _rows(self) -> int:
        return 0 if self.needed is None else len(self.needed.teacher)

    @property
    def _given(self) -> Needed:
        assert self.needed is not None  # there are rows
        return self.needed

    def _periods(self, row: int) -> Bools:
        """The periods [P] that lie on the weekday of a date."""
        return np.asarray(self.frame.weekdays == self._given.weekday[row], dtype=np.bool_)

    def _runs(self, row: int) -> Bools:
        """The runs of weeks [W] that hold the week of a date."""
        week = int(self._given.week[row])
        return np.array([week in run.numbers for run in self.frame.weeks], dtype=np.bool_)
