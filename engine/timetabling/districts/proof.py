"""One bound for the whole, from the prices of its parts."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from engine.domain.certificate import BoundName, Certificate
from engine.timetabling.bounds.proofs import Reached, affordable, proofs_of
from engine.timetabling.bounds.relaxation import Multipliers, Relaxation
from engine.timetabling.districts.job import Outcome
from engine.timetabling.districts.joint import Joint, JointClimb
from engine.timetabling.pace import Pace
from engine.timetabling.weights import weights

STEPS = 40
"""Steps of each last climb where rounds are counted."""
LEVELS: tuple[BoundName, ...] = ("served", "weighted")


def prices_of(joint: Joint, outcomes: Sequence[Outcome]) -> dict[BoundName, Multipliers]:
    """Unite the prices of the parts; only the worst street's part has prices for fairness."""
    weigh = weights()
    outcomes = [_priced(part, each) for part, each in zip(joint.parts, outcomes, strict=True)]
    worst = max(range(len(outcomes)), key=lambda place: outcomes[place].worst)
    served = [outcome.prices["served"] for outcome in outcomes]
    fair = outcomes[worst].prices["fairness"]
    fairness = [scaled(each, fair.served) for each in served]
    every = [outcome.prices["unfair"] for outcome in outcomes]
    fairness[worst], every[worst] = fair, outcomes[worst].prices["weighted"]
    weighted = joint.united(every, joint.nothing(weigh.served, weigh.travel, weigh.fit))
    return {
        "served": joint.united(served, joint.nothing(1.0, 0.0, 0.0)),
        "fairness": joint.united(fairness, joint.nothing(fair.served, 0.0, 0.0)),
        "travel": replace(weighted, fit=0.0),
        "weighted": weighted,
    }


def _priced(part: Relaxation, outcome: Outcome) -> Outcome:
    """An outcome with prices: without any search they are none."""
    if outcome.prices:
        return outcome
    weigh = weights()
    every = part.nothing(weigh.served, weigh.travel, weigh.fit)
    people = part.nothing(1.0, 0.0, 0.0)
    return replace(
        outcome,
        prices={"served": people, "fairness": people, "weighted": every, "unfair": every},
    )


def raised(
    joint: Joint, best: dict[BoundName, Multipliers], pace: Pace, reached: Reached
) -> dict[BoundName, Multipliers]:
    """Climb a little from the united prices: the served level, then all of them."""
    weigh, ends = weights(), {"served": (1 + 2 * pace.part) / 3, "weighted": 1.0}
    targets = {
        "served": float(reached["served"]),
        "weighted": float(sum(getattr(weigh, name) * value for name, value in reached.items())),
    }
    found = dict(best)
    for name in LEVELS:
        climb, steps = JointClimb(joint, targets[name], best[name]), 0
        while not pace.over(ends[name]) and (steps < STEPS or not pace.by_rounds):
            climb.step()
            steps += 1
        found[name] = climb.best
    return {**found, "travel": replace(found["weighted"], fit=0.0)}


def certificate(joint: Joint, best: dict[BoundName, Multipliers], reached: Reached) -> Certificate:
    """Prove every level and the totals for what the whole timetable reaches."""
    weighted = affordable(joint, best["weighted"], 1)  # a street may ask in several parts
    proofs = proofs_of(joint, {**best, "weighted": weighted, "total": weighted}, reached)
    return Certificate(atoms=joint.statement.frame.atoms, proofs=proofs)


def scaled(given: Multipliers, by: float) -> Multipliers:
    """Prices of the served level, each learner weighing so much more; no street is priced."""
    return replace(
        given,
        served=by * given.served,
        hours=by * given.hours,
        days=by * given.days,
        loads=by * given.loads,
        streets=np.zeros_like(given.streets),
    )
