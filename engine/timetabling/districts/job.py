"""The job of one part: search it and prove it, apart from all others; a pure function."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from engine.rules.terms import Bools
from engine.timetabling.bounds.aims import NO_CAPS, Aim
from engine.timetabling.bounds.ascent import Ascent
from engine.timetabling.bounds.proving import Prover
from engine.timetabling.bounds.relaxation import Multipliers
from engine.timetabling.choice import Choice
from engine.timetabling.exact.locks import Held
from engine.timetabling.kernels.arrays import FORBIDDEN
from engine.timetabling.kernels.kernel import compiled
from engine.timetabling.lane import Value
from engine.timetabling.pace import Pace, Search
from engine.timetabling.run import Run
from engine.timetabling.statement import Statement
from engine.timetabling.stopping import Stop, never
from engine.timetabling.watching import silent
from engine.timetabling.weights import weights

Priced = Literal["served", "fairness", "weighted", "unfair"]
"""Prices of a part: of two levels, of all levels, and of all levels but fairness."""
SEARCHED = 0.9
"""The part of its time that a job searches; the rest goes to the prices without fairness."""
LAST_ROUNDS = 3
"""Masters for these prices, at the most."""


@dataclass(frozen=True)
class Job:
    """A part to be searched: `theirs` [Q] are things that it may not use, only price."""

    statement: Statement
    theirs: Bools
    search: Search

    def __call__(self, stop: Stop) -> "Outcome":
        """Do it; told to stop, give the best so far."""
        return done(self, stop)


class PartRun(Run):
    """A run over a part: what its levels allow is not proved, the whole may hold other levels.

    Its prices become those of the whole, which knows no cuts.
    """

    def __post_init__(self) -> None:
        super().__post_init__()
        self.prover.cuts = False

    def _settle(self) -> None:
        pass


@dataclass(frozen=True)
class Outcome:
    """The best timetable of a part, what it reaches, and multipliers by what they price."""

    choice: Choice
    value: Value
    prices: Mapping[Priced, Multipliers]
    worst: float = 0.0
    """What is proved of its worst street's share."""


def held(statement: Statement, theirs: Bools) -> Held:
    """Bar what others own from the search, not from the proof."""
    shut = np.where(theirs[None, :, None], FORBIDDEN, statement.shut)
    always = np.where(theirs[None, :, None], FORBIDDEN, statement.always_shut)
    return Held.nothing(replace(statement, shut=shut, always_shut=always))


def done(job: Job, stop: Stop = never) -> Outcome:
    """Do a job."""
    for _ in compiled():
        pass
    searched = job.search
    if not searched.deterministic:
        searched = replace(searched, seconds=searched.seconds * SEARCHED)
    run = PartRun(job.statement, Pace(searched, stop), silent, held(job.statement, job.theirs))
    run.construct(None)
    run.improve()
    seconds = job.search.seconds * (1 - SEARCHED)
    unfair = without_fairness(run.prover, seconds, stop)
    best = {name: ascent.best for name, ascent in run.prover.ascents.items()}
    return Outcome(
        run.best.choice,
        run.best.value,
        {
            "served": best["served"],
            "fairness": best["fairness"],
            "weighted": best["weighted"],
            "unfair": unfair,
        },
        worst=float(run.prover.ascents["fairness"].value),
    )


def without_fairness(prover: Prover, seconds: float, stop: Stop) -> Multipliers:
    """The prices of all levels where the worst street of all lies in another part."""
    weigh = weights()
    aim = Aim("weighted", weigh.served, 0.0, weigh.travel, weigh.fit, 0)
    start = prover.ascents["weighted"].best
    start = replace(start, streets=np.zeros_like(start.streets))
    ascent = Ascent(prover.relaxation, prover.pool, aim, NO_CAPS, start)
    ascent.hold(NO_CAPS, start)
    ascent.fill()
    pace = Pace(Search(seconds=seconds), stop)
    for _ in range(LAST_ROUNDS):
        if ascent.done or stop() or pace.budget.left <= 0:
            break
        ascent.round(pace.budget.left)
    return ascent.best
