"""Aims: what a bound is about, level by level, and what holds of the levels before it."""

from dataclasses import dataclass

import numpy as np

from engine.domain.certificate import BoundName
from engine.rules.terms import Floats
from engine.timetabling.bounds.relaxation import Multipliers
from engine.timetabling.weights import weights

SHARE = 10_000.0
"""Fairness counts in this part of a street's demand."""


@dataclass(frozen=True)
class Caps:
    """Levels that a timetable must not exceed: served, fairness in 1/10,000, metres."""

    served: float
    fairness: float
    travel: float


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
