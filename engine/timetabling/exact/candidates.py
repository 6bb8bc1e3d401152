"""Every placement of a section that the fixed ones leave possible, cheapest first."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from engine.domain.weeks import Weeks
from engine.rules.terms import Bools, Ints
from engine.timetabling.exact.occupied import Occupied, Stand, week_bits
from engine.timetabling.exact.spread_days import on_spread_days
from engine.timetabling.kernels.arrays import (
    APART,
    MEETINGS,
    PERIODS,
    POSSIBLE,
    ROOMS,
    SAME_ROOM,
    SAME_TEACHER,
    TEACHERS,
    WEEK,
    WEEKS,
)
from engine.timetabling.statement import Statement

POINT_IN_METRES = 100  # the order in which candidates are listed, not a cost of anything


@dataclass(frozen=True)
class Slot:
    """One meeting: period, teacher and room (things), the room's entry, and what it costs."""

    period: int
    teacher: int
    room: int
    room_entry: int
    travel: int
    fit: int

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """Cheap ones first, in a fixed order."""
        return self.travel + POINT_IN_METRES * self.fit, self.period, self.teacher, self.room


@dataclass(frozen=True)
class Candidate:
    """One placement of one section: its run of weeks, its meetings, and what they cost."""

    section: int
    weeks: int
    slots: tuple[Slot, ...]
    travel: int
    fit: int

    @property
    def rank(self) -> tuple[int, int, tuple[tuple[int, int, int, int], ...]]:
        """Cheap ones first, in a fixed order."""
        cost = self.travel + POINT_IN_METRES * self.fit
        return cost, self.weeks, tuple(slot.rank for slot in self.slots)


@dataclass(frozen=True)
class Listing:
    """The candidates of a section; `whole` is False where the list was cut."""

    candidates: tuple[Candidate, ...]
    whole: bool


def nothing_more(_candidate: Candidate) -> bool:
    """Ask for no candidate beyond the cheapest."""
    return False


def any_slot(_slot: Slot) -> bool:
    """Ask for no slot in particular."""
    return True


