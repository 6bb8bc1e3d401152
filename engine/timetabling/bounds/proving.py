"""The prover: raises prices for the levels that matter most, a unit of work at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from engine.domain.certificate import BoundProof, Certificate
from engine.rules.terms import Floats
from engine.timetabling.bounds.climbing import Climb
from engine.timetabling.bounds.pool import Pool
from engine.timetabling.bounds.proofs import Reached, affordable, proof_of, whole
from engine.timetabling.bounds.relaxation import Multipliers, Relaxation
from engine.timetabling.bounds.rounds import Rounds
from engine.timetabling.choice import Choice
from engine.timetabling.kernels.arrays import Small
from engine.timetabling.statement import Statement
from engine.timetabling.weights import weights

STEPS_FIRST = 10
"""Subgradient steps before the first master, each of which fills the pool."""
STEP_ROUNDS, MASTER_ROUNDS = 1, 25
"""What units of work take, in rounds of a deterministic run."""
SERVED_SCALE, TOTAL_SCALE = 64, 8
"""In how many parts a priority-learner, or a metre, is divided when prices are rounded."""


@dataclass
class Prover:
    """Raises two bounds: first the served level alone, from its prices then the weighted total.

    `cost` is what the next unit of work takes, in rounds; None when there is no more to do.
    """

    statement: Statement
    seconds_left: Callable[[], float]
    relaxation: Relaxation = field(init=False)
    served: Rounds = field(init=False)
    total: Rounds = field(init=False)
    cost: int | None = field(init=False)

    def __post_init__(self) -> None:
        self.relaxation = Relaxation(self.statement)
        weigh = weights()
        alone = self.relaxation.nothing(1.0, 0.0, 0.0)
        every = self.relaxation.nothing(weigh.served, weigh.travel, weigh.fit)
        self.served = self._rounds(alone, fair=False)
        self.total = self._rounds(replace(every, streets=self._even_share()), fair=True)
        self._work = self._units()
        self.cost = next(self._work)

    def advance(self) -> None:
        """Do the next unit of work."""
        self.cost = next(self._work, None)

    def aim_at(self, reached: Reached) -> None:
        """Take what a timetable reaches as what no bound can exceed."""
        self.served.climb.target = float(reached["served"])
        total = sum(weight * reached[name] for name, weight in weights())
        self.total.climb.target = float(total)

    @property
    def guide(self) -> Multipliers:
        """The prices by which a search had best be guided now, in weighted metres."""
        if self.total.climb.value > -np.inf:
            return self.total.climb.best
        weigh, best = weights().served, self.served.climb.best
        total = self.total.climb.best
        return replace(
            total, hours=weigh * best.hours, days=weigh * best.days, loads=weigh * best.loads
        )

    def contested(self) -> Small:
        """The sections that pay for scarce things at the best prices of the served level."""
        best = self.served.climb.best
        return self.relaxation.contested(best, self.relaxation.answer(best)).astype(np.int32)

    def know(self, choice: Choice) -> None:
        """Take in the placements of a good timetable."""
        self.served.pool.add(choice)
        self.total.pool.add(choice)

    def _units(self) -> Iterator[int]:
        yield from self._begun(self.served)
        yield from self._raised(self.served)
        self._begin_total()
        yield from self._begun(self.total)
        yield from self._raised(self.total)
        self.served.widen()
        yield from self._raised(self.served)

    def _begun(self, rounds: Rounds) -> Iterator[int]:
        for _ in range(STEPS_FIRST):
            yield STEP_ROUNDS
            rounds.step()
        rounds.fill(rounds.climb.present)

    def _raised(self, rounds: Rounds) -> Iterator[int]:
        while not rounds.done:
            yield MASTER_ROUNDS
            rounds.master_round(self.seconds_left())

    def _begin_total(self) -> None:
        """Let the total begin from the prices of the served level."""
        self.total.climb.best = self.guide

    def _rounds(self, given: Multipliers, *, fair: bool) -> Rounds:
        return Rounds(Climb(self.relaxation, 0.0, given), Pool(self.statement), fair)

    def _even_share(self) -> Floats:
        """Streets' multipliers that spend the fairness weight evenly."""
        asked = self.statement.demand.total
        everywhere = max(1.0, float(asked.sum()))
        return np.full(len(asked), 10000 * weights().fairness / everywhere)

    def certificate(self, reached: Reached) -> Certificate:
        """Prove every level and the total for what a timetable reaches."""
        served = whole(self.served.climb.best, SERVED_SCALE)
        total = affordable(self.relaxation, whole(self.total.climb.best, TOTAL_SCALE), TOTAL_SCALE)
        proofs = (
            proof_of("served", self.relaxation, served, reached),
            self._fairness(reached),
            proof_of("travel", self.relaxation, replace(total, fit=0.0), reached),
            proof_of("fit", self.relaxation, total, reached),
            proof_of("total", self.relaxation, total, reached, TOTAL_SCALE),
        )
        return Certificate(atoms=self.statement.frame.atoms, proofs=proofs)

    def _fairness(self, reached: Reached) -> BoundProof:
        """The better of what lost demand alone proves, and what scarce things prove together."""
        given, demand = self.relaxation.nothing(0.0, 0.0, 0.0), self.statement.demand
        share = demand.lost / np.maximum(demand.total, 1)
        worst = np.arange(len(share)) == share.argmax() if len(share) else np.zeros(0)
        alone = replace(given, streets=worst.astype(np.float64))
        every = whole(self.served.climb.best, SERVED_SCALE)
        shared = replace(every, streets=np.full_like(every.streets, float(SERVED_SCALE)))
        proofs = [self._proof_of_fairness(each, reached) for each in (alone, shared)]
        return max(proofs, key=lambda proof: proof.bound)

    def _proof_of_fairness(self, given: Multipliers, reached: Reached) -> BoundProof:
        return proof_of("fairness", self.relaxation, given, reached)
