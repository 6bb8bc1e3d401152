"""The pricing kernel finds just what trying every placement finds."""

from dataclasses import replace

import numpy as np
import pytest

from engine.timetabling.bounds.cuts.odd_sets import OddSet, most_twice
from engine.timetabling.bounds.proofs import whole
from engine.timetabling.bounds.relaxation import Relaxation
from engine.timetabling.kernels.arrays import AGREED, WEEK
from engine.timetabling.sharing import ENDLESS
from tests.timetabling.brute_force import Slow
from tests.timetabling.worlds import small_world, stated


def priced(relaxation, rng):
    """Random whole prices of everything."""
    given = relaxation.nothing(50.0, 1.0, 3.0)
    first = relaxation.statement.frame.first_teacher
    limit = relaxation.statement.world.limit
    days = rng.integers(400, size=given.days.shape) * (limit[:, :7, None] < ENDLESS)
    loads = rng.integers(60, size=given.loads.shape) * (limit[:, [WEEK]] < ENDLESS)
    hours = rng.integers(900, size=given.hours.shape).astype(float)
    hours[first - 1] = 0
    streets = rng.integers(80, size=given.streets.shape).astype(float)
    odd_sets = rng.integers(900, size=len(relaxation.odd_sets)) * rng.integers(
        2, size=len(relaxation.odd_sets)
    )
    return whole(
        replace(
            given,
            hours=hours,
            days=days * 1.0,
            loads=loads * 1.0,
            streets=streets,
            odd_sets=odd_sets * 1.0,
        )
    )


def with_odd_sets(relaxation, rng):
    """The relaxation with three odd sets a teacher, over random hours and atoms."""
    frame = relaxation.statement.frame
    for teacher in range(frame.first_teacher, frame.first_teacher + len(frame.teachers)):
        for _ in range(3):
            inside = rng.random(len(frame.periods)) < 0.6
            most = most_twice(relaxation.statement, teacher, inside)
            odd = OddSet(teacher, int(rng.integers(len(frame.atoms))), inside, most)
            relaxation.odd_sets.append(odd)
    return relaxation


def naive_sum(relaxation, given):
    """The bound of a certificate, added up one number at a time."""
    statement = relaxation.statement
    slow, world, demand = Slow(statement), statement.world, statement.demand
    total = given.served * (int(demand.lost.sum()) + demand.lost_elsewhere)
    total += sum(b * u for b, u in zip(given.streets, demand.lost, strict=True))
    for section in range(len(statement.frame.sections)):
        mine = [
            (given.served + b) * u
            for b, u in zip(given.streets, demand.by_street[section], strict=True)
        ]
        left_out = sum(mine) + given.served * demand.elsewhere[section]
        total += min(
            [
                left_out,
                *(
                    naive_cost(slow, given, section, *p)
                    + twice_with_one(slow, relaxation.odd_sets, given, *p)
                    for p in slow.placements(section)
                ),
            ]
        )
    total -= given.hours.sum()
    for price, odd in zip(given.odd_sets, relaxation.odd_sets, strict=True):
        hours = [int(world.period[p, 0]) for p in np.flatnonzero(odd.inside)]
        by_day = [min(hours.count(day), int(world.limit[odd.teacher, day])) for day in range(7)]
        total -= price * (min(sum(by_day), int(world.limit[odd.teacher, WEEK])) // 2)
    for thing, atom in np.ndindex(given.loads.shape):
        for day in range(7):
            if given.days[thing, day, atom]:
                total -= given.days[thing, day, atom] * world.limit[thing, day]
        if given.loads[thing, atom]:
            most, agreed = int(world.limit[thing, WEEK]), int(world.limit[thing, AGREED])
            over = given.fit * statement.fit.more[2] * world.weeks[atom]
            total += min(
                over * max(0, n - agreed) - given.loads[thing, atom] * n for n in range(most + 1)
            )
    return total


def twice_with_one(slow, odd_sets, given, weeks, meetings):
    """What a placement pays for odd sets: both of two meetings with one teacher inside."""
    if len(meetings) != 2:
        return 0
    (one, teacher, _), (other, same, _) = map(slow.things, meetings)
    return sum(
        price
        for price, odd in zip(given.odd_sets, odd_sets, strict=True)
        if teacher == same == odd.teacher
        and odd.inside[one]
        and odd.inside[other]
        and slow.frame.weeks_atoms[weeks][odd.atom]
    )


def naive_cost(slow, given, section, weeks, meetings):
    """What one placement costs under prices, a change counted once."""
    statement, placed = slow.given, [(section, weeks, meetings)]
    travel, fit = statement.travel, statement.fit
    once = [
        min(1, len({slow.things(m)[c] for m in meetings} - {slow.frame.online}) - 1) for c in (2, 1)
    ]
    plain = fit._replace(more=np.zeros(3))
    cost = given.travel * slow.cost(travel, placed) + given.fit * slow.cost(plain, placed)
    cost += given.fit * (fit.more[0] * max(0, once[0]) + fit.more[1] * max(0, once[1]))
    for period, teacher, room in map(slow.things, meetings):
        for atom in np.flatnonzero(slow.frame.weeks_atoms[weeks]):
            cost += given.hours[room, period, atom] + given.hours[teacher, period, atom]
            cost += given.days[teacher, slow.world.period[period, 0], atom]
            cost += given.loads[teacher, atom]
    return cost


@pytest.mark.parametrize("meetings", [(1,), (2,), (1, 2, 3)], ids=["once", "twice", "mixed"])
@pytest.mark.parametrize("seed", range(12))
def test_a_bound_adds_up_to_the_same_number_by_hand(seed, meetings):
    """Prices of hours, days, loads and odd sets, changes and online places: every number agrees."""
    statement = stated(small_world(seed, sections=4, meetings=meetings, chance=0.85))
    rng = np.random.default_rng(seed)
    relaxation = with_odd_sets(Relaxation(statement), rng)
    given = priced(relaxation, rng)

    assert relaxation.answer(given).value == naive_sum(relaxation, given)
