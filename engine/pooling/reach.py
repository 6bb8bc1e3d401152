"""What each request could use by itself: rooms, periods and runs of weeks, read from the terms.

A request is put to the rule book as a section of one learner, so that pooling knows places and
times from the rules themselves. After the last room comes one more column, open to all: "no
room needed", for what may be held online.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

import numpy as np

from engine.domain.calendar import Period
from engine.domain.courses import MODES
from engine.domain.problem import Problem
from engine.domain.requests import Request
from engine.domain.timetable import Section
from engine.domain.venues import Room
from engine.pooling.tiles import metres_between, tiles
from engine.rules.axes import Axes, axes_of
from engine.rules.book import RULE_BOOK
from engine.rules.distances import whole_metres
from engine.rules.ground import places
from engine.rules.terms import Axis, Bools, Forbid, Ints
from engine.rules.times.allowed import WeeksAllowed

SEATS_ONLINE = 1_000_000
ROOMLESS = MODES.index("online")


@dataclass
class Reach:
    """What requests could use: rows are requests [N], columns rooms [R + 1] and periods [P].

    `near` are the columns of rooms of each request, `periods` [N, P], `runs` the runs of weeks
    of each; `open` by run of weeks is [R + 1, P]. `refused` names the rule that keeps a request
    out altogether, or is empty.
    """

    problem: Problem
    near: list[Ints] = field(default_factory=list)
    periods: Bools = field(default_factory=lambda: np.zeros((0, 0), dtype=np.bool_))
    runs: list[tuple[str, ...]] = field(default_factory=list)
    open: dict[str, Bools] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    _open_to: dict[tuple[str, ...], Bools] = field(default_factory=dict)

    @cached_property
    def requests(self) -> tuple[Request, ...]:
        """The requests by id."""
        return tuple(sorted(self.problem.requests, key=attrgetter("id")))

    @cached_property
    def rooms(self) -> tuple[Room, ...]:
        """The rooms by id; the column behind the last one stands for "online"."""
        return tuple(sorted(self.problem.rooms, key=attrgetter("id")))

    @cached_property
    def hours(self) -> tuple[Period, ...]:
        """The periods by weekday and start."""
        return tuple(sorted(self.problem.periods, key=attrgetter("weekday", "start", "id")))

    def rooms_of(self, rows: Ints) -> Bools:
        """The rooms [rows, R + 1] that some requests could use."""
        table = np.zeros((len(rows), len(self.rooms) + 1), dtype=np.bool_)
        for at, row in enumerate(rows):
            table[at, self.near[row]] = True
        return table

    def open_to(self, row: int) -> Bools:
        """Rooms and periods [R + 1, P] that a request may use in some run of its course's weeks."""
        runs = self.runs[row]
        if runs not in self._open_to:
            self._open_to[runs] = np.logical_or.reduce([self.open[run] for run in runs])
        return self._open_to[runs]

    @cached_property
    def seats(self) -> Ints:
        """The seats of every room [R + 1]; nobody is turned away for want of a chair online."""
        return np.array([*(room.seats for room in self.rooms), SEATS_ONLINE])

    @cached_property
    def days(self) -> tuple[tuple[int, ...], ...]:
        """The columns of the periods of each weekday."""
        return tuple(
            tuple(at for at, period in enumerate(self.hours) if period.weekday == weekday)
            for weekday in range(1, 8)
        )

    def metres(self, rows: Ints, others: Ints) -> Ints:
        """Whole road metres between the areas of requests [rows, others]."""
        return self._metres[np.ix_(self._area_of[rows], self._area_of[others])]

    @cached_property
    def _areas(self) -> tuple[str, ...]:
        return tuple(sorted({request.area for request in self.requests}))

    @cached_property
    def _area_of(self) -> Ints:
        return places([request.area for request in self.requests], self._areas)

    @cached_property
    def _metres(self) -> Ints:
        points = [self.problem.point_of_area(code) for code in self._areas]
        return whole_metres(metres_between(self.problem, points, points))


def reach_of(problem: Problem) -> Reach:
    """Ask the rule book what each request of the problem could use by itself, tile by tile."""
    reach = Reach(problem)
    count = len(reach.requests)
    reach.near, reach.runs = [np.zeros(0, dtype=np.int64)] * count, [()] * count
    reach.refused = [""] * count
    reach.periods = np.zeros((count, len(reach.hours)), dtype=np.bool_)
    row_of = {request.id: row for row, request in enumerate(reach.requests)}
    column_of = {room.id: column for column, room in enumerate(reach.rooms)}
    for tile in tiles(problem):
        axes = axes_of(tile, [_alone(request) for request in tile.requests])
        rows = [row_of[section.id] for section in axes.sections]
        columns = np.array([*(column_of[room.id] for room in axes.rooms), len(column_of)])
        _enter(reach, axes, rows, columns)
    return reach


def _alone(request: Request) -> Section:
    return Section(
        id=request.id,
        requests=(request.id,),
        course=request.course,
        learners=1,
        learners_by_request=(1,),
    )


def _enter(reach: Reach, axes: Axes, rows: list[int], columns: Ints) -> None:
    """Enter what the rules leave the sections of one tile into their rows and columns."""
    stopped: dict[tuple[Axis, ...], Bools] = {}
    for rule, term in _forbids(axes):
        stopped[term.axes] = np.logical_or(stopped.get(term.axes, term.where), term.where)
        if term.axes == ("section",):
            for place in np.flatnonzero(term.where):
                reach.refused[rows[place]] = reach.refused[rows[place]] or rule
    rooms = _rooms(stopped["section", "room"], stopped["section", "mode"], stopped["room", "mode"])
    reach.periods[rows] = ~stopped["section", "period"]
    for at, row in enumerate(rows):
        reach.near[row] = columns[rooms[at]]
        reach.runs[row] = tuple(
            run
            for run, out in zip(axes.weeks, stopped["section", "weeks"][at], strict=True)
            if not out
        )
        if not reach.runs[row]:
            reach.refused[row] = reach.refused[row] or WeeksAllowed.name
    for which, run in enumerate(axes.weeks):
        table = reach.open.setdefault(run, _only_online(reach))
        table[columns[:-1]] |= ~stopped["room", "period", "weeks"][:, :, which]


def _forbids(axes: Axes) -> Iterator[tuple[str, Forbid]]:
    for rule in RULE_BOOK:
        for term in rule.terms(axes) if rule.goal == "hard" else ():
            if isinstance(term, Forbid):
                yield rule.name, term


def _only_online(reach: Reach) -> Bools:
    table = np.zeros((len(reach.rooms) + 1, len(reach.hours)), dtype=np.bool_)
    table[-1] = True
    return table


def _rooms(room: Bools, mode: Bools, room_mode: Bools) -> Bools:
    """Rooms [N, R + 1] that some mode of the course may use."""
    online = ~mode[:, ROOMLESS : ROOMLESS + 1]
    placed = [at for at in range(len(MODES)) if at != ROOMLESS]
    held = np.zeros_like(room)
    for at in placed:
        held |= ~mode[:, at, None] & ~room_mode[None, :, at]
    return np.concatenate([held & ~room, online], axis=1)
