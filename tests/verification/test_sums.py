"""The sum of a bound: equal to a plain enumeration, and never above what a timetable reaches."""

import itertools
import random
from collections import Counter
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.domain.certificate import BoundProof, OddSetPrice
from engine.domain.weeks import Weeks
from engine.rules.axes import axes_of
from engine.rules.book import RULE_BOOK
from engine.rules.terms import Limit
from engine.verification.bound.price_tables import tables_of
from engine.verification.bound.sums import add_up
from engine.verification.placed_rows import lay_out
from engine.verification.score import score
from engine.verification.terms_reading import amounts, refusals
from engine.verification.verify import hard_breaches
from tests.rules.tiny import (
    course,
    every_timetable,
    period,
    placements,
    request,
    room,
    section,
    teacher,
    timetable,
    venue,
    world,
)

RUNS = (Weeks("1-2"), Weeks("1"))
PERIODS = (period("P1"), period("P2", 2), period("P3", 3))


def crowded(twice=1, *, same_teacher=False, same_room=False):
    """One room-and-online course of a few meetings, two teachers and two rooms far apart."""
    return world(
        periods=PERIODS[: twice + 1],
        venues=(venue(), venue("W", home="B1")),
        rooms=(room("R1"), room("R2", at="W", open_periods=("P1", "P2"))),
        teachers=(
            teacher("T1", max_weekly_meetings=2, max_daily_meetings=1),
            teacher("T2", home="B1", max_weekly_meetings=1, available_periods=("P1", "P3")),
        ),
        courses=(
            course(
                modes=("onsite", "online"),
                weeks_allowed=RUNS,
                meetings_per_week=twice,
                same_teacher=same_teacher,
                same_room=same_room,
            ),
        ),
        requests=(request(priority=2), request("Q2", home="B1", preferred_periods=("P2",))),
        settings={"load_above_agreed_points": 3, "agreed_load_share": 0.5},
    )


def priced(chance, axes, **multipliers):
    """A proof with random prices on everything that has a limit."""

    def prices(most):
        return tuple(chance.choice((0, chance.randrange(most))) for _ in axes.atoms)

    rooms = {each.id: {p.id: prices(900) for p in axes.periods} for each in axes.rooms}
    people = {each.id: {p.id: prices(900) for p in axes.periods} for each in axes.teachers}
    given = {"served": 0, "travel": 0, "fit": 0, "streets": {}} | multipliers
    return BoundProof(
        name="total",
        scale=1,
        room_prices=rooms,
        teacher_prices=people,
        day_prices={"T1": {"1": prices(500), "3": prices(500)}},
        load_prices={each.id: prices(500) for each in axes.teachers},
        odd_sets=tuple(
            OddSetPrice(
                teacher=each.id,
                periods=tuple(p.id for p in axes.periods if chance.random() < 0.8) or ("P1",),
                prices=prices(900),
            )
            for each in (*axes.teachers, *axes.teachers)
        ),
        adds_up_to=0,
        bound=0,
        **given,
    )


SECTIONS = (section("S1", Q=3), section("S2", Q=1, Q2=4))
MULTIPLIERS = {"served": 700, "travel": 2, "fit": 31, "streets": {"G1": 40, "G2": 3}}


@cache
def candidates(twice, **kept):
    """Every placement of every section that the terms allow by itself: metres, points, rows."""
    problem, sections = crowded(twice, **kept), SECTIONS
    axes = axes_of(problem, sections)
    terms = [term for rule in RULE_BOOK for term in rule.terms(axes)]
    # the agreed load is counted for each teacher; limits are what the prices stand for
    terms = [term for term in terms if not isinstance(term, Limit)]
    found = {}
    for held, rows in [(each, rows) for each in sections for rows in placements(problem, each)]:
        placed = timetable(*rows, sections=sections)
        if not any(refusals(terms, lay_out(placed, axes))):
            told = amounts(terms, lay_out(placed, axes))
            found.setdefault(held, []).append((told["travel"], told["fit"], rows))
    return axes, found


