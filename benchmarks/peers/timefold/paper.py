"""The term as bare numbers, which the Java program reads, and its answer."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np

from benchmarks.peers.wishes import Placed, Stand, Wish, Wishes
from engine.rules.terms import Ints
from engine.timetabling.kernels.arrays import AGREED, PERIODS, POSSIBLE, ROOMS, TEACHERS, Costs
from engine.timetabling.weights import weights

Times = list[tuple[int, tuple[int, ...]]]
"""The runs of weeks with the periods in which a section may meet."""


class Paper:
    """Writes and reads; a section has one teacher and one room for all its meetings."""

    def __init__(self, wishes: Wishes) -> None:
        self.wishes = wishes
        self.given = [wish for wish in wishes.each if wish.possible]
        self.number = {wish.section: at for at, wish in enumerate(self.given)}
        self.times = [times_of(wishes, wish) for wish in self.given]

    def written(self, start: Placed) -> str:
        """Write the term, with the placements to start from."""
        parts = [*self._ground(), *self._sections(start)]
        return "\n".join(" ".join(map(plain, part)) for part in parts)

    def read(self, answer: str) -> Placed:
        """Read an answer: section, time, teacher and room, by their places in the lists."""
        placed: dict[int, tuple[int, list[Stand]]] = {}
        for line in answer.splitlines():
            at, time, teacher, room = map(int, line.split())
            wish, (run, periods) = self.given[at], self.times[at][time]
            stands = [(period, wish.teachers[teacher], wish.rooms[room]) for period in periods]
            placed[wish.section] = run, stands
        return placed

    def _ground(self) -> Iterator[Iterable[float]]:
        given = self.wishes.statement
        frame, world = given.frame, given.world
        rooms, first = frame.online + 1, frame.first_teacher
        yield (
            *(len(frame.periods), len(frame.teachers), rooms, len(world.minutes)),
            *(len(frame.atoms), len(frame.weeks), world.stake.shape[1] - 1, len(self.given)),
        )
        yield frame.weekdays
        yield world.weeks
        yield world.mask
        yield np.maximum(world.gap, world.gap.T).ravel()
        yield world.minutes.ravel()
        yield world.venue[:rooms]
        bits = 1 << np.arange(len(frame.periods), dtype=np.int64)
        shut = (given.shut >= POSSIBLE) @ bits
        yield shut[:, :rooms].ravel()
        yield shut[:, first:].ravel()
        yield world.limit[first:, : AGREED + 1].ravel()
        for costs in (given.travel, given.fit):
            pair = np.where(given.travel.pair < POSSIBLE, costs.pair, -1).astype(np.int64)
            yield pair.ravel()
        yield [weight for _, weight in weights()]
        yield [given.fit.more[2]]
        yield given.demand.lost
        yield world.stake[-1, 1:]

    def _sections(self, start: Placed) -> Iterator[Iterable[float]]:
        given = self.wishes.statement
        for wish, times in zip(self.given, self.times, strict=True):
            yield wish.stake, wish.meetings, len(times)
            yield from self._times(wish, times)
            first = given.frame.first_teacher
            yield from self._listed(wish, TEACHERS, [each - first for each in wish.teachers])
            yield from self._listed(wish, ROOMS, wish.rooms)
            shares = given.world.stake[wish.section, 1:]
            streets = np.flatnonzero(shares)
            yield len(streets), *(each for at in streets for each in (at, shares[at]))
            yield self._start(wish, times, start)
            others = (each for each in wish.apart if each > wish.section)
            apart = [self.number[each] for each in others if each in self.number]
            yield len(apart), *apart

    def _times(self, wish: Wish, times: Times) -> Iterator[Iterable[float]]:
        given = self.wishes.statement
        travel, fit = (self._by_thing(each, wish, PERIODS) for each in (given.travel, given.fit))
        for run, periods in times:
            yield run, *periods, sum(map(travel.get, periods)), sum(map(fit.get, periods))

    def _listed(self, wish: Wish, column: int, things: Sequence[int]) -> Iterator[Iterable[float]]:
        given = self.wishes.statement
        travel = self.wishes.price(given.travel, wish, column)
        fit = self.wishes.price(given.fit, wish, column)
        yield [len(things)]
        yield from zip(things, travel, fit, strict=True)

    def _by_thing(self, costs: Costs, wish: Wish, column: int) -> dict[int, int]:
        prices: Ints = self.wishes.price(costs, wish, column)
        return dict(zip(wish.periods, map(int, prices), strict=True))

    def _start(self, wish: Wish, times: Times, start: Placed) -> tuple[int, int, int]:
        run, stands = start.get(wish.section, (-1, ()))
        if len({stand[1:] for stand in stands}) != 1:
            return -1, 0, 0
        time = times.index((run, tuple(sorted(stand[0] for stand in stands))))
        _, teacher, room = stands[0]
        return time, wish.teachers.index(teacher), wish.rooms.index(room)


def times_of(wishes: Wishes, wish: Wish) -> Times:
    """List the runs of weeks with periods on different weekdays."""
    days = wishes.statement.frame.weekdays
    spread = [
        chosen
        for chosen in combinations(sorted(wish.periods), wish.meetings)
        if len({int(days[period]) for period in chosen}) == wish.meetings
    ]
    return [(run, chosen) for run in wish.runs for chosen in spread]


def plain(number: float) -> str:
    """Write a number without an exponent, whole where it is whole."""
    return str(int(number)) if number == int(number) else f"{number:.6f}"
