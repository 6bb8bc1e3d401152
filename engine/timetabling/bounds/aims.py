"""Aims: what a bound is about, level by level, and what holds of the levels before it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from engine.domain.certificate import BoundName
from engine.rules.terms import Floats, Unserved
from engine.timetabling.bounds.relaxation import Multipliers
from engine.timetabling.weights import weights

SHARE = 10_000.0
"""Fairness counts in this part of a street's demand."""
SHAKEN = (0.3, 1.7)
"""Between these parts of its price an hour costs when competitors look for other placements."""


@dataclass(frozen=True)
class Caps:
    """Levels that a timetable must not exceed: served, fairness in 1/10,000, metres."""

    served: float
    fairness: float
    travel: float

    @classmethod
    def of(cls, reached: Mapping[str, float]) -> Self:
        """What a timetable reaches, as caps."""
        return cls(*(float(reached[name]) for name in ("served", "fairness", "travel")))


NO_CAPS = Caps(0.0, 0.0, 0.0)
"""For aims that are about all timetables."""


@dataclass(frozen=True)
class Aim:
    """The weights of the four levels in what is minimised, and how many levels are capped.

    Of the levels served, fairness and travel the first `capped` must be no worse than caps.
    """

    name: BoundName
    served: float
    fairness: float
    travel: float
    fit: float
    capped: int

    def worth(self, given: Multipliers, value: float, caps: Caps, demand: Floats) -> float:
        """What multipliers prove of the aim when their sum is `value`: less the caps' share.

        `demand` [G] is the whole demand of each street. What multipliers have above the aim's
        own weights is the price of a cap, paid back at the cap.
        """
        paid = (given.served - self.served) * caps.served
        paid += (given.travel - self.travel) * caps.travel
        priced = float(given.streets @ demand) / SHARE
        if priced > self.fairness:
            most = np.floor(caps.fairness * demand / SHARE)
            paid += (1 - self.fairness / priced) * float(given.streets @ most)
        return value - paid


def aims() -> dict[BoundName, Aim]:
    """Every aim by name: the levels one after the other, then all of them under the weights.

    `total` holds the order of the goals: it is about the timetables that are no worse at the
    first three levels; the last level alone differs among the best of them, so its prices
    prove fit too. `weighted` is about all timetables, whatever they give up.
    """
    weigh = weights()
    every = (weigh.served, weigh.fairness, weigh.travel, weigh.fit)
    listed = (
        Aim("served", 1.0, 0.0, 0.0, 0.0, 0),
        Aim("fairness", 0.0, 1.0, 0.0, 0.0, 1),
        Aim("travel", 0.0, 0.0, 1.0, 0.0, 2),
        Aim("total", *every, 3),
        Aim("weighted", *every, 0),
    )
    return {aim.name: aim for aim in listed}


def worst_street(demand: Unserved) -> Floats:
    """Multipliers of one [G], all on the street with the greatest share that no section holds."""
    total = np.maximum(demand.total, 1).astype(np.float64)
    share = demand.lost / total
    worst = np.arange(len(total)) == (share.argmax() if len(share) else 0)
    alone: Floats = np.where(worst, SHARE / total, 0.0)
    return alone


def people(given: Multipliers) -> Multipliers:
    """Prices under the weights as prices of the served level alone."""
    alone = scaled(given, 1 / given.served)
    return replace(alone, travel=0.0, fit=0.0, streets=np.zeros_like(given.streets))


def metres(given: Multipliers) -> Multipliers:
    """Prices of the worst street's share as prices in metres."""
    return replace(scaled(given, weights().fairness), travel=1.0)


def every_level(given: Multipliers) -> Multipliers:
    """Prices in metres as prices of all levels under their weights."""
    return replace(given, fit=float(weights().fit))


def scaled(given: Multipliers, by: float) -> Multipliers:
    """All multipliers, so many times as high."""
    return Multipliers(**{name: by * value for name, value in vars(given).items()})


def shaken(given: Multipliers, dice: np.random.Generator) -> Multipliers:
    """Multipliers with the price of every hour changed at random."""
    return replace(given, hours=given.hours * dice.uniform(*SHAKEN, given.hours.shape))
