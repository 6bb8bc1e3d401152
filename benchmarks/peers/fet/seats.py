"""Between the steps: sections for which no hour or room can be found leave the paper.

FET stands still at the first activity that cannot be placed, so what is impossible by teachers
alone, or by rooms alone, is found here by matching; it gets another teacher in a later round.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from benchmarks.peers.desk import Desk
from benchmarks.peers.wishes import Wish, Wishes
from engine.rules.terms import Ints


@dataclass(frozen=True)
class Assigned:
    """A section with its teacher and its run of weeks, the hours and rooms that this leaves."""

    wish: Wish
    run: int
    teacher: int
    periods: tuple[int, ...]
    rooms: tuple[int, ...]


def seated(wishes: Wishes, desk: Desk, given: Sequence[Assigned]) -> list[Assigned]:
    """Leave out what finds no hour with its teacher or no room at any hour, least at stake first."""
    weeks: dict[int, Week] = {}
    rooms = Rooms(RoomHours(wishes, desk, {each.run for each in given}))
    kept = []
    for each in sorted(given, key=lambda each: -each.wish.stake):
        if each.teacher not in weeks:
            left = desk.left(np.array([each.teacher]), each.run)[0]
            weeks[each.teacher] = Week(wishes.statement.frame.weekdays, left)
        if weeks[each.teacher].fits(each) and rooms.fits(each):
            kept.append(each)
    return kept


class Week:
    """The hours of one teacher, matched to sections; FET keeps him a free hour between venues."""

    def __init__(self, weekdays: Ints, left: Ints) -> None:
        self.weekdays = weekdays
        self.left = left
        self.wanted: list[Assigned] = []

    def fits(self, each: Assigned) -> bool:
        """Enter a section if all entered so far can have their hours."""
        self.wanted.append(each)
        self.wanted.sort(key=lambda each: len(each.periods))
        if self._seated(0, ()):
            return True
        self.wanted.remove(each)
        return False

    def _seated(self, at: int, held: tuple[int, ...]) -> bool:
        if at == len(self.wanted):
            return True
        each = self.wanted[at]
        return any(
            self._seated(at + 1, (*held, *hours))
            for hours in combinations(each.periods, each.wish.meetings)
            if self._free((*held, *hours)) and len(set(self.weekdays[list(hours)])) == len(hours)
        )

    def _free(self, held: tuple[int, ...]) -> bool:
        by_day = np.bincount(self.weekdays[list(held)], minlength=7)
        return len(set(held)) == len(held) and bool((by_day <= self.left[:7]).all())


@dataclass(frozen=True)
class RoomHours:
    """When a room is free in every one of some runs of weeks, as FET has only one week."""

    wishes: Wishes
    desk: Desk
    runs: set[int]

    def free(self, room: int, period: int) -> bool:
        """Whether a room is free at a period."""
        weeks = self.wishes.statement.frame.weeks_atoms[sorted(self.runs)].any(axis=0)
        return not self.desk.taken[room, period][weeks].any() and all(
            self.wishes.open(run, room, period) for run in self.runs
        )


Cell = tuple[int, int]


class Rooms:
    """Rooms and hours matched to meetings, teachers left aside."""

    def __init__(self, hours: RoomHours) -> None:
        self.hours = hours
        self.holder: dict[Cell, tuple[Assigned, int]] = {}

    def fits(self, each: Assigned) -> bool:
        """Enter a section if all entered so far can have their rooms."""
        if each.rooms == (self.hours.wishes.statement.frame.online,):
            return True
        before = dict(self.holder)
        if all(self._seat((each, meeting)) for meeting in range(each.wish.meetings)):
            return True
        self.holder = before
        return False

    def _seat(self, meeting: tuple[Assigned, int]) -> bool:
        """Find a free cell, through others that can move: breadth first."""
        came: dict[Cell, Cell | None] = dict.fromkeys(self._cells(meeting[0]))
        queue = list(came)
        for cell in queue:
            if cell not in self.holder:
                self._shift(cell, came, meeting)
                return True
            for other in self._cells(self.holder[cell][0]):
                if other not in came:
                    came[other] = cell
                    queue.append(other)
        return False

    def _shift(
        self, cell: Cell, came: dict[Cell, Cell | None], meeting: tuple[Assigned, int]
    ) -> None:
        while (before := came[cell]) is not None:
            self.holder[cell] = self.holder[before]
            cell = before
        self.holder[cell] = meeting

    def _cells(self, each: Assigned) -> Iterator[Cell]:
        return (
            (room, period)
            for period in each.periods
            for room in each.rooms
            if self.hours.free(room, period)
        )
