"""What each section wishes for: every cell in which it could meet, and what blocks it now."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from engine.explanation.standing.choice import Cells, Choice, choose
from engine.explanation.standing.possible import Blame, Possible
from engine.explanation.standing.taken import Taken, Visit
from engine.rules.rooms.room_clash import RoomClash
from engine.rules.terms import Apart, Axis, Bools, Ints, Limit, Needed, Reach
from engine.timetabling.exact.attendance import Attendance
from engine.timetabling.frame import frame_of

NOBODY = -1  # the column of a teacher who is not registered yet


@dataclass(frozen=True)
class Wish:
    """What one section asks for: teachers [T], rooms [R], periods [P] and runs of weeks [W].

    `pairs` [T, R] tells which teacher may go to which room, `online` whether the section may
    do without one; `more_load` is added to the limit of a week's load.
    """

    teachers: Bools
    rooms: Bools
    periods: Bools
    weeks: Bools
    pairs: Bools
    online: bool
    more_load: int = 0


class Standing:
    """The masks of some sections and what a timetable takes from them."""

    def __init__(self, possible: Possible, taken: Taken) -> None:
        self.possible = possible
        self.taken = taken
        self.axes = possible.axes
        self.journeys = next(term for _, term in possible.others if isinstance(term, Reach))
        needed = (term for _, term in possible.others if isinstance(term, Needed))
        self.attendance = Attendance(frame_of(self.axes), next(needed, None))
        self.online_room = len(self.axes.rooms)
        self.apart: dict[int, list[int]] = {}
        for term in (term for _, term in possible.others if isinstance(term, Apart)):
            for one, other in term.pairs.tolist():
                self.apart.setdefault(one, []).append(other)
                self.apart.setdefault(other, []).append(one)

    def wish(self, row: int) -> Wish:
        """What a section asks for as the rules stand."""
        here = self.possible
        return Wish(
            here.teachers[row],
            here.rooms[row],
            here.periods[row],
            here.weeks[row],
            here.pairs,
            bool(here.online[row]),
        )

    def cells(self, row: int, wish: Wish) -> Iterator[Cells]:
        """The cells of a section, a run of weeks at a time."""
        for run in np.flatnonzero(wish.weeks):
            yield self._cells(row, wish, int(run))

    def choice(self, row: int, wish: Wish) -> Choice | None:
        """A way to hold the section that blocks nobody and moves nobody; the first there is."""
        for cells in self.cells(row, wish):
            found = choose(cells, self.axes.courses[row], self.axes.ground.period_weekday)
            if found is not None:
                return found
        return None

    def unmanned(self, row: int, wish: Wish, run: int) -> Cells:
        """The cells of a section for somebody who is free at all times and everywhere."""
        rooms = np.flatnonzero(wish.rooms)
        atoms = self.axes.weeks_atoms[run]
        lawful = (self.possible.room_hours[rooms, :, run] & wish.periods)[None]
        busy = np.logical_or.reduce(self.taken.rooms[rooms][:, :, atoms], axis=2)[None]
        if wish.online:
            rooms = np.append(rooms, self.online_room)
            lawful = np.append(lawful, wish.periods[None, None], axis=1)
            busy = np.append(busy, np.zeros_like(lawful[:, -1:]), axis=1)
        apart = Blame(self.possible.rule_of(Apart), self._apart(row, atoms)[None, None, :])
        blocks = [Blame(RoomClash.name, busy), apart]
        return Cells(run, np.array([NOBODY]), rooms, lawful, blocks)

    def _cells(self, row: int, wish: Wish, run: int) -> Cells:
        here = self.possible
        teachers, rooms = np.flatnonzero(wish.teachers), np.flatnonzero(wish.rooms)
        pairs = wish.pairs[np.ix_(teachers, rooms)]
        there, open_here = here.teacher_hours[teachers, :, run], here.room_hours[rooms, :, run]
        if wish.online:
            rooms = np.append(rooms, self.online_room)
            pairs = np.append(pairs, np.ones((len(teachers), 1), dtype=np.bool_), axis=1)
            open_here = np.append(open_here, np.ones((1, open_here.shape[1]), np.bool_), axis=0)
        lawful = pairs[:, :, None] & there[:, None, :] & open_here[None] & wish.periods
        lawful &= ~self._missed(row, run, teachers, rooms)
        cells = Cells(run, teachers, rooms, lawful)
        cells.blocks.extend(self._blocks(row, wish, cells))
        return cells

    def _missed(self, row: int, run: int, teachers: Ints, rooms: Ints) -> Bools:
        """Cells on a date on which the teacher is away and the place is open."""
        periods = np.arange(len(self.axes.periods))
        things = teachers + self.attendance.frame.first_teacher
        missed: Bools = self.attendance.missed(row, run, (periods, things, rooms)).transpose(
            1, 2, 0
        )
        return missed

    def _blocks(self, row: int, wish: Wish, cells: Cells) -> Iterator[Blame]:
        atoms = self.axes.weeks_atoms[cells.run]
        busy = np.logical_or.reduce(self.taken.teachers[cells.teachers][:, :, atoms], axis=2)
        full = np.zeros((len(cells.rooms), len(self.axes.periods)), dtype=np.bool_)
        housed = cells.rooms[cells.rooms < self.online_room]
        full[: len(housed)] = self.taken.rooms[housed][:, :, atoms].any(axis=2)
        yield Blame(self._limit("teacher", "period")[0], busy[:, None, :])
        yield Blame(RoomClash.name, full[None])
        yield self._week(row, wish, cells)
        yield self._day(cells)
        yield Blame(self.possible.rule_of(Reach), self._unreached(cells))
        yield Blame(self.possible.rule_of(Apart), self._apart(row, atoms)[None, None, :])

    def _week(self, row: int, wish: Wish, cells: Cells) -> Blame:
        """Teachers whose week has no time for the section."""
        rule, limit = self._limit("teacher")
        atoms, course = self.axes.weeks_atoms[cells.run], self.axes.courses[row]
        most = limit.most[cells.teachers]
        more = course.meetings_per_week if course.same_teacher else 1
        load = self.taken.week[cells.teachers][:, atoms].max(axis=1, initial=0) + more
        return Blame(rule, ((most >= 0) & (load > most + wish.more_load))[:, None, None])

    def _day(self, cells: Cells) -> Blame:
        """Days of a teacher with no time for one more meeting."""
        rule, limit = self._limit("teacher", "weekday")
        most = limit.most[cells.teachers]
        atoms = self.axes.weeks_atoms[cells.run]
        load = self.taken.day[cells.teachers][:, :, atoms].max(axis=2, initial=0) + 1
        over = (most >= 0) & (load > most)
        return Blame(rule, over[:, self.axes.ground.period_weekday][:, None, :])

    def _unreached(self, cells: Cells) -> Bools:
        """Cells that a teacher cannot come to, or leave from, in time."""
        far = np.zeros_like(cells.lawful)
        atoms = self.axes.weeks_atoms[cells.run]
        housed = cells.rooms < self.online_room
        venues = self.journeys.venue_of_room[cells.rooms[housed]]
        for at, teacher in enumerate(cells.teachers):
            for visit in self.taken.visits.get(int(teacher), ()):
                if (visit.atoms & atoms).any():
                    far[at, housed] |= self._too_late(visit, venues)
        return far

    def _too_late(self, visit: Visit, venues: Ints) -> Bools:
        """Venues and periods [r, p] out of reach from a visit, or on the way to it."""
        gap = self.journeys.gap
        time = np.where(gap[visit.period] >= 0, gap[visit.period], gap[:, visit.period])
        minutes = self.journeys.minutes[self.journeys.venue_of_room[visit.room], venues]
        late: Bools = (time >= 0)[None, :] & (minutes[:, None] > time[None, :])
        return late

    def _apart(self, row: int, atoms: Bools) -> Bools:
        """Periods [P] in which a section meets that this one must not meet."""
        barred = np.zeros(len(self.axes.periods), dtype=np.bool_)
        for other in self.apart.get(row, ()):
            hours = self.taken.sections.get(self.axes.every[other].id)
            if hours is not None:
                barred |= hours[:, atoms].any(axis=1)
        return barred

    def _limit(self, *per: Axis) -> tuple[str, Limit]:
        return self.possible.limits(*per)[0]
