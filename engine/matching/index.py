"""A term as bits: for every teacher and room the dates and periods at which it is taken or shut.

A slot is a date with a period; slots are numbered week by week, and a set of them is one integer.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property, lru_cache

from engine.domain.calendar import CalendarDay
from engine.domain.dated import dates_of
from engine.domain.people import Teacher
from engine.domain.problem import Point, Problem
from engine.domain.thing import EVERY, Words
from engine.domain.timetable import Timetable
from engine.domain.venues import Room, Venue
from engine.domain.weeks import Weeks
from engine.matching.asked import Slot

Resource = tuple[str, str]
Stay = tuple[int, int, str | None]  # from, to, and at which venue


class Index:
    """What a published timetable leaves free, and what the registers allow at all."""

    def __init__(self, problem: Problem, timetable: Timetable) -> None:
        self.problem = problem
        self.slots = [
            Slot(problem.term.date_of(week, period.weekday), period.id)
            for week in range(1, problem.term.weeks + 1)
            for period in problem.periods
        ]
        self.number = {slot: number for number, slot in enumerate(self.slots)}
        self.on_date: dict[date, list[int]] = {}
        for number, slot in enumerate(self.slots):
            self.on_date.setdefault(slot.date, []).append(number)
        self.taken: dict[Resource, int] = {}
        self.stays: dict[tuple[str, date], list[Stay]] = {}
        self.load: dict[tuple[str, date], int] = {}  # meetings of a teacher in a week
        self.groups: dict[str, int] = {}
        for dated in dates_of(problem, timetable):
            if dated.kind != "lost":
                slot = Slot(dated.date, dated.period)
                self._enter(slot, dated.teacher, dated.room)
                self._enter_groups(slot, timetable.known[dated.section].requests)

    def bits(self, slots: Iterable[Slot]) -> int:
        """Give every slot that overlaps one of these on the clock."""
        found = 0
        for slot in slots:
            period = self.problem.period[slot.period]
            for number in self.on_date.get(slot.date, ()):
                other = self.problem.period[self.slots[number].period]
                if other.start < period.end and period.start < other.end:
                    found |= 1 << number
        return found

    @lru_cache(10_000)  # noqa: B019 - an index lives as long as its term stands
    def of(self, bits: int) -> tuple[Slot, ...]:
        """Give the slots of a set, in their order."""
        found = []
        while bits:
            lowest = bits & -bits
            found.append(self.slots[lowest.bit_length() - 1])
            bits ^= lowest
        return tuple(found)

    @lru_cache(10_000)  # noqa: B019 - an index lives as long as its term stands
    def exactly(self, slots: tuple[Slot, ...]) -> int:
        """Give these slots as a set."""
        return sum(1 << self.number[slot] for slot in slots if slot in self.number)

    @lru_cache(10_000)  # noqa: B019 - an index lives as long as its term stands
    def run(self, period: str, weeks: Weeks, since: date) -> int:
        """Give the slots of a period in some weeks, after a day."""
        wanted = set(weeks.numbers)
        return sum(
            1 << number
            for number, slot in enumerate(self.slots)
            if slot.period == period
            and slot.date > since
            and self.problem.term.week_of(slot.date) in wanted
        )

    def teacher_shut(self, teacher: Teacher) -> int:
        """Give the slots at which a teacher cannot teach, whatever is published."""
        return self._not_in(teacher.available_periods) | self._away("teacher", teacher.id)

    def room_shut(self, room: Room) -> int:
        """Give the slots at which a room is not open, kept for clubs, or away."""
        closed = self._not_in(room.open_periods) | (self._every & ~self._not_in(room.club_periods))
        return closed | self._away("room", room.id) | self._away("venue", room.venue)

    @cached_property
    def _every(self) -> int:
        return (1 << len(self.slots)) - 1

    @cached_property
    def by_skill(self) -> Mapping[str, list[Teacher]]:
        """Teachers by skill, whatever their level."""
        found: dict[str, list[Teacher]] = {}
        for teacher in self.problem.teachers:
            for skill, _ in teacher.skills:
                found.setdefault(skill, []).append(teacher)
        return found

    @cached_property
    def shut(self) -> Mapping[Resource, int]:
        """What is shut or taken, by teacher and room."""
        found = {("teacher", each.id): self.teacher_shut(each) for each in self.problem.teachers}
        found |= {("room", each.id): self.room_shut(each) for each in self.problem.rooms}
        found = {name: bits | self.taken.get(name, 0) for name, bits in found.items()}
        for (teacher, day), stays in self.stays.items():
            full = self.full(teacher, day, len(stays), self.load[teacher, monday_of(day)])
            found["teacher", teacher] |= full
        return found

    def full(self, teacher: str, day: date, held: int, in_week: int) -> int:
        """Give the slots of a day or its week that a teacher's load leaves no room for."""
        known = self.problem.teacher[teacher]
        bits = self.days([day]) if _reached(held, known.max_daily_meetings) else 0
        if _reached(in_week, known.max_weekly_meetings):
            bits |= self.days(monday_of(day) + timedelta(days=number) for number in range(7))
        return bits

    def days(self, days: Iterable[date]) -> int:
        """Give all slots of some days."""
        return sum(1 << number for day in days for number in self.on_date.get(day, ()))

    @cached_property
    def busy_days(self) -> Mapping[str, int]:
        """The days on which the timetable has a teacher teach, by teacher."""
        found: dict[str, int] = {}
        for teacher, day in self.stays:
            found[teacher] = found.get(teacher, 0) | self.days([day])
        return found

    @lru_cache(100_000)  # noqa: B019 - an index lives as long as its term stands
    def minutes(self, one: str, other: str) -> float:
        """Give how long the way between two venues takes, change-over included."""
        places = (self.problem.point_of(self.problem.venue[name]) for name in (one, other))
        settings = self.problem.settings
        metres_a_minute = settings.travel_speed_kmh * 1000 / 60
        return self.problem.distance_m(*places) / metres_a_minute + settings.change_over_minutes

    def metres(self, teacher: Teacher, venue: Venue) -> float:
        """Give the way from a teacher's home to a venue."""
        return self._metres(self.problem.point_of(teacher), self.problem.point_of(venue))

    def walk(self, area: str, venue: Venue) -> float:
        """Give the learners' way from an area's point to a venue."""
        return self._metres(self.problem.point_of_area(area), self.problem.point_of(venue))

    @lru_cache(500)  # noqa: B019 - an index lives as long as its term stands
    def rooms_near(self, area: str) -> Sequence[tuple[float, Room]]:
        """Give the rooms that may be lent, by the learners' way from an area's point."""
        point = self.problem.point_of_area(area)
        ways = {
            venue.id: self._metres(point, self.problem.point_of(venue))
            for venue in self.problem.venues
            if venue.free and venue.confirmed_on is not None and _campus_ready(venue)
        }
        rooms = [(ways[room.venue], room) for room in self.problem.rooms if room.venue in ways]
        return sorted(rooms, key=lambda pair: (pair[0], pair[1].id))

    @cached_property
    def _metres(self) -> Callable[[Point, Point], float]:
        return lru_cache(200_000)(self.problem.distance_m)

    def _enter(self, slot: Slot, teacher: str, room: str | None) -> None:
        period = self.problem.period[slot.period]
        venue = self.problem.room[room].venue if room else None
        self.stays.setdefault((teacher, slot.date), []).append((period.start, period.end, venue))
        week = teacher, monday_of(slot.date)
        self.load[week] = self.load.get(week, 0) + 1
        for name in (("teacher", teacher), ("room", room or "")):
            self.taken[name] = self.taken.get(name, 0) | self.bits([slot])

    def _enter_groups(self, slot: Slot, requests: Words) -> None:
        for name in requests:
            request = self.problem.request.get(name)
            if request is not None and request.group is not None:
                self.groups[request.group] = self.groups.get(request.group, 0) | self.bits([slot])

    @lru_cache(10_000)  # noqa: B019 - an index lives as long as its term stands
    def _not_in(self, cell: Words) -> int:
        if EVERY in cell:
            return 0
        return sum(1 << n for n, slot in enumerate(self.slots) if slot.period not in cell)

    @cached_property
    def _days_away(self) -> Mapping[Resource, int]:
        found: dict[Resource, int] = {}
        for row in self.problem.unavailable:
            days = (n for n, s in enumerate(self.slots) if row.from_date <= s.date <= row.to_date)
            found[row.kind, row.id] = found.get((row.kind, row.id), 0) | sum(1 << n for n in days)
        return found

    def _away(self, kind: str, name: str) -> int:
        return self._days_away.get((kind, name), 0)

    @lru_cache(10_000)  # noqa: B019 - an index lives as long as its term stands
    def closed_at(self, name: str) -> int:
        """Give the slots of days on which a venue is closed: then nobody is needed there."""
        return self._closed(name, self.problem.venue[name].area)

    @lru_cache(10_000)  # noqa: B019 - an index lives as long as its term stands
    def closed_in(self, area: str) -> int:
        """Give the slots of days on which an area is closed."""
        return self._closed(None, area)

    def _closed(self, venue: str | None, area: str) -> int:
        lineage, days_on = self.problem.lineage(area), self.problem.days_on
        return sum(
            1 << number
            for number, slot in enumerate(self.slots)
            if any(_touches(row, venue, lineage) for row in days_on.get(slot.date, ()))
        )


def monday_of(day: date) -> date:
    """Give the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def _reached(held: int, most: int | None) -> bool:
    return most is not None and held >= most


def _campus_ready(venue: Venue) -> bool:
    return not venue.campus or bool(venue.liaison and venue.separate_entrance)


def _touches(row: CalendarDay, venue: str | None, lineage: frozenset[str]) -> bool:
    if row.venue is not None:
        return row.venue == venue
    return row.area is None or row.area in lineage
