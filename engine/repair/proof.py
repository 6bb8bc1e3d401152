"""What the prices of an earlier timetable still prove after a repair."""

from collections.abc import Container, Mapping, Sequence
from typing import TypeVar

from engine.domain.certificate import BoundProof, Certificate, CutProof, Priced, Prices
from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.axes import axes_of
from engine.timetabling.weights import weights
from engine.verification.bound.certified import certified, ordinary_weeks
from engine.verification.score import score

Atoms = Sequence[Sequence[int]]
P = TypeVar("P", bound=Priced)


def proved_again(
    problem: Problem, timetable: Timetable, earlier: Certificate | None
) -> Certificate:
    """Add the prices of an earlier certificate up for the world and the sections of now.

    Prices prove something about any world (`engine.domain.certificate`). They are carried over
    to the parts of the term that count now: the weeks without exceptions.
    """
    only = ordinary_weeks(problem, timetable)
    atoms = axes_of(problem, timetable.sections, only=only).atoms
    if earlier is None:
        return Certificate(atoms=atoms, proofs=())
    now = score(problem, timetable)
    came_from = _origins(earlier.atoms, atoms)
    known = {section.id for section in timetable.sections}
    cuts = tuple(_carried(_still(cut, known), came_from) for cut in earlier.cuts)
    fitting = tuple(_carried(_fitting(proof, now.streets), came_from) for proof in earlier.proofs)
    again = Certificate(atoms=atoms, cuts=cuts, proofs=fitting)
    told = certified(problem, timetable, again, now.levels)
    found = {each.name: each for each in told.proofs}
    proofs = (
        proof.model_copy(
            update={"adds_up_to": found[proof.name].adds_up_to, "bound": found[proof.name].bound}
        )
        for proof in fitting
        if proof.name in found
    )
    return Certificate(atoms=atoms, cuts=told.cuts, proofs=tuple(proofs))


def _still(cut: CutProof, known: Container[str]) -> CutProof:
    """A cut without the sections that are no more."""
    sections = tuple(name for name in cut.sections if name in known)
    return cut.model_copy(update={"sections": sections})


def _origins(old: Atoms, new: Atoms) -> tuple[int | None, ...]:
    """The old part of the term from which each new one has its prices; None for no prices.

    An old part gives its prices to one new part that lies in it: they were paid once.
    """
    given: set[int] = set()
    origins: list[int | None] = []
    for part in new:
        around = (at for at, weeks in enumerate(old) if set(part) <= set(weeks))
        origin = next((at for at in around if at not in given), None)
        given.update(() if origin is None else (origin,))
        origins.append(origin)
    return tuple(origins)


def _carried(proof: P, origins: Sequence[int | None]) -> P:
    """The prices of a proof for other parts of the term; rows without any are left out."""

    def moved(prices: Sequence[int]) -> tuple[int, ...]:
        return tuple(0 if at is None else prices[at] for at in origins)

    def rows(table: Prices) -> Prices:
        found = {
            name: {when: moved(prices) for when, prices in priced.items() if any(moved(prices))}
            for name, priced in table.items()
        }
        return {name: priced for name, priced in found.items() if priced}

    return proof.model_copy(
        update={
            "room_prices": rows(proof.room_prices),
            "teacher_prices": rows(proof.teacher_prices),
            "day_prices": rows(proof.day_prices),
            "load_prices": {
                name: moved(prices)
                for name, prices in proof.load_prices.items()
                if any(moved(prices))
            },
            "odd_sets": tuple(
                odd.model_copy(update={"prices": moved(odd.prices)})
                for odd in proof.odd_sets
                if any(moved(odd.prices))
            ),
        }
    )


def _fitting(proof: BoundProof, streets: Mapping[str, tuple[int, int]]) -> BoundProof:
    """Keep the multipliers of streets that still ask, of all timetables as high as its shape allows."""
    asking = {name: price for name, price in proof.streets.items() if name in streets}
    most = proof.scale * weights().fairness * 10_000
    total = sum(price * streets[name][1] for name, price in asking.items())
    if proof.name == "weighted" and total > most:
        asking = {name: price * most // total for name, price in asking.items()}
    return proof.model_copy(update={"streets": asking})
