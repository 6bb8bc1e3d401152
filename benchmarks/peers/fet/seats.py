"""Between the steps: sections for which no hour or room can be found leave the paper.

FET stands still at the first activity that cannot be placed, so what is impossible by teachers
alone, or by rooms alone, is found here by matching; it gets another teacher in a later round.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from benchmarks.peers.desk import Desk
from benchmarks.peers.wishes import Wish, Wishes
from engine.rules.terms import Bools, Ints
from engine.timetabling.kernels.arrays import POSSIBLE


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
    given = [still(desk, each) for each in given]
    weeks: dict[int, Week] = {}
    rooms = Rooms(free_rooms(wishes, desk, (each.run for each in given)))
    kept = []
    for each in sorted(given, key=lambda each: -each.wish.stake):
        if each.teacher not in weeks:
            left = desk.left(np.array([each.teacher]), each.run)[0]
            weeks[each.teacher] = Week(wishes.statement.frame.weekdays, left)
        if weeks[each.teacher].fits(each) and rooms.fits(each):
            kept.append(each)
    return kept


def still(desk: Desk, each: Assigned) -> Assigned:
    """Keep the hours at which the teacher is still free."""
    hours, _ = desk.free(each.wish.section, each.run)
    at = each.wish.teachers.index(each.teacher)
    free = {p for p, open_now in zip(each.wish.periods, hours[:, at], strict=True) if open_now}
    return replace(each, periods=tuple(p for p in each.periods if p in free))


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


def free_rooms(wishes: Wishes, desk: Desk, runs: Iterable[int]) -> Bools:
    """When each room is free in every one of some runs, as FET has only one week [room, period]."""
    frame, given = wishes.statement.frame, sorted(set(runs))
    weeks = frame.weeks_atoms[given].any(axis=0)
    shut = (wishes.statement.shut[given, : frame.online] >= POSSIBLE).any(axis=0)
    free: Bools = ~shut & ~desk.taken[: frame.online][:, :, weeks].any(axis=2)
    return free


Cell = tuple[int, int]


class Rooms:
    """Rooms and hours matched to meetings, teachers left aside."""

    def __init__(self, free: Bools) -> None:
        self.free = free
        self.holder: dict[Cell, tuple[Assigned, int]] = {}
        self.cells: dict[int, list[Cell]] = {}

    def fits(self, each: Assigned) -> bool:
        """Enter a section if all entered so far can have their rooms."""
        if each.rooms == (len(self.free),):
            return True
        before = dict(self.holder) if each.wish.meetings > 1 else {}
        if all(self._seat((each, meeting)) for meeting in range(each.wish.meetings)):
            return True
        self.holder = before or self.holder
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

    def _cells(self, each: Assigned) -> list[Cell]:
        found = self.cells.get(each.wish.section)
        if found is None:
            found = [
                (room, period)
                for period in each.periods
                for room in each.rooms
                if self.free[room, period]
            ]
            self.cells[each.wish.section] = found
        return found
