"""What each request could use by itself: rooms, periods and runs of weeks, read from the terms.

A request is put to the rule book as a section of one learner in a world without teachers and
without fewest learners, so that pooling knows places and times from the rules themselves. Rooms
have one more column at the end, open to all: "no room needed", for what may be held online.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from engine.domain.courses import MODES
from engine.domain.problem import Problem
from engine.domain.requests import Request
from engine.domain.timetable import Section
from engine.rules.axes import Axes, axes_of
from engine.rules.book import RULE_BOOK
from engine.rules.distances import metres_between, whole_metres
from engine.rules.ground import places
from engine.rules.rule import Rule
from engine.rules.terms import Axis, Bools, Forbid, Ints

CELLS_AT_ONCE = 8_000_000  # requests x rooms of one chunk: bounds the memory of a city
SEATS_ONLINE = 1_000_000
ROOMLESS = MODES.index("online")


@dataclass(frozen=True)
class Reach:
    """What requests could use: rows are requests sorted by id.

    `rooms` [N, R + 1] (last: online), `periods` [N, P], `runs` [N, W], `open` [R + 1, P, W]
    (rooms x periods x runs of weeks), and `refused` names for each request the rule that keeps
    it out altogether, or is empty.
    """

    requests: tuple[Request, ...]
    axes: Axes
    rooms: Bools
    periods: Bools
    runs: Bools
    open: Bools
    refused: tuple[str, ...]
    _open_to: dict[bytes, Bools] = field(default_factory=dict)

    def open_to(self, row: int) -> Bools:
        """Rooms and periods [R + 1, P] that a request may use in some run of its course's weeks."""
        runs = self.runs[row]
        if runs.tobytes() not in self._open_to:
            self._open_to[runs.tobytes()] = np.logical_or.reduce(self.open[:, :, runs], axis=2)
        return self._open_to[runs.tobytes()]

    @cached_property
    def seats(self) -> Ints:
        """The seats of every room [R + 1]; nobody is turned away for want of a chair online."""
        return np.array([*(room.seats for room in self.axes.rooms), SEATS_ONLINE])

    @cached_property
    def days(self) -> tuple[tuple[int, ...], ...]:
        """The columns of the periods of each weekday."""
        return tuple(
            tuple(at for at, period in enumerate(self.axes.periods) if period.weekday == weekday)
            for weekday in range(1, 8)
        )

    @cached_property
    def metres(self) -> Ints:
        """Whole road metres between the areas of requests, by `area_of`."""
        points = [self.axes.problem.point_of_area(code) for code in self.areas]
        detour = self.axes.problem.settings.detour_factor
        return whole_metres(metres_between(points, points, detour))

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """The areas that ask for anything."""
        return tuple(sorted({request.area for request in self.requests}))

    @cached_property
    def area_of(self) -> Ints:
        """Where each request's area stands in `areas` [N]."""
        return places([request.area for request in self.requests], self.areas)


def forbids(axes: Axes) -> Iterator[tuple[Rule, Forbid]]:
    """Read what every rule forbids outright, with the rule that does."""
    for rule in RULE_BOOK:
        for term in rule.terms(axes):
            if isinstance(term, Forbid):
                yield rule, term


def reach_of(problem: Problem) -> Reach:
    """Ask the rule book what each request of the problem could use by itself."""
    requests = tuple(sorted(problem.requests, key=lambda request: request.id))
    axes = axes_of(_bare(problem), [_alone(request) for request in requests])
    parts = [_read(replace(axes, chunk=chunk)) for chunk in _chunks(axes)]
    return Reach(
        requests=requests,
        axes=axes,
        rooms=np.concatenate([part.rooms for part in parts]),
        periods=np.concatenate([part.periods for part in parts]),
        runs=np.concatenate([part.runs for part in parts]),
        open=parts[0].open,
        refused=tuple(name for part in parts for name in part.refused),
    )


def _chunks(axes: Axes) -> Iterator[slice]:
    step = max(1, CELLS_AT_ONCE // (len(axes.rooms) + 1))
    for start in range(0, max(1, len(axes.every)), step):
        yield slice(start, start + step)


def _bare(problem: Problem) -> Problem:
    courses = [course.model_copy(update={"min_learners": None}) for course in problem.courses]
    places = tuple(row for row in problem.unavailable if row.kind != "teacher")
    return problem.model_copy(
        update={"teachers": (), "unavailable": places, "courses": tuple(courses)}
    )


def _alone(request: Request) -> Section:
    return Section(
        id=request.id,
        requests=(request.id,),
        course=request.course,
        learners=1,
        learners_by_request=(1,),
    )


@dataclass(frozen=True)
class _Part:
    rooms: Bools
    periods: Bools
    runs: Bools
    open: Bools
    refused: Sequence[str]


def _read(axes: Axes) -> _Part:
    refused = [""] * len(axes.sections)
    stopped: dict[tuple[Axis, ...], Bools] = {}
    for rule, term in forbids(axes):
        stopped[term.axes] = np.logical_or(stopped.get(term.axes, term.where), term.where)
        if term.axes == ("section",):
            for at in np.flatnonzero(term.where):
                refused[at] = refused[at] or rule.name
    shut = stopped["room", "period", "weeks"]
    online = np.ones((1, *shut.shape[1:]), dtype=np.bool_)
    return _Part(
        rooms=_rooms(
            stopped["section", "room"], stopped["section", "mode"], stopped["room", "mode"]
        ),
        periods=~stopped["section", "period"],
        runs=~stopped["section", "weeks"],
        open=np.concatenate([~shut, online]),
        refused=refused,
    )


def _rooms(room: Bools, mode: Bools, room_mode: Bools) -> Bools:
    """Rooms [N, R + 1] that some mode of the course may use."""
    online = ~mode[:, ROOMLESS : ROOMLESS + 1]
    placed = [at for at in range(len(MODES)) if at != ROOMLESS]
    held = np.zeros_like(room)
    for at in placed:
        held |= ~mode[:, at, None] & ~room_mode[None, :, at]
    return np.concatenate([held & ~room, online], axis=1)
