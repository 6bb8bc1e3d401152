"""The story of a certificate: add every proof up, see what it proves, hold terms against the law."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.domain.certificate import BoundProof, Certificate, CutProof
from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.axes import axes_of
from engine.rules.rule import Goal
from engine.verification.bound.agreement import disagreements
from engine.verification.bound.price_tables import BadProof
from engine.verification.bound.proved import Proved, Standing
from engine.verification.bound.sums import add_up, least_of
from engine.verification.bound.weights import weights
from engine.verification.complaint import Complaint, differs

FILE = "certificate.json"


@dataclass(frozen=True)
class Certified:
    """The cuts and bounds added up again, and what is wrong with the certificate."""

    proofs: tuple[Proved, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    cuts: tuple[CutProof, ...] = ()


def certified(
    problem: Problem, sound: Timetable, certificate: Certificate, levels: Mapping[Goal, int]
) -> Certified:
    """Check a certificate for the sections of a timetable in which every name is known.

    Bounds hold for all timetables with the same exceptions. In a week that has any, what they
    leave of hours and loads is not what the prices are for; so only the other weeks count.
    """
    axes = axes_of(problem, sound.sections, only=ordinary_weeks(problem, sound))
    if certificate.atoms != axes.atoms:
        return Certified((), (differs(FILE, "atoms", certificate.atoms, axes.atoms),))
    try:
        sums = add_up(certificate.proofs, axes, certificate.cuts)
        standing = Standing(levels, sums.demand, weights())
        found = tuple(map(standing.proved, certificate.proofs, sums.by_proof))
    except BadProof as bad:
        return Certified((), (Complaint(FILE, bad.zh, bad.en),))
    cuts = tuple(map(_found_again, certificate.cuts, sums.by_cut))
    complaints = (
        *_named_twice(certificate.proofs),
        *_differing_cuts(certificate.cuts, cuts),
        *_differing(found),
    )
    return Certified(found, (*complaints, *disagreements(sound, axes)), cuts)


def _found_again(cut: CutProof, added: int) -> CutProof:
    """A cut with what it adds up to."""
    return cut.model_copy(update={"adds_up_to": added, "least": least_of(cut, added)})


def _differing_cuts(
    published: tuple[CutProof, ...], found: tuple[CutProof, ...]
) -> Iterator[Complaint]:
    for number, (told, again) in enumerate(zip(published, found, strict=True), start=1):
        if told != again:
            yield differs(
                FILE,
                f"cut {number}",
                f"L={told.adds_up_to}, ≥{told.least}",
                f"L={again.adds_up_to}, ≥{again.least}",
            )


def ordinary_weeks(problem: Problem, timetable: Timetable) -> frozenset[int]:
    """The weeks of the term in which every meeting is as the timetable says."""
    otherwise = {week for row in timetable.exceptions for week in row.weeks.numbers}
    return frozenset(range(1, problem.term.weeks + 1)) - otherwise


def _named_twice(proofs: tuple[BoundProof, ...]) -> Iterator[Complaint]:
    for name, count in Counter(proof.name for proof in proofs).items():
        if count > 1:
            yield differs(FILE, f"{name} (×)", count, 1)


def _differing(found: tuple[Proved, ...]) -> Iterator[Complaint]:
    for proved in found:
        if not proved.agrees:
            yield differs(
                FILE,
                proved.name,
                f"L={proved.published_sum}, ≥{proved.published_bound}",
                f"L={proved.adds_up_to}, ≥{proved.bound}",
            )
