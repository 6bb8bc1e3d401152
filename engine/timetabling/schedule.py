"""What the search is after at each part of a run: one level after the other, ever colder."""

from dataclasses import dataclass

import numpy as np

from engine.rules.terms import Floats
from engine.timetabling.lane import Value
from engine.timetabling.weights import Weights

ANYTHING = 1e18


@dataclass(frozen=True)
class Stage:
    """A stage ends at a part of the run; `level` is what it is after, `hot` and `cold` in metres."""

    level: str
    ends: float
    hot: float
    cold: float


STAGES = (
    Stage("served", 0.60, 100_000.0, 5_000.0),
    Stage("fairness", 0.70, 20_000.0, 2_000.0),
    Stage("travel", 0.97, 2_000.0, 30.0),
    Stage("fit", 1.01, 100.0, 20.0),
)


NEAR = 300.0
"""No hotter than this, in metres, once the search goes on from a draft: it is nearly the best."""


@dataclass(frozen=True)
class Setting:
    """How to search now: weights of the levels, what must not be given up, the heat."""

    stage: Stage
    weight: Floats
    ceiling: Floats
    heat: float


def setting_at(part: float, best: Value, weights: Weights, *, drafted: bool = False) -> Setting:
    """Set the search for a part of the run, given the best value so far."""
    stage = next(each for each in STAGES if part < each.ends)
    at = STAGES.index(stage)
    begins = STAGES[at - 1].ends if at else 0.0
    gone = (part - begins) / (min(1.0, stage.ends) - begins)
    hot = min(stage.hot, NEAR) if drafted else stage.hot
    heat = hot * (min(stage.cold, hot) / hot) ** gone
    served, fairness, fit = float(weights.served), weights.fairness / 10, 1.0
    ceiling = [ANYTHING, ANYTHING]
    if at >= 1:
        ceiling[0] = best[0]
        fairness = float(weights.fairness)
    if at >= 2:
        ceiling[1] = best[1]
    if stage.level == "fit":
        fit = float(weights.fit)
    weight = np.array([served, fairness, float(weights.travel), fit])
    return Setting(stage, weight, np.array(ceiling, dtype=np.float64), heat)
