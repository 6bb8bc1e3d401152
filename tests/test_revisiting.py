"""Pooling is looked at again when it shows who stays out, and the bounds are of what is published."""

import pytest

from engine.domain.results import Published
from engine.plan import Checking, plan
from engine.pooling.pool import pool
from engine.revisiting import revisited
from engine.timetabling.pace import Search
from engine.timetabling.solve import solve
from engine.verification.verify import verify
from tests.repair.worlds import request, shares_of, world

SEARCH = Search(rounds=20, seed=1, workers=1, deterministic=True)


@pytest.fixture(name="crowded")
def one_hour_too_few():
    """Three classes and one teacher with two hours: two hold four more each."""
    requests = [request("Q1", 16), request("Q2", 16), request("Q3", 10)]
    return world(requests, teachers={"T1": {"available_periods": ("P11", "P12")}})


def test_who_stays_out_joins_the_others(crowded):
    """Ten are left by the search; eight of them find a seat, and two cannot."""
    sections = pool(crowded).sections
    before = solve(crowded, sections, search=SEARCH)

    found = revisited(crowded, sections, search=SEARCH)

    assert len(before.timetable.placements) == 2
    assert shares_of(found.timetable) == {"S-Q1": "Q1=16 Q3=4", "S-Q2": "Q2=16 Q3=4"}
    assert verify(crowded, Published(timetable=found.timetable)).breaches == ()


def test_what_is_published_adds_up(crowded):
    """The witness finds the same levels and bounds for the larger sections."""
    made = plan(crowded, search=SEARCH, checking=Checking(most=0))

    judgement = verify(crowded, Published.model_validate(dict(made)))

    assert judgement.lines("en")[-1].startswith("PASS")
    assert (
        made.verdict.levels[0].value
        < solve(crowded, pool(crowded).sections, search=SEARCH).levels[0].value
    )


def test_it_is_told_as_one_search(crowded):
    """Nobody begins a second time, nothing is done before the end, and time only runs down."""
    told = []
    search = Search(seconds=2.0, seed=1, workers=1)

    revisited(crowded, pool(crowded).sections, search=search, watch=told.append)

    phases = [each.phase for each in told]
    left = [each.seconds_left for each in told if each.seconds_left is not None]
    assert phases.count("state") == phases.count("construct") == 1
    assert phases.index("done") == len(phases) - 1
    assert left == sorted(left, reverse=True)


def test_a_search_that_is_not_gone_on_with_has_its_end():
    """Everybody is placed at once, which is proved: nothing is left to look at."""
    told = []
    problem = world([request("Q1", 16)])

    revisited(problem, pool(problem).sections, search=SEARCH, watch=told.append)

    assert [each.phase for each in told].count("done") == 1
