"""What prices of an earlier timetable prove of one with exceptions: never more than is true."""

from datetime import date

import pytest

from engine import verbs
from engine.domain.certificate import BoundProof, Certificate
from engine.domain.results import Published
from engine.plan import Checking, plan_after
from engine.repair.proof import proved_again
from engine.timetabling.solve import Search
from engine.verification.bound.certified import ordinary_weeks
from tests.repair.worlds import added, away, placed, repaired, request, world

SHORT = Search(rounds=6, seed=1, workers=1, deterministic=True)


def planned(problem):
    """What is published of a problem."""
    made = verbs.plan(problem, search=SHORT, checking=Checking(most=0))
    return Published.model_validate(dict(made))


def published_again(problem, earlier, *incidents, today=None):
    """A repair as it is published, and what the witness finds wrong with it."""
    found = verbs.repair(problem, earlier.timetable, incidents, today=today)
    made = plan_after(found, earlier)
    published = Published.model_validate(dict(made))
    judgement = verbs.verify(found.problem, published, earlier=earlier.timetable)
    return made, [line.line("en") for line in (*judgement.breaches, *judgement.complaints)]


@pytest.mark.parametrize("today", [None, date(2026, 9, 16)])
def test_a_date_given_up_is_no_proof_that_the_class_cannot_be_held(today):
    """For whole runs nobody could hold it, and yet it is held but for one week."""
    problem = world([request("Q1")], teachers={"T1": {}})
    earlier = planned(problem)

    made, wrong = published_again(problem, earlier, away("teacher", "T1", 3, 3), today=today)

    assert wrong == []
    assert made.verdict.levels[0].value == made.verdict.levels[0].bound == 0
    assert made.certificate.atoms == ((1, 2, 4),)


def test_where_every_week_has_an_exception_nothing_is_priced():
    """Two classes have substitutes in two weeks each: no week is as the timetable says."""
    problem = world([request("Q1"), request("Q2")], teachers={"T1": {}, "T2": {}, "T3": {}})
    timetable = placed(problem, "Q1 P11 T1 R1", "Q2 P12 T2 R1")
    earlier = planned(problem).model_copy(update={"timetable": timetable})
    ill = away("teacher", "T1", 1, 2), away("teacher", "T2", 3, 4)

    made, wrong = published_again(problem, earlier, *ill)

    assert wrong == []
    assert made.certificate.atoms == ()
    assert made.verdict.levels[0].bound == 0
    assert made.timetable.meetings == timetable.meetings


def test_prices_go_to_the_parts_of_the_term_that_are_left():
    """Halves and odd and even weeks after three weeks: the first of its weeks tells the part."""
    courses = {"K1": {"weeks_allowed": ("1-2", "3-4", "1-4")}}
    problem = world([request("Q1")], courses=courses)
    timetable = placed(problem, "Q1 P11 T1 R1 1-4")
    found = repaired(problem, timetable, away("teacher", "T1"), today=date(2026, 9, 14))
    proof = BoundProof.model_validate(
        {
            "name": "served",
            "served": 1,
            "streets": {},
            "travel": 0,
            "fit": 0,
            "scale": 1,
            "room_prices": {"R1": {"P11": (3, 5), "P12": (0, 0)}},
            "teacher_prices": {"T2": {"P11": (7, 0)}},
            "day_prices": {},
            "load_prices": {},
            "adds_up_to": 0,
            "bound": 0,
        }
    )

    again = proved_again(
        found.problem, found.timetable, Certificate(atoms=((1, 2), (3, 4)), proofs=(proof,))
    )

    assert ordinary_weeks(found.problem, found.timetable) == {2, 3, 4}
    assert again.atoms == ((2,), (3, 4))
    assert again.proofs[0].room_prices == {"R1": {"P11": (3, 5)}}
    assert again.proofs[0].teacher_prices == {"T2": {"P11": (7, 0)}}


def test_a_part_that_was_split_pays_its_price_once():
    """A new course halves the term: one half has the price, the other none."""
    courses = {"K1": {}, "K2": {"weeks_allowed": ("1-2", "3-4")}}
    problem = world([request("Q1")], courses=courses)
    earlier = planned(problem)

    made, wrong = published_again(problem, earlier, added("Q9", course="K2"))

    assert wrong == []
    assert made.certificate.atoms == ((1, 2), (3, 4))