class Lister:
    """Lists the candidates of sections over what fixed placements leave free."""

    def __init__(self, statement: Statement, occupied: Occupied) -> None:
        self._given = statement
        self._occupied = occupied
        counted = week_bits(week for atom in statement.frame.atoms for week in atom)
        self._bits = [week_bits(run.numbers) & counted for run in statement.frame.weeks]

    def listing(
        self,
        section: int,
        most: int,
        *,
        also: Callable[[Candidate], bool] = nothing_more,
        only: Callable[[Slot], bool] = any_slot,
        runs: Collection[Weeks] | None = None,
    ) -> Listing:
        """List the `most` cheapest candidates by travel and fit, and those of `also`.

        Their meetings are among the slots of `only`, their weeks among `runs` where any are said.
        """
        found: list[Candidate] = []
        for weeks in self._entries(section, WEEKS):
            run = self._given.frame.weeks[weeks]
            if not self._bits[weeks] or (runs is not None and run not in runs):
                continue
            slots = [slot for slot in self._slots(section, int(weeks)) if only(slot)]
            for group in self._groups(section, slots):
                found += self._candidates(section, int(weeks), group, 2 * most)
        found.sort(key=lambda each: each.rank)
        further = [each for each in found[most:] if also(each)]
        return Listing((*found[:most], *further), len(found) <= most)

    def _entries(self, section: int, column: int) -> Ints:
        at, end = self._given.world.section[section, column : column + 2]
        entries: Ints = self._given.world.entry[at:end].astype(np.int64)
        return entries

    def _groups(self, section: int, slots: list[Slot]) -> list[list[Slot]]:
        """Split slots so that the meetings of one section come from one group."""
        _, one_room, one_teacher = self._given.world.section[section, :3]
        assert (MEETINGS, SAME_ROOM, SAME_TEACHER) == (0, 1, 2)
        groups: dict[tuple[int, int], list[Slot]] = {}
        for slot in slots:
            key = (slot.room if one_room else -1, slot.teacher if one_teacher else -1)
            groups.setdefault(key, []).append(slot)
        return list(groups.values())

    def _slots(self, section: int, weeks: int) -> list[Slot]:
        """Every single meeting that is possible by itself in these weeks, cheapest first."""
        given, at = self._given, self._given.world.section[section]
        periods, teachers = self._entries(section, PERIODS), self._entries(section, TEACHERS)
        rooms = self._entries(section, ROOMS)
        rows = (teachers - given.frame.first_teacher)[:, None]
        possible = self._possible(section, weeks, (periods, teachers, rooms))
        costs = [
            costs.entry[at[PERIODS] : at[PERIODS + 1], None, None]
            + costs.entry[None, at[TEACHERS] : at[TEACHERS + 1], None]
            + costs.entry[None, None, at[ROOMS] : at[ROOMS + 1]]
            + costs.pair[rows, rooms[None, :]][None]
            for costs in (given.travel, given.fit)
        ]
        slots = [
            Slot(
                int(periods[p]),
                int(teachers[t]),
                int(rooms[r]),
                int(at[ROOMS] + r),
                int(costs[0][p, t, r]),
                int(costs[1][p, t, r]),
            )
            for p, t, r in zip(*np.nonzero(possible), strict=True)
        ]
        return sorted(slots, key=lambda slot: slot.rank)

    def _possible(self, section: int, weeks: int, lists: tuple[Ints, Ints, Ints]) -> Bools:
        """Which (period, teacher, room) of the lists may be one meeting [p, t, r]."""
        periods, teachers, rooms = lists
        given, bits = self._given, self._bits[weeks]
        hours = self._open(periods, teachers, weeks) & self._load_left(periods, teachers, bits)
        hours &= ~self._kept_apart(section, periods, bits)[:, None]
        pair = given.travel.pair[(teachers - given.frame.first_teacher)[:, None], rooms[None, :]]
        possible: Bools = (
            hours[:, :, None]
            & self._open(periods, rooms, weeks)[:, None, :]
            & (pair < POSSIBLE)[None]
        )
        possible &= ~given.attendance.missed(section, weeks, lists)
        for at, teacher in enumerate(teachers):
            possible[:, at, :] &= self._reached(int(teacher), periods, rooms, bits)
        return possible

    def _open(self, periods: Ints, things: Ints, weeks: int) -> Bools:
        shut = self._given.always_shut[weeks][things[None, :], periods[:, None]] >= POSSIBLE
        taken = self._occupied.taken[things[None, :], periods[:, None]] & self._bits[weeks]
        free: Bools = ~shut & ((taken == 0) | (things == self._given.frame.online)[None, :])
        return free

    def _load_left(self, periods: Ints, teachers: Ints, bits: int) -> Bools:
        days = self._given.frame.weekdays[periods].astype(np.int64)
        full = self._occupied.full
        used = full[teachers[None, :], days[:, None]] | full[teachers, WEEK][None, :]
        left: Bools = (used & bits) == 0
        return left

    def _kept_apart(self, section: int, periods: Ints, bits: int) -> Bools:
        """The periods in which a fixed section meets that this one must not meet."""
        barred = {
            period
            for other in self._entries(section, APART)
            for period, weeks in self._occupied.held.get(int(other), ())
            if weeks & bits
        }
        return np.isin(periods, sorted(barred))

    def _reached(self, teacher: int, periods: Ints, rooms: Ints, bits: int) -> Bools:
        world = self._given.world
        reached = np.ones((len(periods), len(rooms)), dtype=np.bool_)
        venues = world.venue[rooms].astype(np.int64)
        for stand in self._occupied.stands.get(teacher, ()):
            if stand.weeks & bits:
                far = unreachable(world.gap, world.minutes, periods, venues, stand)
                reached &= ~(far & (venues >= 0)[None, :])
        return reached

    def _candidates(
        self, section: int, weeks: int, slots: list[Slot], most: int
    ) -> Iterator[Candidate]:
        count = int(self._given.world.section[section, MEETINGS])
        days = [int(self._given.world.period[slot.period, 1]) for slot in slots]
        for places in islice(on_spread_days(days, count), most):
            each = tuple(slots[place] for place in places)
            yield Candidate(
                section,
                weeks,
                tuple(sorted(each, key=lambda slot: slot.period)),
                sum(slot.travel for slot in each),
                sum(slot.fit for slot in each) + self._changes(each),
            )

    def _changes(self, slots: tuple[Slot, ...]) -> int:
        room, teacher = (int(points) for points in self._given.fit.more[:2])
        rooms = len({slot.room for slot in slots} - {self._given.frame.online})
        teachers = len({slot.teacher for slot in slots})
        return room * max(0, rooms - 1) + teacher * (teachers - 1)


def unreachable(
    gap: np.ndarray, minutes: np.ndarray, periods: Ints, venues: Ints, stand: Stand
) -> Bools:
    """Where a teacher who stands somewhere cannot also meet on that day [periods, venues]."""
    after, before = gap[stand.period, periods], gap[periods, stand.period]
    room = np.where(after >= 0, after, before)[:, None]
    far: Bools = (room >= 0) & (minutes[stand.venue, venues][None, :] > room)
    return far
