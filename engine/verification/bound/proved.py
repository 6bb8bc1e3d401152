"""What a sum proves about a level, as `engine.domain.certificate` defines it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.domain.certificate import BoundName, BoundProof
from engine.rules.rule import Goal
from engine.verification.bound.price_tables import BadProof
from engine.verification.bound.weights import weights


@dataclass(frozen=True)
class Proved:
    """One bound added up again: the sum L and what it proves, beside what was published."""

    name: BoundName
    adds_up_to: int
    bound: int
    published_sum: int
    published_bound: int

    @property
    def agrees(self) -> bool:
        """Whether what was published is what was found."""
        return (self.adds_up_to, self.bound) == (self.published_sum, self.published_bound)


@dataclass(frozen=True)
class Standing:
    """What a proof may build on: the levels of the timetable, each street's demand, the weights."""

    levels: Mapping[Goal, int]
    demand: Mapping[str, int]
    weights: Mapping[Goal, int]

    def proved(self, proof: BoundProof, total: int) -> Proved:
        """Work out what a sum proves. Raises BadProof when the multipliers do not allow it."""
        _check_shape(proof, self.weights, self._streets(proof))
        bound = max(0, self._bound(proof, total))
        return Proved(proof.name, total, bound, proof.adds_up_to, proof.bound)

    def _bound(self, proof: BoundProof, total: int) -> int:
        served, fairness, travel = (self.levels[goal] for goal in ("served", "fairness", "travel"))
        after_served = total - proof.served * served
        fair = sum(b * (fairness * self.demand[g] // 10_000) for g, b in proof.streets.items())
        match proof.name:
            case "served":
                return _up(total, proof.served)
            case "fairness":
                return _up(10_000 * after_served, self._streets(proof))
            case "travel":
                return _up(after_served - fair, proof.travel)
            case "fit":
                return _up(after_served - fair - proof.travel * travel, proof.fit)
            case "total":
                return _up(total - self._held(proof), proof.scale)
            case "weighted":
                return _up(total, proof.scale)

    def _held(self, proof: BoundProof) -> int:
        """What the multipliers have above the weights, at the levels that the total holds."""
        above_served = proof.served - proof.scale * self.weights["served"]
        above_travel = proof.travel - proof.scale * self.weights["travel"]
        held = above_served * self.levels["served"] + above_travel * self.levels["travel"]
        asked = self._streets(proof)
        above = asked - proof.scale * self.weights["fairness"] * 10_000
        fairness = self.levels["fairness"]
        most = sum(b * (fairness * self.demand[g] // 10_000) for g, b in proof.streets.items())
        return held + (_up(above * most, asked) if above > 0 else 0)

    def _streets(self, proof: BoundProof) -> int:
        """The sum of b_g D_g."""
        return sum(price * self.demand[street] for street, price in proof.streets.items())


def total_bound(proofs: Iterable[Proved]) -> int:
    """What is proved of the weighted total: by `total`, by `weighted`, or by the levels' own bounds."""
    bounds: dict[str, int] = {proof.name: proof.bound for proof in proofs}
    levels = sum(weight * bounds.get(goal, 0) for goal, weight in weights().items())
    return max(bounds.get("total", 0), bounds.get("weighted", 0), levels)


def _up(amount: int, over: int) -> int:
    """Divide and round up; what is over nothing proves nothing."""
    return -(-amount // over) if over else 0


def _check_shape(proof: BoundProof, weights: Mapping[Goal, int], streets: int) -> None:
    """Refuse multipliers from which the bound does not follow."""
    follows = {
        "served": not (any(proof.streets.values()) or proof.travel or proof.fit),
        "fairness": not (proof.travel or proof.fit),
        "travel": not proof.fit,
        "fit": True,
        "total": proof.served >= proof.scale * weights["served"]
        and proof.travel >= proof.scale * weights["travel"]
        and proof.fit == proof.scale * weights["fit"],
        "weighted": proof.served == proof.scale * weights["served"]
        and proof.travel == proof.scale * weights["travel"]
        and proof.fit == proof.scale * weights["fit"]
        and streets <= proof.scale * weights["fairness"] * 10_000,
    }
    if not follows[proof.name]:
        raise BadProof(
            f"{proof.name} 的乘数不能推出该下界。",
            f"The bound does not follow from the multipliers of {proof.name}.",
        )