def enumerated(proof, axes, found):
    """L by its definition: every placement of every section, priced row by row."""
    problem = axes.problem
    total = demand_without_section(proof, problem, axes.every) - worth(proof, problem, axes)
    for held, choices in found.items():
        left_out = sum(
            problem.request[name].priority * count * what_a_learner_costs(proof, problem, name)
            for name, count in held.shares
        )
        total += min(
            left_out,
            *(
                proof.travel * metres
                + proof.fit * points
                + sum(paid(proof, axes, r) for r in rows)
                + paid_twice(proof, axes, rows)
                for metres, points, rows in choices
            ),
        )
    return total


def what_a_learner_costs(proof, problem, name):
    """Served and street together, at priority 1."""
    street = problem.street_of(problem.request[name])
    return proof.served + proof.streets.get(street, 0)


def paid(proof, axes, row):
    """What a row pays for its room, its teacher's period and day, and the load."""
    weekday = str(axes.problem.period[row.period].weekday)
    prices = (
        proof.room_prices.get(row.room, {}).get(row.period),
        proof.teacher_prices.get(row.teacher, {}).get(row.period),
        proof.day_prices.get(row.teacher, {}).get(weekday),
        proof.load_prices.get(row.teacher),
    )
    return sum(
        price[place]
        for price in prices if price
        for place, weeks in enumerate(axes.atoms) if weeks[0] in row.weeks.numbers
    )  # fmt: skip


def paid_twice(proof, axes, rows):
    """What two meetings a week with one teacher pay for the odd sets that hold both."""
    if len(rows) != 2 or rows[0].teacher != rows[1].teacher:
        return 0
    return sum(
        price
        for odd in proof.odd_sets
        if odd.teacher == rows[0].teacher and {row.period for row in rows} <= set(odd.periods)
        for price, weeks in zip(odd.prices, axes.atoms, strict=True)
        if weeks[0] in rows[0].weeks.numbers
    )


def demand_without_section(proof, problem, sections):
    """What is asked for and in no section."""
    lost = 0
    for each in problem.requests:
        held = sum(count for s in sections for name, count in s.shares if name == each.id)
        lost += (
            (each.learners - held) * each.priority * what_a_learner_costs(proof, problem, each.id)
        )
    return lost


