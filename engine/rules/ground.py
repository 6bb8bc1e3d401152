"""What all chunks of a problem share: its rows in order, and its distances as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

import numpy as np

from engine.domain.areas import Level
from engine.domain.calendar import Period
from engine.domain.courses import Course
from engine.domain.people import Teacher
from engine.domain.problem import Problem
from engine.domain.requests import Request
from engine.domain.venues import Room, Venue
from engine.rules.distances import metres_between
from engine.rules.terms import Bools, Floats, Ints


@dataclass(frozen=True)
class Ground:
    """The rows of a problem ordered by id, with the tables that do not depend on sections."""

    problem: Problem

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods [P], by weekday and start."""
        return tuple(sorted(self.problem.periods, key=attrgetter("weekday", "start", "id")))

    @cached_property
    def rooms(self) -> tuple[Room, ...]:
        """The rooms [R]."""
        return tuple(sorted(self.problem.rooms, key=attrgetter("id")))

    @cached_property
    def teachers(self) -> tuple[Teacher, ...]:
        """The teachers [T]."""
        return tuple(sorted(self.problem.teachers, key=attrgetter("id")))

    @cached_property
    def venues(self) -> tuple[Venue, ...]:
        """The venues [V]."""
        return tuple(sorted(self.problem.venues, key=attrgetter("id")))

    @cached_property
    def courses(self) -> tuple[Course, ...]:
        """The courses [C]."""
        return tuple(sorted(self.problem.courses, key=attrgetter("id")))

    @cached_property
    def requests(self) -> tuple[Request, ...]:
        """The requests [Q]."""
        return tuple(sorted(self.problem.requests, key=attrgetter("id")))

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """The codes of the areas [N]."""
        return tuple(sorted(area.code for area in self.problem.areas))

    @cached_property
    def streets(self) -> tuple[str, ...]:
        """The codes of the streets [G]."""
        return tuple(code for code in self.areas if self.problem.area[code].level == "street")

    @cached_property
    def period_weekday(self) -> Ints:
        """The weekday of each period [P], Monday = 0."""
        return np.array([period.weekday - 1 for period in self.periods], dtype=np.int64)

    @cached_property
    def venue_of_room(self) -> Ints:
        """The venue of each room [R]."""
        return places([room.venue for room in self.rooms], [venue.id for venue in self.venues])

    @cached_property
    def area_of_venue(self) -> Ints:
        """The area of each venue [V]."""
        return places([venue.area for venue in self.venues], self.areas)

    @cached_property
    def area_of_teacher(self) -> Ints:
        """The home area of each teacher [T]."""
        return places([teacher.area for teacher in self.teachers], self.areas)

    @cached_property
    def area_of_request(self) -> Ints:
        """The area of each request [Q]."""
        return places([request.area for request in self.requests], self.areas)

    @cached_property
    def home_m(self) -> Floats:
        """Metres from each teacher's home to each venue [T, V]."""
        return self._metres(self.teachers, self.venues)

    @cached_property
    def walk_m(self) -> Floats:
        """Metres from each area's point to each venue [N, V]; 0 where nobody asks from."""
        metres = np.zeros((len(self.areas), len(self.venues)))
        asked = np.unique(self.area_of_request)
        starts = [self.problem.point_of_area(self.areas[area]) for area in asked]
        ends = [self.problem.point_of(venue) for venue in self.venues]
        metres[asked] = metres_between(starts, ends, self.problem.settings.detour_factor)
        return metres

    @cached_property
    def venue_m(self) -> Floats:
        """Metres between venues [V, V]."""
        return self._metres(self.venues, self.venues)

    def above(self, level: Level) -> Ints:
        """The area of a level that holds each area [N], as a place in `areas`; -1 for none."""
        codes = [self.problem.ancestor(code, level) for code in self.areas]
        return places(codes, self.areas)

    def periods_of(self, cells: Sequence[tuple[str, ...]]) -> Bools:
        """Which periods each list cell holds [len(cells), P]."""
        held = [self.problem.periods_in(cell) for cell in cells]
        table = [[period.id in cell for period in self.periods] for cell in held]
        return np.array(table, dtype=np.bool_).reshape(len(cells), len(self.periods))

    def _metres(self, starts: Sequence[Teacher | Venue], ends: Sequence[Teacher | Venue]) -> Floats:
        return metres_between(
            [self.problem.point_of(place) for place in starts],
            [self.problem.point_of(place) for place in ends],
            self.problem.settings.detour_factor,
        )


def places(names: Sequence[str | None], order: Sequence[str]) -> Ints:
    """Where each name stands in an order; -1 for None."""
    at = {name: place for place, name in enumerate(order)}
    found = [-1 if name is None else at[name] for name in names]
    return np.array(found, dtype=np.int64)


def words_held(cells: Sequence[tuple[str, ...]], words: Sequence[str], every: str) -> Bools:
    """Which words each list cell holds [len(cells), len(words)]; `every` in a cell holds all."""
    table = [[every in cell or word in cell for word in words] for cell in cells]
    return np.array(table, dtype=np.bool_).reshape(len(cells), len(words))
