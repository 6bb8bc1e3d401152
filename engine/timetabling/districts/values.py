"""What a timetable made of parts is worth, level by level."""

from collections.abc import Sequence

import numpy as np

from engine.timetabling.districts.job import Outcome
from engine.timetabling.districts.joint import Joint
from engine.timetabling.lane import Value


def value_of(joint: Joint, outcomes: Sequence[Outcome]) -> Value:
    """Add the parts up; only the streets are looked at together.

    Nobody teaches in two parts, so that costs and loads add up.
    """
    demand = joint.statement.demand
    left = demand.lost.astype(np.int64)
    for part, place, outcome in zip(joint.parts, joint.places, outcomes, strict=True):
        out = outcome.choice.weeks < 0
        left[place.streets] += part.statement.demand.by_street[out].sum(axis=0)
    asked, missing = int(demand.total.sum()), int(left.sum())
    shares = [-(-10_000 * int(u) // int(d)) for u, d in zip(left, demand.total, strict=True) if d]
    overs = [
        -(-max(0, int(u) * asked - int(d) * missing) // asked)
        for u, d in zip(left, demand.total, strict=True)
        if d
    ]
    served, travel, fit = (sum(outcome.value[level] for outcome in outcomes) for level in (0, 3, 4))
    return served, max(shares, default=0), sum(overs), travel, fit
