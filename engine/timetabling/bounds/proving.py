"""The prover: raises prices for the levels that matter most, a unit of work at a time."""

from dataclasses import dataclass, field, replace

import numpy as np

from engine.domain.certificate import BoundProof, Certificate
from engine.timetabling.bounds.climbing import Climb
from engine.timetabling.bounds.proofs import Reached, affordable, proof_of, whole
from engine.timetabling.bounds.relaxation import Multipliers, Relaxation
from engine.timetabling.statement import Statement
from engine.timetabling.weights import weights

SERVED_SCALE, TOTAL_SCALE = 64, 8
"""In how many parts a priority-learner, or a metre, is divided when prices are rounded."""


@dataclass
class Prover:
    """Two climbs: one for the served level alone, one for the weighted total."""

    statement: Statement
    relaxation: Relaxation = field(init=False)
    served: Climb = field(init=False)
    total: Climb = field(init=False)

    def __post_init__(self) -> None:
        self.relaxation = Relaxation(self.statement)
        weigh = weights()
        alone = self.relaxation.nothing(1.0, 0.0, 0.0)
        every = self.relaxation.nothing(weigh.served, weigh.travel, weigh.fit)
        asked = float(self.statement.demand.total.sum())
        share = np.full_like(every.streets, 10000 * weigh.fairness / asked if asked else 0.0)
        self.served = Climb(self.relaxation, 0.0, alone)
        self.total = Climb(self.relaxation, 0.0, replace(every, streets=share))

    def aim_at(self, reached: Reached) -> None:
        """Take what a timetable reaches as what no bound can exceed."""
        weigh = weights()
        self.served.target = float(reached["served"])
        self.total.target = float(
            weigh.served * reached["served"]
            + weigh.fairness * reached["fairness"]
            + weigh.travel * reached["travel"]
            + weigh.fit * reached["fit"]
        )

    def advance(self, unit: int) -> None:
        """Do a unit of work: the two climbs take turns."""
        climb = self.total if unit % 2 else self.served
        climb.step()

    def certificate(self, reached: Reached) -> Certificate:
        """Prove every level and the total for what a timetable reaches."""
        served = whole(self.served.best, SERVED_SCALE)
        total = affordable(self.relaxation, whole(self.total.best, TOTAL_SCALE), TOTAL_SCALE)
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
        every = whole(self.served.best, SERVED_SCALE)
        shared = replace(every, streets=np.full_like(every.streets, float(SERVED_SCALE)))
        proofs = [self._proof_of_fairness(each, reached) for each in (alone, shared)]
        return max(proofs, key=lambda proof: proof.bound)

    def _proof_of_fairness(self, given: Multipliers, reached: Reached) -> BoundProof:
        return proof_of("fairness", self.relaxation, given, reached)
