"""The ascent of one bound: master prices, tried between themselves and the best so far."""

from dataclasses import dataclass, field, replace
from math import ceil

import numpy as np

from engine.rules.terms import Bools, Floats, Ints
from engine.timetabling.bounds.aims import Aim, Caps, shaken
from engine.timetabling.bounds.master import Master, Solved
from engine.timetabling.bounds.matrix import Basis
from engine.timetabling.bounds.pool import Pool
from engine.timetabling.bounds.relaxation import Multipliers, Relaxation

BLENDS = (1.0, 0.7, 0.4, 0.15)
"""How much of the master's prices is tried; the rest is the best so far."""
CLOSE = 5e-5
"""A bound this close to its master's value is at its end."""
GAIN = 1e-5
"""A bound that rises by less does not rise."""
PATIENCE = 2
"""Rounds without a rise after which a bound is given up as it is."""
PATIENT_COLUMNS = 40_000
"""Where placements cost something and masters are small, more such rounds: of so many in all."""
SHAKES = 4
"""So often the prices of a small master are shaken to find other placements."""

SPECK = 1e-6
"""A value may lie so much above the whole number that it means."""


@dataclass
class Ascent:
    """One bound on its way up; every answer's placements go into the pool.

    `value` is what the best multipliers prove of the aim under the caps; `most` what the last
    master reached, which no multipliers exceed once its placements are all there are; `last`
    is what that master answered. `core` [S] are the sections that masters are about, if not
    about all.
    """

    relaxation: Relaxation
    pool: Pool
    aim: Aim
    caps: Caps
    best: Multipliers
    value: float = -np.inf
    most: float = np.inf
    done: bool = False
    idle: int = 0
    last: Solved | None = field(default=None, repr=False)
    core: Bools | None = field(default=None, repr=False)
    _wide: bool = False
    _dice: np.random.Generator = field(default_factory=lambda: np.random.default_rng(0), repr=False)
    _sum: float = field(default=-np.inf, repr=False)
    _basis: Basis = field(default_factory=dict, repr=False)

    def hold(self, caps: Caps, *others: Multipliers) -> None:
        """Go on under other caps, from other multipliers where they prove more."""
        self.caps, self.done, self.idle = caps, False, 0
        self.value = self._worth(self.best, self._sum)
        for given in others:
            self.attempt(given)

    def round(self, seconds: float) -> None:
        """Solve the master once and try its prices."""
        solved, self._wide = self._master().solved(seconds, self._basis), False
        if solved is None:
            self.done = True
            return
        self.most, self.last, before = solved.value, solved, self.value
        if self.aim.travel:  # where placements cost nothing, a fresh start is faster
            self._basis = solved.basis
        for part in BLENDS:
            self.attempt(between(self.best, solved.prices, part))
            if self._closed:
                break
        self._grow(solved.prices, self.best)
        self.fill()
        self._look_around(solved)
        self.idle = 0 if self.value - before > GAIN * abs(before) else self.idle + 1
        self.done = self._closed or self.idle >= self._patience(solved)

    @property
    def small(self) -> bool:
        """Whether the last master was small."""
        return self.last is not None and self.last.columns.few

    def _look_around(self, solved: Solved) -> None:
        """Pool what other prices call for too, where that is soon done."""
        if self.aim.travel and self.small:
            for _ in range(SHAKES):
                self.pool.add(self.relaxation.answer(shaken(solved.prices, self._dice)))

    def _patience(self, solved: Solved) -> int:
        more = PATIENT_COLUMNS // max(1, len(solved.columns.section)) if self.aim.travel else 0
        return max(PATIENCE, more)

    def fill(self) -> None:
        """Fill the pool with what is cheapest at each period for those who pay."""
        sections = self.contested()
        for answer in self.relaxation.by_period(self.best, sections):
            self.pool.add(answer)

    def contested(self) -> Ints:
        """The sections that pay for scarce things at the best prices."""
        return self._contested(self.best)

    def narrow(self, given: Multipliers) -> None:
        """Let masters be about a core: who pays or is left out, at these prices or later ones.

        Where placements cost nothing, the others find a place that nobody in the core wants; or
        so it seems until a master is about all again.
        """
        self.core = np.zeros(len(self.relaxation.statement.frame.sections), dtype=np.bool_)
        self._grow(given)

    def widen(self) -> None:
        """Let the next master be about all sections, and the core grow by what it tells."""
        self._wide = True

    def _master(self) -> Master:
        columns = self.pool.columns()
        if self.core is None or self._wide:
            return Master(self.relaxation, self.aim, self.caps, columns)
        columns = columns.only(self.core[columns.section])
        return Master(self.relaxation, self.aim, self.caps, columns, self.core)

    def _grow(self, *prices: Multipliers) -> None:
        """Take into the core, if there is one, who competes at these prices or is in a cut."""
        if self.core is not None:
            core = self.core.copy()
            for given in prices:
                core[self._contested(given)] = True
            self.core = np.logical_or.reduce([core, *(cut.inside for cut in self.relaxation.cuts)])

    def _contested(self, prices: Multipliers) -> Ints:
        return self.relaxation.contested(prices, self.relaxation.answer(prices))

    def attempt(self, given: Multipliers) -> None:
        """Evaluate multipliers; keep them when they are the best so far."""
        answer = self.relaxation.answer(given)
        self.pool.add(answer)
        value = self._worth(given, answer.value)
        if value > self.value:
            self.best, self.value, self._sum = given, value, answer.value

    @property
    def least(self) -> float:
        """The least whole value that the last master allows, as a cap for the levels after."""
        return float(ceil(self.most - SPECK)) if np.isfinite(self.most) else max(0.0, self.value)

    @property
    def _closed(self) -> bool:
        return self.value >= self.most - CLOSE * max(1.0, abs(self.most))

    def _worth(self, given: Multipliers, value: float) -> float:
        demand = self.relaxation.statement.demand.total.astype(np.float64)
        return self.aim.worth(given, value, self.caps, demand)


def between(old: Multipliers, new: Multipliers, part: float) -> Multipliers:
    """A part of the new multipliers and the rest of the old."""

    def mixed(one: Floats, other: Floats) -> Floats:
        return part * other + (1 - part) * one

    def known(old: Floats, new: Floats) -> Floats:
        return np.append(old, np.zeros(len(new) - len(old)))

    return replace(
        new,
        served=part * new.served + (1 - part) * old.served,
        travel=part * new.travel + (1 - part) * old.travel,
        streets=mixed(old.streets, new.streets),
        hours=mixed(old.hours, new.hours),
        days=mixed(old.days, new.days),
        loads=mixed(old.loads, new.loads),
        cuts=mixed(known(old.cuts, new.cuts), new.cuts),
        odd_sets=mixed(known(old.odd_sets, new.odd_sets), new.odd_sets),
    )
