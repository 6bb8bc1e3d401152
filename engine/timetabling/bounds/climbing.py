"""Raising prices step by step: the subgradient method with Polyak's step."""

from dataclasses import dataclass, field, replace

import numpy as np

from engine.rules.terms import Floats
from engine.timetabling.bounds.relaxation import Answer, Multipliers, Relaxation
from engine.timetabling.bounds.usage import hours_used
from engine.timetabling.kernels.arrays import WEEK
from engine.timetabling.sharing import ENDLESS

Direction = tuple[Floats, Floats, Floats]
STALLS_BEFORE_SHORTER_STEPS = 20


@dataclass
class Climb:
    """Multipliers that rise towards the best sum; the best so far is kept.

    A step goes along a quarter of the new direction and three quarters of the old ones, its
    length by what is missing to `target`, a value that the sum cannot exceed.

    Source: Polyak (1969); Held, Wolfe & Crowder (1974), Mathematical Programming 6, 62-88.
    """

    relaxation: Relaxation
    target: float
    best: Multipliers
    value: float = -np.inf
    length: float = 0.1
    stalls: int = 0
    _now: Multipliers | None = None
    _along: Direction | None = field(default=None, repr=False)

    def step(self) -> Answer:
        """Evaluate the present multipliers, keep them when they are the best, and move on."""
        here = self._now or self.best
        answer = self.relaxation.answer(here)
        if answer.value > self.value:
            self.best, self.value, self.stalls = here, answer.value, 0
        else:
            self._stall()
        self._now = self._moved(self._now or here, answer)
        return answer

    def used(self, answer: Answer) -> Floats:
        """How often an answer would have each thing at each hour [Q, P, A]."""
        return hours_used(self.relaxation.statement, answer)

    def _stall(self) -> None:
        self.stalls += 1
        if self.stalls >= STALLS_BEFORE_SHORTER_STEPS:
            self.length *= 0.7
            self.stalls, self._now, self._along = 0, self.best, None

    def _moved(self, here: Multipliers, answer: Answer) -> Multipliers:
        uphill = self._uphill(here, answer)
        if self._along is not None:
            uphill = mixed(uphill, self._along)
        self._along = uphill
        steepness = sum(float((part * part).sum()) for part in uphill)
        far = self.length * max(self.target - answer.value, 1.0) / max(steepness, 1e-9)
        hours, days, loads = (
            np.maximum(0.0, price + far * part)
            for price, part in zip((here.hours, here.days, here.loads), uphill, strict=True)
        )
        return replace(here, hours=hours, days=days, loads=loads)

    def _uphill(self, here: Multipliers, answer: Answer) -> Direction:
        """Where more is used than there is, less where prices are already nothing."""
        statement = self.relaxation.statement
        used = self.used(answer)
        weekday, limit = statement.world.period[:, 0].astype(np.int64), statement.world.limit
        days = np.zeros_like(here.days)
        for period, day in enumerate(weekday):
            days[:, day] += used[:, period]
        week = np.where(limit[:, [WEEK]] < ENDLESS, used.sum(axis=1), 0.0)
        most = limit[:, :7, None]
        directions = (
            used - 1.0,
            np.where(most < ENDLESS, days - most, 0.0),
            np.where(limit[:, [WEEK]] < ENDLESS, week - self.relaxation.loads_taken(here), 0.0),
        )
        prices = (here.hours, here.days, here.loads)
        both = zip(directions, prices, strict=True)
        hours, days, loads = (
            np.where((part < 0) & (price <= 0), 0.0, part) for part, price in both
        )
        return hours, days, loads


def mixed(new: Direction, old: Direction) -> Direction:
    """A quarter of the new direction, three quarters of the old."""
    hours, days, loads = (
        0.25 * ours + 0.75 * theirs for ours, theirs in zip(new, old, strict=True)
    )
    return hours, days, loads
