"""Cells of one run of weeks, and the choice of those in which a section would meet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from engine.domain.courses import Course
from engine.explanation.standing.possible import Blame
from engine.rules.rooms.room_clash import RoomClash
from engine.rules.terms import Bools, Ints


@dataclass(frozen=True)
class Cells:
    """The cells [t, r, p] of one run of weeks: lawful by themselves, and blocked by others.

    `teachers` and `rooms` are the columns along the first two axes; the room R is "online".
    """

    run: int
    teachers: Ints
    rooms: Ints
    lawful: Bools
    blocks: list[Blame] = field(default_factory=list)

    @cached_property
    def manned(self) -> Bools:
        """Lawful cells with a teacher who is free and comes in time."""
        return self._left([b for b in self.blocks if b.rule != RoomClash.name])

    @cached_property
    def housed(self) -> Bools:
        """Lawful cells with a room that is free."""
        return self._left([b for b in self.blocks if b.rule == RoomClash.name])

    @property
    def free(self) -> Bools:
        """Lawful cells that nobody blocks."""
        return self.manned & self.housed

    def _left(self, blocks: Sequence[Blame]) -> Bools:
        left = self.lawful.copy()
        for block in blocks:
            left &= ~block.where
        return left


@dataclass(frozen=True)
class Choice:
    """One way to hold a section: a run of weeks, and (teacher, room, period) of each meeting."""

    run: int
    slots: tuple[tuple[int, int, int], ...]

    @property
    def periods(self) -> tuple[int, ...]:
        """The columns of the periods."""
        return tuple(period for _, _, period in self.slots)


def choose(cells: Cells, course: Course, weekday: Ints) -> Choice | None:
    """Pick the first teacher and room with enough free weekdays, and a period on each."""
    free = cells.free
    if not free.any():
        return None
    days = np.stack([free[:, :, weekday == day].any(axis=2) for day in range(7)], axis=2)
    if not course.same_teacher:
        days = np.broadcast_to(days.any(axis=0, keepdims=True), days.shape)
    if not course.same_room:
        days = np.broadcast_to(days.any(axis=1, keepdims=True), days.shape)
    enough = np.argwhere(days.sum(axis=2) >= course.meetings_per_week)
    if not len(enough):
        return None
    teacher, room = (int(at) for at in enough[0])
    kept = np.zeros_like(free)
    kept[
        teacher if course.same_teacher else slice(None), room if course.same_room else slice(None)
    ] = True
    today = np.flatnonzero(days[teacher, room])[: course.meetings_per_week]
    return Choice(cells.run, tuple(_slot(cells, free & kept, weekday == day) for day in today))


def _slot(cells: Cells, free: Bools, today: Bools) -> tuple[int, int, int]:
    """The first period of a day with a free cell, and the first such cell."""
    period, teacher, room = np.argwhere((free & today).transpose(2, 0, 1))[0]
    return int(cells.teachers[teacher]), int(cells.rooms[room]), int(period)
