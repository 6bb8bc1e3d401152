"""Proofs: multipliers as whole numbers, and what they prove of each level."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from engine.domain.certificate import BoundName, BoundProof
from engine.rules.terms import Floats
from engine.timetabling.bounds.relaxation import Multipliers, Relaxation
from engine.timetabling.weights import weights

Reached = Mapping[str, int]
"""What the timetable reaches: served, fairness, travel, fit."""


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
    )


def proof_of(
    name: BoundName, relaxation: Relaxation, given: Multipliers, reached: Reached, scale: int = 1
) -> BoundProof:
    """Add whole multipliers up and say what they prove of a timetable that reaches so much."""
    value = round(relaxation.answer(given).value)
    frame, streets = relaxation.statement.frame, relaxation.statement.demand.streets
    first = frame.first_teacher
    teachers, days = frame.teachers, tuple(str(day) for day in range(1, 8))
    return BoundProof(
        name=name,
        served=int(given.served),
        streets={street: int(at) for street, at in zip(streets, given.streets, strict=True)},
        travel=int(given.travel),
        fit=int(given.fit),
        scale=scale,
        room_prices=table(frame.rooms, frame.periods, given.hours[: frame.online]),
        teacher_prices=table(teachers, frame.periods, given.hours[first:]),
        day_prices=table(teachers, days, given.days[first:]),
        load_prices={
            teacher: tuple(int(price) for price in row)
            for teacher, row in zip(teachers, given.loads[first:], strict=True)
            if row.any()
        },
        adds_up_to=value,
        bound=bound_of(name, relaxation, given, value, reached, scale),
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
    if name == "total":
        return max(0, up(value, scale))
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
