"""Learners without a class take free seats of one that is held."""

import random

import pytest

from engine.domain.timetable import Timetable
from engine.repair.joining import joined, outside
from engine.verification.score import score
from engine.verification.verify import hard_breaches
from tests.repair.worlds import placed, request, shares_of, world


def test_a_section_that_is_not_held_is_divided_among_free_seats():
    """Ten ask; two classes of sixteen have four seats each; eight are served, two stay alone."""
    problem = world([request("Q1", 16), request("Q2", 16), request("Q3")])
    timetable = placed(problem, "Q1 P11 T1 R1", "Q2 P12 T1 R1", "Q3")

    found = joined(problem, timetable)

    assert shares_of(found) == {"S-Q1": "Q1=16 Q3=4", "S-Q2": "Q2=16 Q3=4"}
    assert found.meetings == timetable.meetings
    assert outside(problem, found) == {"Q3": 2}


def test_one_class_takes_all_where_there_is_one():
    """The nearer class has four free seats, the other ten: nobody need be divided."""
    problem = world([request("Q1", 16), request("Q2", 10), request("Q3")])
    timetable = placed(problem, "Q1 P11 T1 R1", "Q2 P12 T1 R1", "Q3")

    assert shares_of(joined(problem, timetable)) == {"S-Q1": "Q1=16", "S-Q2": "Q2=10 Q3=10"}


def test_what_is_left_stays_a_section_while_it_is_large_enough():
    """Four of twenty find seats; sixteen are a class still."""
    problem = world([request("Q1", 16), request("Q2", 20)])
    timetable = placed(problem, "Q1 P11 T1 R1", "Q2")

    assert shares_of(joined(problem, timetable)) == {"S-Q1": "Q1=16 Q2=4", "S-Q2": "Q2=16"}


def test_who_has_most_at_stake_chooses_first():
    """Four seats, and two requests of four: they go to the one with the higher priority."""
    requests = [request("Q1", 16), request("Q2", 4, priority=1), request("Q3", 4, priority=3)]
    problem = world(requests)
    timetable = placed(problem, "Q1 P11 T1 R1")

    assert shares_of(joined(problem, timetable)) == {"S-Q1": "Q1=16 Q3=4"}


@pytest.mark.parametrize(
    "changes",
    [
        {"area": "C2", "max_walk_m": 100},
        {"allowed_periods": ("P12",)},
        {"audience": "青少年"},
    ],
)
def test_nobody_is_sent_where_no_rule_lets_them(changes):
    """Too far, at the wrong time, or a class for others."""
    problem = world([request("Q1"), request("Q2", **changes)])
    timetable = placed(problem, "Q1 P11 T1 R1", "Q2")

    assert joined(problem, timetable) == timetable


def test_learners_of_one_group_do_not_meet_at_two_places_at_once():
    """Q3 may not be in the class beside that of its group, and finds the other one."""
    requests = [request("Q1"), request("Q2", group="G"), request("Q3", group="G")]
    problem = world(requests, courses={"K1": {}, "K2": {}})
    other = problem.request["Q2"].model_copy(update={"course": "K2"})
    problem = problem.model_copy(
        update={"requests": tuple(other if each.id == "Q2" else each for each in requests)}
    )
    at_once = placed(problem, "Q1 P11 T1 R1", "Q2 P11 T2 R2", "Q3")
    apart = placed(problem, "Q1 P11 T1 R1", "Q2 P12 T2 R2", "Q3")

    assert joined(problem, at_once) == at_once
    assert shares_of(joined(problem, apart)) == {"S-Q1": "Q1=10 Q3=10", "S-Q2": "Q2=10"}


@pytest.mark.parametrize("seed", range(20))
def test_a_random_world_stays_lawful_and_serves_no_less_whatever_the_order(seed):
    """Placements stand, more are served, and rows in another order change nothing."""
    draw = random.Random(seed)
    requests = [
        request(f"Q{n}", draw.randint(2, 20), priority=draw.randint(1, 5)) for n in range(8)
    ]
    problem = world(requests)
    hours = draw.sample([f"{p} {t}" for p in ("P11", "P12", "P21") for t in ("T1 R1", "T2 R2")], 4)
    large = [each.id for each in requests if each.learners >= 8]
    rows = [f"{name} {hour}" for name, hour in zip(large, hours, strict=False)]
    timetable = placed(problem, *rows, *large[len(rows) :])

    found = joined(problem, timetable)

    assert hard_breaches(problem, found) == ()
    assert found.meetings == timetable.meetings
    before, after = score(problem, timetable), score(problem, found)
    assert after.levels["served"] <= before.levels["served"]
    turned = problem.model_copy(update={"requests": tuple(reversed(problem.requests))})
    backwards = Timetable(sections=timetable.sections[::-1], meetings=timetable.meetings[::-1])
    assert joined(turned, backwards) == found
