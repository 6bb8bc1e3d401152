"""The prover: raises a bound for every level and for the total, a unit of work at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Literal

import numpy as np

from engine.domain.certificate import BoundName, Certificate
from engine.rules.terms import Bools, Ints
from engine.timetabling.bounds.aims import (
    NO_CAPS,
    Aim,
    Caps,
    aims,
    every_level,
    metres,
    people,
    shaken,
    worst_street,
)
from engine.timetabling.bounds.ascent import GAIN, SPECK, Ascent
from engine.timetabling.bounds.climbing import Climb
from engine.timetabling.bounds.cuts.cutting import Cutting
from engine.timetabling.bounds.drafting import FITTEST, MOVED, SHORTEST, Drafting, levels_together
from engine.timetabling.bounds.pool import Pool
from engine.timetabling.bounds.proofs import Reached, certificate_of
from engine.timetabling.bounds.relaxation import Multipliers, Relaxation
from engine.timetabling.choice import Choice
from engine.timetabling.exact.locks import Held
from engine.timetabling.kernels.arrays import Small
from engine.timetabling.statement import Statement

STEPS_FIRST, STEPS_A_UNIT = 60, 10
"""Subgradient steps before the first master, each of which fills the pool."""
UNIT_ROUNDS, MASTER_ROUNDS = 1, 10
"""What so many steps or a small master, and a large one, take in rounds of a deterministic run."""
CUT_COLUMNS, LEAST_COLUMNS = 60_000, 2_400
"""Masters of so many placements in all are cut in vain, as if each had so many at the least."""
DRAFTED = 0.67
"""The part of the time left that the first draft of all may take."""


@dataclass
class Prover:
    """Raises one bound after the other, each under the levels that the bounds before allow.

    `cost` is what the next unit of work takes, in rounds; None when there is no more to do.
    `draft` is a timetable put together from pooled placements, until somebody takes it; `caps`
    are what those who compete for scarce things can reach of the levels, as far as is known.
    Without `cuts` its prices prove what they do by themselves.
    """

    statement: Statement
    seconds_left: Callable[[], float]
    seed: int = 0
    held: Held | None = None
    cuts: bool = True
    relaxation: Relaxation = field(init=False)
    pool: Pool = field(init=False)
    climb: Climb = field(init=False)
    ascents: dict[BoundName, Ascent] = field(init=False)
    drafting: Drafting = field(init=False)
    cutting: Cutting = field(init=False)
    contested: Small = field(init=False)
    caps: Caps = NO_CAPS
    draft: Choice | None = None
    cost: int | None = field(init=False)

    def __post_init__(self) -> None:
        self.relaxation, self.pool = Relaxation(self.statement), Pool(self.statement)
        self.contested = np.zeros(0, dtype=np.int32)
        self.drafting = Drafting(self.relaxation, held=self.held)
        self.cutting = Cutting(self.relaxation, self.pool)
        self.ascents = {
            name: Ascent(self.relaxation, self.pool, aim, NO_CAPS, self._nothing(aim))
            for name, aim in aims().items()
        }
        self.climb = Climb(self.relaxation, 0.0, self.ascents["weighted"].best)
        self._known = self._settled_at = NO_CAPS
        self._dice, self._work = np.random.default_rng(self.seed), self._units()
        self.cost = next(self._work)

    def advance(self) -> None:
        """Do the next unit of work."""
        self.cost = next(self._work, None)

    def aim_at(self, reached: Reached) -> None:
        """Take what a timetable reaches as what the sum under the weights cannot exceed."""
        weigh = aims()["weighted"]
        self.climb.target = sum(getattr(weigh, name) * value for name, value in reached.items())
        self._known = Caps.of(reached)

    def know(self, choice: Choice) -> None:
        """Take in the placements of a good timetable."""
        self.pool.add(choice)
        self._best = choice

    def unsettled(self) -> bool:
        """Whether all is proved, but not under the levels now reached, and that is soon done."""
        new = self._known != self._settled_at
        return self.cost is None and new and self.pool.few

    def settle(self, reached: Reached) -> None:
        """Prove once more, under the levels that a timetable reaches."""
        self._settled_at = Caps.of(reached)
        self._work = self._settled(reached)
        self.cost = next(self._work)

    def redraft(self, best: Choice) -> None:
        """Put a timetable together anew, near to the best one; who may move looks further."""
        known, free = (self.ascents["served"].best, self.guide), self._free()
        self._call_for(np.flatnonzero(free), *(shaken(each, self._dice) for each in known))
        self.draft = self._near(best, free, 1.0)

    @property
    def guide(self) -> Multipliers:
        """The prices by which a search had best be guided now, in metres."""
        travel = self.ascents["travel"]
        return travel.best if travel.value > -np.inf else self.climb.best

    @property
    def least_unserved(self) -> int | None:
        """What is proved of the served level; None before anything is."""
        value = self.ascents["served"].value
        return None if value < 0 else ceil(value - SPECK)

    def certificate(self, reached: Reached) -> Certificate:
        """Prove every level and the totals for what a timetable reaches."""
        best = {name: ascent.best for name, ascent in self.ascents.items()}
        return certificate_of(self.relaxation, best, reached)

    def _units(self) -> Iterator[int]:
        ascents = self.ascents
        yield from self._begun()
        served = ascents["served"]
        served.narrow(people(self.climb.best))
        yield from self._raised(served, NO_CAPS, people(self.climb.best))
        served.widen()
        yield from self._raised(served, NO_CAPS)
        self.contested = served.contested().astype(np.int32)
        yield from self._reached("served")
        ascents["fairness"].core = served.core
        shares = replace(served.best, streets=worst_street(self.statement.demand))
        yield from self._raised(ascents["fairness"], self.caps, shares)
        yield from self._reached("fairness")
        fair = metres(ascents["fairness"].best)
        yield from self._raised(ascents["travel"], self.caps, fair, budget=0)
        yield from self._raised(ascents["weighted"], NO_CAPS, self.climb.best, budget=0)
        yield from self._drafted()

    def _settled(self, reached: Reached) -> Iterator[int]:
        caps = Caps.of(reached)
        ascents = self.ascents
        total = ascents["weighted"].best, every_level(ascents["travel"].best)
        yield from self._raised(ascents["total"], caps, *total)
        yield from self._raised(ascents["fairness"], caps)
        yield from self._raised(ascents["travel"], caps)

    def _begun(self) -> Iterator[int]:
        """Climb a little, so that the first master has something to choose from."""
        for _ in range(0, STEPS_FIRST, STEPS_A_UNIT):
            yield UNIT_ROUNDS
            for _ in range(STEPS_A_UNIT):
                self.pool.add(self.climb.step())

    def _raised(
        self, ascent: Ascent, caps: Caps, *others: Multipliers, budget: int = CUT_COLUMNS
    ) -> Iterator[int]:
        yield UNIT_ROUNDS
        ascent.hold(caps, *others)
        ascent.fill()
        left, before = budget, -np.inf
        while True:
            while not ascent.done:
                yield UNIT_ROUNDS if ascent.small else MASTER_ROUNDS
                ascent.round(self.seconds_left())
            if ascent.value > before + GAIN * abs(ascent.value):
                left, before = budget, ascent.value
            if not self.cuts or left <= 0 or ascent.last is None or self._met(ascent):
                return
            left -= max(LEAST_COLUMNS, len(ascent.last.columns.section))
            if not self.cutting.cut(ascent, ascent.last, self.seconds_left):
                return
            ascent.hold(caps)

    def _met(self, ascent: Ascent) -> bool:
        """Whether a bound is as high as what is reached."""
        return ceil(ascent.value - SPECK) >= getattr(self._known, ascent.aim.name, np.inf)

    def _reached(self, name: Literal["served", "fairness"]) -> Iterator[int]:
        """Find what those who compete can reach of a level; it caps the levels after."""
        yield MASTER_ROUNDS
        ascent = self.ascents[name]
        self._call_for(self.contested.astype(np.int64), ascent.best)
        found = self.drafting.least(
            ascent.aim, self.caps, self.pool.columns(), self.contested, self.seconds_left() / 4
        )
        least = getattr(self._known, name) if found is None else found
        self.caps = replace(self.caps, **{name: least})

    def _drafted(self) -> Iterator[int]:
        """Put a timetable together of what all prices called for, until everybody can travel."""
        nothing = self.relaxation.nothing(0.0, SHORTEST.travel, SHORTEST.fit)
        ascent = Ascent(self.relaxation, self.pool, SHORTEST, self.caps, nothing)
        lean = replace(self.guide, fit=SHORTEST.fit)
        yield from self._raised(ascent, self.caps, lean, budget=0)
        yield MASTER_ROUNDS
        competing = self.contested.astype(np.int64)
        self._call_for(competing, self.ascents["served"].best, ascent.best)
        known = self._best if ascent.last is None else ascent.last.whole
        self.draft = near = self._near(known, self._free(0.0), DRAFTED)
        while near is not None and self.drafting.late(near, self.pool.columns()):
            yield MASTER_ROUNDS
            near = self._near(near, self._free(), DRAFTED)
            self.draft = near or self.draft

    def _free(self, moved: float = MOVED) -> Bools:
        return self.drafting.free(self.pool.columns(), self.contested, moved, self._dice)

    def _near(self, known: Choice, free: Bools, part: float) -> Choice | None:
        """Put together a timetable in which little but the placement of free sections is new.

        It reaches the caps in `part` of the time left; where none does, it is better than the
        best known one at the levels together. Where nothing is gained by it, it fits better.
        """
        columns = self.drafting.near(known, self._best, self.pool.columns(), free)
        goals = (SHORTEST, self.caps), (levels_together(), self._known)
        drafts = (
            self.drafting.draft(*goal, columns, self._best, part * self.seconds_left())
            for goal in goals
        )
        draft = next((draft for draft in drafts if draft is not None), None)
        if draft is None or self.drafting.gains(draft, self._best):
            return draft
        fitter = FITTEST, self._known, columns, self._best, self.seconds_left()
        return self.drafting.draft(*fitter) or draft

    def _call_for(self, sections: Ints, *every: Multipliers) -> None:
        """Pool what sections would take at these prices, at each of their periods."""
        for given in every:
            for answer in self.relaxation.by_period(given, sections):
                self.pool.add(answer)

    def _nothing(self, aim: Aim) -> Multipliers:
        """No prices; what fairness weighs lies on the street that lost most beforehand."""
        nothing = self.relaxation.nothing(aim.served, aim.travel, aim.fit)
        return replace(nothing, streets=aim.fairness * worst_street(self.statement.demand))
