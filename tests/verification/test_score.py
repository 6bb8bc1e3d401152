"""The levels of a timetable, reckoned by hand, and untouched by the order of rows."""

import random

from hypothesis import given
from hypothesis import strategies as st

from engine.domain.weeks import Weeks
from engine.verification.score import score
from engine.verification.tours import tour_metres
from tests.rules.case import APART_M
from tests.rules.tiny import (
    meeting,
    period,
    request,
    room,
    section,
    teacher,
    timetable,
    venue,
    world,
)
from tests.verification.publishing import placed, published, small_world

METRES = round(APART_M)


def test_the_levels_of_a_world_reckoned_by_hand():
    """Q3 of A2 (3 learners) is left out; S2 is taught at W by T, who lives in A1."""
    found = score(small_world(), placed())

    assert found.levels == {
        "served": 3,
        "fairness": 3750,  # 3 of the 8 of G1
        "travel": 2 * METRES,  # T to W and back; B1 and A2 have one point
        "fit": 10 + (5 + 5) + 1,  # not preferred; teacher and venue of another street; load 2 of 1
    }
    assert found.streets == {"G1": (3, 8), "G2": (0, 8)}
    assert found.overruns == 2  # 3 - 8 * 3/16, rounded up
    assert (found.sections, found.placed) == (3, 2)
    assert (found.learners_asked, found.learners_served) == (12, 9)


@given(st.integers(0, 10**6))
def test_the_order_of_rows_changes_no_number(seed):
    """Shuffling the tables of the problem and of the timetable leaves the score as it was."""
    chance = random.Random(seed)

    def shuffled(thing):
        rows = {name: each for name, each in thing if isinstance(each, tuple)}
        return thing.model_copy(
            update={name: tuple(chance.sample(each, len(each))) for name, each in rows.items()}
        )

    assert score(shuffled(small_world()), shuffled(published().timetable)) == score(
        small_world(), placed()
    )


def test_a_request_of_the_district_is_in_no_street():
    """It counts as served or not, but in nobody's share."""
    problem = world(requests=(request(), request("Q2", home="D", priority=5)))

    found = score(problem, timetable(meeting()))

    assert found.levels["served"] == 25
    assert found.levels["fairness"] == 0
    assert found.overruns == 0


def test_a_day_tour_leads_through_the_day_s_venues_and_home():
    """Two meetings far from home on one day are one tour, in the weeks they share."""
    problem = world(
        periods=(period("P1"), period("P2", start="10:30", end="11:30"), period("P3", 2)),
        venues=(venue(), venue("W", home="B1")),
        rooms=(room(), room("R2", at="W")),
        teachers=(teacher(),),
    )
    day = (meeting("S1", room="R2"), meeting("S2", period="P2", room="R2"))

    assert tour_metres(timetable(*day), problem) == round(2 * APART_M)
    assert tour_metres(timetable(day[0], meeting("S2", period="P3", room="R2")), problem) == round(
        4 * APART_M
    )
    assert tour_metres(timetable(meeting("S1", room="R2", weeks=Weeks("2"))), problem) == round(
        APART_M
    )
    assert tour_metres(timetable(meeting(room=None, mode="online")), problem) == 0


def test_a_world_without_streets_or_requests_has_a_score():
    """Nothing asked for is nothing left."""
    found = score(world(requests=()), timetable(sections=()))

    assert set(found.levels.values()) == {0}
    assert found.overruns == 0


def test_what_a_guard_sets_aside_is_not_placed():
    """A section that does not add up serves nobody."""
    wrong = section(Q=5).model_copy(update={"learners": 9})

    found = score(world(), timetable(meeting(), sections=(wrong,)))

    assert found.levels["served"] == 5
    assert found.sections == 0
