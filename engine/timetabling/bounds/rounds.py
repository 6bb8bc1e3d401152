"""Rounds of one bound: master prices, tried between themselves and the best so far."""

from dataclasses import dataclass, field, replace

import numpy as np

from engine.rules.terms import Bools
from engine.timetabling.bounds.climbing import Climb
from engine.timetabling.bounds.master import Master
from engine.timetabling.bounds.pool import Pool
from engine.timetabling.bounds.relaxation import Multipliers

BLENDS = (1.0, 0.7, 0.4, 0.15)
"""How much of the master's prices is tried; the rest is the best so far."""
SPECKS = (0.0005, 0.005, 0.05)
"""Prices below such a part of a priority-learner are tried without: specks add up."""
CLOSE = 2e-4
"""A bound that is closer to its master's value, and rises no more, is at its end."""
GAIN = 1e-4
"""A bound that rises by less does not rise."""
PATIENCE = 3
"""Rounds without a rise after which a bound is given up as it is."""


@dataclass
class Rounds:
    """One bound on its way up; every answer's placements go into the pool.

    `active` [S] are the sections that ever paid for a scarce thing: only these are in the
    master, for all others take what nobody else wants.
    """

    climb: Climb
    pool: Pool
    fair: bool
    done: bool = False
    idle: int = 0
    active: Bools = field(init=False)

    def __post_init__(self) -> None:
        self.active = np.zeros(len(self.climb.relaxation.statement.frame.sections), np.bool_)

    def step(self) -> None:
        """Take one subgradient step."""
        self.pool.add(self.climb.step())

    def master_round(self, seconds: float) -> None:
        """Solve the master once and try its prices."""
        best, columns = self.climb.best, self.pool.columns()
        mine = columns.only(self.active[columns.section])
        solved = Master(self.climb.relaxation, best, mine, self.active, self.fair).prices(seconds)
        if solved is None:
            self.done = True
            return
        value, prices = solved
        beside, before = self._beside(), self.climb.value
        for part in BLENDS:
            self._attempt(between(best, prices, part))
        for speck in SPECKS:
            self._attempt(swept(self.climb.best, speck * max(1.0, best.served)))
        self.fill(self.climb.best)
        near = self.climb.value > (1 - CLOSE) * (value + beside)
        self.idle = self.idle + 1 if self.climb.value - before < GAIN * abs(before) else 0
        self.done = self.idle >= (1 if near else PATIENCE)

    def widen(self) -> None:
        """Go on with every section in the master: slower, and exact in the end."""
        self.active[:] = True
        self.done, self.idle = False, 0

    def fill(self, given: Multipliers) -> None:
        """Fill the pool with what is cheapest at each period for those who pay."""
        relaxation = self.climb.relaxation
        sections = relaxation.contested(given, relaxation.answer(given))
        self.active[sections] = True
        for answer in relaxation.by_period(given, sections):
            self.pool.add(answer)

    def _attempt(self, given: Multipliers) -> None:
        """Evaluate multipliers; keep them when they are the best so far."""
        relaxation = self.climb.relaxation
        answer = relaxation.answer(given)
        self.pool.add(answer)
        self.active[relaxation.contested(given, answer)] = True
        self.climb.offer(given, answer.value)

    def _beside(self) -> float:
        """What the sections outside the master cost, at the least."""
        relaxation, best = self.climb.relaxation, self.climb.best
        free = relaxation.nothing(best.served, best.travel, best.fit)
        costs = relaxation.costs(free, relaxation.answer(free))
        return float(costs[~self.active].sum())


def between(old: Multipliers, new: Multipliers, part: float) -> Multipliers:
    """A part of the new prices and the rest of the old."""
    return replace(
        new,
        streets=part * new.streets + (1 - part) * old.streets,
        hours=part * new.hours + (1 - part) * old.hours,
        days=part * new.days + (1 - part) * old.days,
        loads=part * new.loads + (1 - part) * old.loads,
    )


def swept(given: Multipliers, speck: float) -> Multipliers:
    """Multipliers without the prices below a speck, which interior points leave everywhere."""
    hours, days, loads = (
        np.where(price < speck, 0.0, price) for price in (given.hours, given.days, given.loads)
    )
    return replace(given, hours=hours, days=days, loads=loads)
