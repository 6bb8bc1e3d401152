"""The whole scenario in one frozen object, with the look-ups every room of the house needs."""

import math
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from engine.domain.areas import Area, Level, Population, School
from engine.domain.calendar import CalendarDay, Period, Term, make_up_days
from engine.domain.courses import Course
from engine.domain.people import Teacher, Unavailable
from engine.domain.requests import Budget, LastTerm, Lock, Part, Request
from engine.domain.settings import Settings
from engine.domain.thing import EVERY, Thing, Words
from engine.domain.venues import Room, Venue

EARTH_RADIUS_M = 6_371_000.0
Point = tuple[float, float]


class Problem(Thing):
    """A scenario as `docs/files.md` describes it: facts, requests, term and settings.

    `readings` are pairs (name, value) that differ from the rule pack: a reading such as
    (`rounding`, `nearest`), or a number tried out such as (`branch_floor.at_least`, `4`).
    `as_of` is how far a term under way has come: what lies before is over, and nothing of it is
    planned or judged any more. Without it the whole term lies ahead.
    """

    name: str
    title: str
    origin: str
    licence: str
    seed: int | None
    term: Term
    rule_pack: str
    as_of: date | None = None
    readings: tuple[tuple[str, str], ...] = ()
    settings: Settings
    areas: tuple[Area, ...]
    schools: tuple[School, ...]
    periods: tuple[Period, ...]
    calendar: tuple[CalendarDay, ...]
    venues: tuple[Venue, ...]
    rooms: tuple[Room, ...]
    teachers: tuple[Teacher, ...]
    unavailable: tuple[Unavailable, ...]
    courses: tuple[Course, ...]
    requests: tuple[Request, ...]
    budgets: tuple[Budget, ...]
    populations: tuple[Population, ...] = ()
    locks: tuple[Lock, ...] = ()
    last_term: tuple[LastTerm, ...] = ()

    @cached_property
    def area(self) -> Mapping[str, Area]:
        """Areas by code."""
        return {area.code: area for area in self.areas}

    @cached_property
    def school(self) -> Mapping[str, School]:
        """Schools by id."""
        return {school.id: school for school in self.schools}

    @cached_property
    def period(self) -> Mapping[str, Period]:
        """Periods by id."""
        return {period.id: period for period in self.periods}

    @cached_property
    def venue(self) -> Mapping[str, Venue]:
        """Venues by id."""
        return {venue.id: venue for venue in self.venues}

    @cached_property
    def room(self) -> Mapping[str, Room]:
        """Rooms by id."""
        return {room.id: room for room in self.rooms}

    @cached_property
    def teacher(self) -> Mapping[str, Teacher]:
        """Teachers by id."""
        return {teacher.id: teacher for teacher in self.teachers}

    @cached_property
    def course(self) -> Mapping[str, Course]:
        """Courses by id."""
        return {course.id: course for course in self.courses}

    @cached_property
    def request(self) -> Mapping[str, Request]:
        """Requests by id."""
        return {request.id: request for request in self.requests}

    @cached_property
    def locked(self) -> Mapping[str, frozenset[Part]]:
        """The locked parts by section, sorted by section."""
        found: dict[str, frozenset[Part]] = {}
        for lock in sorted(self.locks, key=lambda lock: lock.section):
            found[lock.section] = found.get(lock.section, frozenset()) | lock.parts
        return found

    @property
    def weeks_ahead(self) -> range:
        """The weeks of the term that are not wholly over."""
        first = 1 if self.as_of is None else self.term.week_of(self.as_of)
        return range(max(1, first), self.term.weeks + 1)

    def is_over(self, day: date) -> bool:
        """Tell whether a date lies before the day the term has come to."""
        return self.as_of is not None and day < self.as_of

    @cached_property
    def days_on(self) -> Mapping[date, tuple[CalendarDay, ...]]:
        """The entries of the calendar by date, each date's in a fixed order."""
        found: dict[date, list[CalendarDay]] = {}
        for day in sorted(
            self.calendar, key=lambda d: (d.date, d.kind, d.name, d.model_dump_json())
        ):
            found.setdefault(day.date, []).append(day)
        return {day: tuple(entries) for day, entries in found.items()}

    @cached_property
    def made_up_on(self) -> Mapping[date, date]:
        """The make-up day (调休) that carries the meetings of a lost date."""
        return make_up_days(self.calendar)

    def away_on(self, day: date) -> frozenset[tuple[str, str]]:
        """Pairs (kind, id) of the teachers, rooms and venues that cannot be used on a date."""
        return frozenset(
            (row.kind, row.id) for row in self.unavailable if row.from_date <= day <= row.to_date
        )

    def lineage(self, code: str) -> frozenset[str]:
        """An area and all areas that hold it."""
        found = set()
        here: str | None = code
        while here is not None:
            found.add(here)
            here = self.area[here].parent
        return frozenset(found)

    def ancestor(self, code: str, level: Level) -> str | None:
        """The area of a level that holds this area, itself included; None when there is none."""
        here: str | None = code
        while here is not None:
            if self.area[here].level == level:
                return here
            here = self.area[here].parent
        return None

    def street_of(self, request: Request) -> str | None:
        """The home street of a request; None for a request of the district itself."""
        return self.ancestor(request.area, "street")

    def periods_in(self, cell: Words) -> frozenset[str]:
        """The period ids a list cell stands for; `*` is all of them."""
        return frozenset(self.period) if EVERY in cell else frozenset(cell)

    def point_of_area(self, code: str) -> Point:
        """The point (lat, lon) of an area."""
        area = self.area[code]
        return area.lat, area.lon

    def point_of(self, place: Teacher | Venue) -> Point:
        """The point of a teacher's home or a venue; that of its area when none is given."""
        if place.lat is None or place.lon is None:
            return self.point_of_area(place.area)
        return place.lat, place.lon

    def distance_m(self, start: Point, end: Point) -> float:
        """Road metres between two points: haversine times the detour factor, unrounded."""
        lat1, lon1, lat2, lon2 = map(math.radians, (*start, *end))
        half = (
            math.sin((lat2 - lat1) / 2) ** 2
            + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
        )
        return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(half)) * self.settings.detour_factor
