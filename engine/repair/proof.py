"""What the prices of an earlier timetable still prove after a repair."""

from collections.abc import Mapping

from engine.domain.certificate import BoundProof, Certificate
from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.axes import axes_of
from engine.timetabling.weights import weights
from engine.verification.bound.certified import certified
from engine.verification.score import score


def proved_again(
    problem: Problem, timetable: Timetable, earlier: Certificate | None
) -> Certificate:
    """Add the prices of an earlier certificate up for the world and the sections of now.

    Prices prove something about any world (`engine.domain.certificate`); where they cannot be
    added up, because the parts of the term are others now, nothing is claimed.
    """
    atoms = axes_of(problem, timetable.sections).atoms
    if earlier is None:
        return Certificate(atoms=atoms, proofs=())
    now = score(problem, timetable)
    fitting = [_fitting(proof, now.streets) for proof in earlier.proofs]
    again = earlier.model_copy(update={"proofs": tuple(fitting)})
    found = {each.name: each for each in certified(problem, timetable, again, now.levels).proofs}
    proofs = (
        proof.model_copy(
            update={"adds_up_to": found[proof.name].adds_up_to, "bound": found[proof.name].bound}
        )
        for proof in fitting
        if proof.name in found
    )
    return Certificate(atoms=atoms, proofs=tuple(proofs))


def _fitting(proof: BoundProof, streets: Mapping[str, tuple[int, int]]) -> BoundProof:
    """Keep the multipliers of streets that still ask, in the total as high as its shape allows."""
    asking = {name: price for name, price in proof.streets.items() if name in streets}
    most = proof.scale * weights().fairness * 10_000
    total = sum(price * streets[name][1] for name, price in asking.items())
    if proof.name == "total" and total > most:
        asking = {name: price * most // total for name, price in asking.items()}
    return proof.model_copy(update={"streets": asking})
