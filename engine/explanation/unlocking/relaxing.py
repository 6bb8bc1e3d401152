"""Relaxing: what one section could be held in if a single rule were set aside."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from engine.domain.thing import Words
from engine.domain.timetable import Section
from engine.explanation.standing.cells import Standing, Wish
from engine.explanation.standing.choice import Cells, Choice, choose
from engine.explanation.standing.possible import Blame
from engine.rules.terms import Bools, Floats, Ints
from engine.rules.times.allowed import AllowedPeriods, WeeksAllowed

NEAREST_ROOMS = 25


class Relaxing:
    """One section that is not held, and the ways in which it could be."""

    def __init__(self, standing: Standing, row: int) -> None:
        self.standing = standing
        self.row = row
        self.axes = standing.axes
        self.problem = standing.axes.problem
        self.section: Section = standing.axes.sections[row]
        self.course = standing.axes.courses[row]
        self.wish: Wish = standing.wish(row)

    @cached_property
    def nowhere(self) -> Bools:
        """No room at all [R]."""
        return np.zeros_like(self.wish.rooms)

    def choice(self, wish: Wish) -> Choice | None:
        """A way to hold the section that blocks nobody: in a room, else online."""
        found = self.standing.choice(self.row, replace(wish, online=False))
        if found is None and wish.online:
            found = self.standing.choice(self.row, replace(wish, rooms=self.nowhere))
        return found

    def first(self, lists: Sequence[Cells]) -> Choice | None:
        """The first way to hold the section in some cells."""
        weekday = self.axes.ground.period_weekday
        found = (choose(cells, self.course, weekday) for cells in lists)
        return next((each for each in found if each is not None), None)

    def in_rooms(self, rooms: Bools, order: Floats) -> Iterator[tuple[int, Choice]]:
        """Each of the first few rooms, in some order, in which the section could be held."""
        among = sorted(np.flatnonzero(rooms).tolist(), key=lambda room: (order[room], room))
        for room in among[:NEAREST_ROOMS]:
            only = self.nowhere.copy()
            only[room] = True
            found = self.standing.choice(self.row, replace(self.wish, rooms=only, online=False))
            if found is not None:
                yield room, found

    def more_rooms(self, *rules: str) -> Bools:
        """Rooms [R] that only these rules keep away."""
        return without(self.standing.possible.room_blames(self.row), rules) & ~self.wish.rooms

    def more_periods(self) -> Bools:
        """Periods [P] that would do if learners came at any time."""
        blames = self.standing.possible.blamed("section", "period")
        return without(self._mine(blames), (AllowedPeriods.name,))

    def more_weeks(self) -> Bools:
        """Runs of weeks [W] that would do if the course allowed them."""
        blames = self.standing.possible.blamed("section", "weeks")
        return without(self._mine(blames), (WeeksAllowed.name,)) & ~self.wish.weeks

    def more_pairs(self, rule: str) -> Bools:
        """Teachers and rooms [T, R] that go together but for one rule."""
        return without(self.standing.possible.blamed("teacher", "room"), (rule,))

    def hours(self) -> Ints:
        """When each period starts, in minutes."""
        return np.array([period.start for period in self.axes.periods], dtype=np.int64)

    @cached_property
    def walks(self) -> tuple[Floats, Floats]:
        """For every room the furthest walk of the section's requests, and its share of the limit."""
        ground = self.axes.ground
        metres = np.zeros(len(self.axes.rooms))
        share = np.zeros(len(self.axes.rooms))
        for name in self.section.requests:
            request = self.problem.request[name]
            walk = ground.walk_m[ground.areas.index(request.area)][ground.venue_of_room]
            metres = np.maximum(metres, walk)
            if request.max_walk_m is not None:
                share = np.maximum(share, walk / max(1.0, request.max_walk_m))
        return metres, share

    def names(self, periods: Sequence[int]) -> Words:
        """The ids of some periods."""
        return tuple(self.axes.periods[period].id for period in periods)

    def _mine(self, blames: Sequence[Blame]) -> list[Blame]:
        return [Blame(each.rule, each.where[self.row]) for each in blames]


def without(blames: Sequence[Blame], rules: Sequence[str]) -> Bools:
    """What is allowed when some rules are set aside."""
    allowed = np.ones_like(blames[0].where)
    for blame in blames:
        if blame.rule not in rules:
            allowed &= ~blame.where
    return allowed