def worth(proof, problem, axes):
    """What all priced things are worth when used up."""
    settings = problem.settings
    places = [
        *proof.room_prices.values(),
        *proof.teacher_prices.values(),
        *proof.day_prices.values(),
    ]
    total = sum(sum(prices) for each in places for prices in each.values())
    for odd in proof.odd_sets:
        who = problem.teacher[odd.teacher]
        days = Counter(problem.period[name].weekday for name in odd.periods)
        daily = who.max_daily_meetings
        meetings = sum(n if daily is None else min(n, daily) for n in days.values())
        total += sum(odd.prices) * (min(meetings, who.max_weekly_meetings) // 2)
    for name, prices in proof.load_prices.items():
        most = problem.teacher[name].max_weekly_meetings
        agreed = int(settings.agreed_load_share * most)
        for price, weeks in zip(prices, axes.atoms, strict=True):
            point = proof.fit * settings.load_above_agreed_points * len(weeks)
            total -= min(point * max(0, n - agreed) - price * n for n in range(most + 1))
    return total


@pytest.mark.parametrize("multipliers", [MULTIPLIERS, {"served": 700}, {"fit": 31, "served": 9}])
@pytest.mark.parametrize(
    ("twice", "kept"),
    [(1, {}), (2, {}), (2, {"same_teacher": True}), (2, {"same_room": True})],
    ids=["once", "twice", "one teacher", "one room"],
)
def test_the_sum_is_that_of_a_plain_enumeration(twice, kept, multipliers):
    """Added up section by section or placement by placement, L is the same."""
    axes, found = candidates(twice, **kept)
    chance = random.Random(7)

    for _ in range(2):
        proof = priced(chance, axes, **multipliers)
        assert add_up([proof], axes).by_proof == (enumerated(proof, axes, found),)


LAWFUL = {}


def lawful_levels():
    """The levels of every lawful timetable of the crowded world, and the demand of each street."""
    if not LAWFUL:
        problem = crowded()
        sections = (section("S1", Q=5), section("S2", Q2=5))
        every = every_timetable(problem, *sections)
        found = {
            (tuple(each.levels.values()), tuple(left for left, _ in each.streets.values()))
            for each in (score(problem, t) for t in every if not hard_breaches(problem, t))
        }
        LAWFUL.update(axes=axes_of(problem, sections), found=found)
    return LAWFUL["axes"], LAWFUL["found"]


@given(st.integers(0, 10**6), st.integers(0, 50), st.integers(0, 3), st.integers(0, 40))
def test_no_prices_prove_more_than_a_timetable_reaches(seed, served, travel, fit):
    """Whatever the prices, a S + sum b_g u_g + c T + d Q >= L for every lawful timetable."""
    axes, found = lawful_levels()
    street = {"G1": seed % 7, "G2": seed % 3}
    proof = priced(
        random.Random(seed), axes, served=100 * served, travel=travel, fit=fit, streets=street
    )

    total = add_up([proof], axes).by_proof[0]

    for (s, _, t, q), left in found:
        shares = sum(b * u for b, u in zip(street.values(), left, strict=True))
        assert proof.served * s + shares + travel * t + fit * q >= total


@pytest.mark.parametrize("price", [0, 1, 2**34, 2**35, 2**40])
def test_limits_beyond_all_measure_prove_nothing_by_wrapping_round(price):
    """Prices times limits may leave 64 bits; the sum is exact all the same, and proves nothing."""
    most = 2**29
    problem = world(
        requests=(request(learners=9),),
        teachers=(teacher(max_daily_meetings=most, max_weekly_meetings=most),),
    )
    axes = axes_of(problem, (section("S1", Q=9),))
    each = (price,) * len(axes.atoms)
    nothing = {f"{what}_prices": {} for what in ("room", "teacher", "day", "load")}
    nothing["odd_sets"] = ()
    bare = priced(random.Random(0), axes, served=1).model_copy(update=nothing)
    week = {"T": {str(day): each for day in range(1, 8)}}
    by_day = bare.model_copy(update={"day_prices": week})
    by_load = bare.model_copy(update={"load_prices": {"T": each}})

    days, loads = add_up([by_day, by_load], axes).by_proof

    cheapest = min(9, price * len(axes.atoms))
    assert days == cheapest - 7 * sum(each) * most
    assert loads == cheapest - sum(each) * most


def test_demand_that_no_section_holds_is_lost_in_any_case():
    """Without any section the sum is the whole demand."""
    problem = crowded()
    proof = priced(random.Random(0), axes_of(problem, ()), served=3, streets={"G2": 2})
    bare = proof.model_copy(
        update={
            "room_prices": {},
            "teacher_prices": {},
            "day_prices": {},
            "load_prices": {},
            "odd_sets": (),
        }
    )

    sums = add_up([bare], axes_of(problem, ()))

    assert sums.by_proof == (3 * (2 * 5 + 5) + 2 * 5,)
    assert sums.demand == {"G1": 10, "G2": 5}


def test_prices_are_laid_out_by_name():
    """A price stands at its room, period and atom; unnamed things cost nothing."""
    problem = crowded()
    axes = axes_of(problem, (section("S1", Q=5),))
    proof = priced(random.Random(3), axes)
    proof = proof.model_copy(update={"room_prices": {"R2": {"P2": (4, 7)}}})

    tables = tables_of(proof, axes)

    assert tables.room[1, 1].tolist() == [4, 7]
    assert tables.room.sum() == 11
    runs = dict(zip(axes.weeks, tables.room_pay(axes)[:, 1, 1].tolist(), strict=True))
    assert runs == {"1-2": 11, "1": 4}
    for teacher_at, period_at in itertools.product(range(2), range(2)):
        name, when = axes.teachers[teacher_at].id, axes.periods[period_at]
        day = proof.day_prices.get(name, {}).get(str(when.weekday), (0, 0))
        pays = (proof.teacher_prices[name][when.id], day, proof.load_prices[name])
        both = axes.weeks.index("1-2")
        assert tables.teacher_pay(axes)[both, teacher_at, period_at] == sum(map(sum, pays))
