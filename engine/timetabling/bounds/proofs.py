"""Proofs: multipliers as whole numbers, and what they prove of each level."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from engine.domain.certificate import (
    LARGEST_PRICE,
    BoundName,
    BoundProof,
    Certificate,
    CutProof,
    OddSetPrice,
)
from engine.rules.terms import Floats
from engine.timetabling.bounds.relaxation import Cut, Multipliers, Relaxation
from engine.timetabling.weights import weights

TOTALS: frozenset[BoundName] = frozenset({"total", "weighted"})
Reached = Mapping[str, int]
"""What the timetable reaches: served, fairness, travel, fit."""


MOST_SCALE = 16
"""Multipliers are divided into two to this power at the most when they are rounded."""
MOST_MULTIPLIER, MOST_SUM = float(1 << 31), float(1 << 50)
"""Whole numbers stay below these, so that every sum is exact in floating point too."""


def certificate_of(
    relaxation: Relaxation, best: Mapping[BoundName, Multipliers], reached: Reached
) -> Certificate:
    """Prove every level and the totals, in order, with the best multipliers of each."""
    return Certificate(
        atoms=relaxation.statement.frame.atoms,
        cuts=tuple(cut_proof_of(relaxation, cut) for cut in relaxation.cuts),
        proofs=proofs_of(relaxation, best, reached),
    )


def cut_proof_of(relaxation: Relaxation, cut: Cut) -> CutProof:
    """Publish a cut."""
    sections = relaxation.statement.frame.sections
    return CutProof(
        sections=tuple(sections[at] for at in np.flatnonzero(cut.inside)),
        least=cut.least,
        scale=cut.scale,
        adds_up_to=cut.adds_up_to,
        **prices_of(relaxation, cut.given),
    )


def proofs_of(
    relaxation: Relaxation, best: Mapping[BoundName, Multipliers], reached: Reached
) -> tuple[BoundProof, ...]:
    """The proofs of every level and the totals, in order."""
    fit = best["total"]
    given: dict[BoundName, Multipliers] = {**best, "fit": fit}
    scales = {name: scale_of(each, reached) for name, each in given.items()}
    order: tuple[BoundName, ...] = ("served", "fairness", "travel", "fit", "total", "weighted")
    rounded = {name: whole(given[name], scales[name]) for name in order}
    rounded["weighted"] = affordable(relaxation, rounded["weighted"], scales["weighted"])
    return tuple(
        proof_of(name, relaxation, rounded[name], reached, scales[name] if name in TOTALS else 1)
        for name in order
    )


def scale_of(given: Multipliers, reached: Reached) -> int:
    """The finest division at which multipliers, prices and their sums stay exact."""
    several = np.concatenate([given.streets, given.cuts])
    most = max(given.served, given.travel, given.fit, float(several.max(initial=0.0)))
    prices = (given.hours, given.days, given.loads, given.odd_sets)
    dearest = max(float(each.max(initial=0.0)) for each in prices)
    total = given.served * reached["served"] + given.travel * reached["travel"]
    total += given.fit * reached["fit"] + 1.0
    for power in range(MOST_SCALE, 0, -1):
        size = 1 << power
        fits = most * size <= MOST_MULTIPLIER and total * size <= MOST_SUM
        if fits and dearest * size <= LARGEST_PRICE:
            return size
    return 1


def whole(given: Multipliers, scale: float = 1.0) -> Multipliers:
    """Scale multipliers and round them to whole numbers; any whole prices are valid."""
    return Multipliers(
        served=round(given.served * scale),
        streets=np.floor(given.streets * scale),
        travel=round(given.travel * scale),
        fit=round(given.fit * scale),
        hours=np.rint(given.hours * scale),
        days=np.rint(given.days * scale),
        loads=np.rint(given.loads * scale),
        cuts=np.rint(given.cuts * scale),
        odd_sets=np.rint(given.odd_sets * scale),
    )


def proof_of(
    name: BoundName, relaxation: Relaxation, given: Multipliers, reached: Reached, scale: int = 1
) -> BoundProof:
    """Add whole multipliers up and say what they prove of a timetable that reaches so much."""
    value = round(relaxation.answer(given).value)
    streets = relaxation.statement.demand.streets
    return BoundProof(
        name=name,
        served=int(given.served),
        streets={street: int(at) for street, at in zip(streets, given.streets, strict=True)},
        travel=int(given.travel),
        fit=int(given.fit),
        cuts=tuple(int(each) for each in given.cuts),
        scale=scale,
        adds_up_to=value,
        bound=bound_of(name, relaxation, given, value, reached, scale),
        **prices_of(relaxation, given),
    )


def prices_of(relaxation: Relaxation, given: Multipliers) -> dict[str, Any]:
    """The prices of whole multipliers by name, as a certificate holds them."""
    frame = relaxation.statement.frame
    first, teachers = frame.first_teacher, frame.teachers
    loads = zip(teachers, given.loads[first:], strict=True)
    return {
        "room_prices": table(frame.rooms, frame.periods, given.hours[: frame.online]),
        "teacher_prices": table(teachers, frame.periods, given.hours[first:]),
        "day_prices": table(teachers, tuple("1234567"), given.days[first:]),
        "load_prices": {
            teacher: tuple(int(price) for price in row) for teacher, row in loads if row.any()
        },
        "odd_sets": odd_set_prices(relaxation, given),
    }


def odd_set_prices(relaxation: Relaxation, given: Multipliers) -> tuple[OddSetPrice, ...]:
    """The prices of odd sets, those of one teacher and the same periods together."""
    frame = relaxation.statement.frame
    found: dict[tuple[int, bytes], Floats] = {}
    for price, odd in relaxation.odd(given):
        row = found.setdefault((odd.teacher, odd.inside.tobytes()), np.zeros(len(frame.atoms)))
        row[odd.atom] += price
    return tuple(
        OddSetPrice(
            teacher=frame.teachers[teacher - frame.first_teacher],
            periods=tuple(np.array(frame.periods)[np.frombuffer(inside, dtype=np.bool_)].tolist()),
            prices=tuple(int(price) for price in row),
        )
        for (teacher, inside), row in sorted(found.items())
    )


def table(
    names: tuple[str, ...], columns: tuple[str, ...], prices: Floats
) -> dict[str, dict[str, tuple[int, ...]]]:
    """Prices [n, m, A] by names, without the rows that are zero throughout."""
    return {
        names[row]: {
            columns[column]: tuple(int(price) for price in prices[row, column])
            for column in np.flatnonzero(prices[row].any(axis=1))
        }
        for row in np.flatnonzero(prices.any(axis=(1, 2)))
    }


def bound_of(
    name: BoundName,
    relaxation: Relaxation,
    given: Multipliers,
    value: int,
    reached: Reached,
    scale: int,
) -> int:
    """What a sum proves, as `engine.domain.certificate` defines it; never below 0."""
    demand = [int(each) for each in relaxation.statement.demand.total]
    streets = [int(each) for each in given.streets]
    if name == "served":
        return max(0, up(value, int(given.served)))
    if name in TOTALS:
        return max(0, up(value - held(name, demand, given, reached, scale), scale))
    rest = value - int(given.served) * reached["served"]
    if name == "fairness":
        worth = sum(each * asked for each, asked in zip(streets, demand, strict=True))
        return max(0, up(10000 * rest, worth)) if worth else 0
    rest -= sum(
        each * (reached["fairness"] * asked // 10000)
        for each, asked in zip(streets, demand, strict=True)
    )
    if name == "travel":
        return max(0, up(rest, int(given.travel)))
    return max(0, up(rest - int(given.travel) * reached["travel"], int(given.fit)))


def held(
    name: BoundName, demand: Sequence[int], given: Multipliers, reached: Reached, scale: int
) -> int:
    """What multipliers above the weights are worth at the levels that a total holds."""
    if name == "weighted":
        return 0
    weigh, streets = weights(), [int(each) for each in given.streets]
    paid = (int(given.served) - scale * weigh.served) * reached["served"]
    paid += (int(given.travel) - scale * weigh.travel) * reached["travel"]
    priced = sum(each * asked for each, asked in zip(streets, demand, strict=True))
    above = priced - scale * weigh.fairness * 10000
    if above <= 0:
        return paid
    most = sum(
        each * (reached["fairness"] * asked // 10000)
        for each, asked in zip(streets, demand, strict=True)
    )
    return paid + up(above * most, priced)


def up(amount: int, unit: int) -> int:
    """Divide and round up."""
    return -(-amount // unit)


def affordable(relaxation: Relaxation, given: Multipliers, scale: int) -> Multipliers:
    """Lower the streets' multipliers so that the fairness weight pays for them all."""
    most = scale * weights().fairness * 10000
    asked = relaxation.statement.demand.total.astype(np.float64)
    spent = float(given.streets @ asked)
    if spent <= most:
        return given
    return replace(given, streets=np.floor(given.streets * (most / spent)))
