"""Rounds of one bound: master prices, tried between themselves and the best so far."""

from dataclasses import dataclass, replace

from engine.timetabling.bounds.climbing import Climb
from engine.timetabling.bounds.master import Master
from engine.timetabling.bounds.pool import Pool
from engine.timetabling.bounds.relaxation import Multipliers

BLENDS = (1.0, 0.7, 0.4, 0.15)
"""How much of the master's prices is tried; the rest is the best so far."""
CLOSE = 1e-3
"""A bound that is closer to its master's value is at its end."""


@dataclass
class Rounds:
    """One bound on its way up; every answer's placements go into the pool."""

    climb: Climb
    pool: Pool
    fair: bool
    done: bool = False

    def step(self) -> None:
        """Take one subgradient step."""
        self.pool.add(self.climb.step())

    def master_round(self, seconds: float) -> None:
        """Solve the master once and try its prices."""
        best = self.climb.best
        master = Master(self.climb.relaxation, best, self.pool.columns(), self.fair)
        solved = master.prices(seconds)
        if solved is None:
            self.done = True
            return
        value, prices = solved
        for part in BLENDS:
            self.attempt(between(best, prices, part))
        self.fill()
        self.done = self.climb.value > (1 - CLOSE) * value

    def fill(self) -> None:
        """Fill the pool with what is cheapest at each period, for sections that pay for scarce things."""
        relaxation, best = self.climb.relaxation, self.climb.best
        sections = relaxation.contested(best, relaxation.answer(best))
        for answer in relaxation.by_period(best, sections):
            self.pool.add(answer)

    def attempt(self, given: Multipliers) -> None:
        """Evaluate multipliers; keep them when they are the best so far."""
        answer = self.climb.relaxation.answer(given)
        self.pool.add(answer)
        self.climb.offer(given, answer.value)


def between(old: Multipliers, new: Multipliers, part: float) -> Multipliers:
    """A part of the new prices and the rest of the old."""
    return replace(
        new,
        streets=part * new.streets + (1 - part) * old.streets,
        hours=part * new.hours + (1 - part) * old.hours,
        days=part * new.days + (1 - part) * old.days,
        loads=part * new.loads + (1 - part) * old.loads,
    )
