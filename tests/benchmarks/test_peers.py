"""Every peer keeps the rules: what it finds is lawful as it stands, and it does find something."""

import pytest

from benchmarks.peers.cp_sat.peer import cp_sat
from benchmarks.peers.fet.peer import fet
from benchmarks.peers.greedy import greedy
from benchmarks.peers.judging import judged
from benchmarks.peers.timefold.peer import timefold
from benchmarks.peers.wishes import Wishes
from engine import verbs
from engine.timetabling.statement import state
from engine.verification.verify import hard_breaches
from tests.house.tree import ROOT

SCENARIOS = ROOT / "scenarios"
MICRO = sorted(folder.name for folder in (SCENARIOS / "micro").iterdir())
JOURNEYS = ["near_enough_between_venues", "too_far_between_venues"]
"""Worlds in which it matters that a teacher has to travel."""


@pytest.fixture
def world():
    """Read a world and pool it."""

    def read(name):
        problem = verbs.read(SCENARIOS / name)
        return problem, verbs.pool(problem).sections

    return read


@pytest.fixture
def served():
    """What is not served, once nothing had to be taken out."""

    def value(problem, timetable):
        found = judged(problem, timetable)
        assert found.removed == 0
        return found.levels["served"]

    return value


@pytest.mark.parametrize("name", MICRO)
def test_cp_sat_proves_small_worlds(world, served, name):
    """Without a start it serves as many as the engine's complete search, and breaks no rule."""
    problem, sections = world(f"micro/{name}")

    found = cp_sat(problem, sections, 10, warm=False)

    assert served(problem, found) == served(problem, verbs.solve(problem, sections).timetable)


@pytest.mark.integration
def test_cp_sat_goes_on_from_the_greedy_timetable(world):
    """On the street it is lawful and never worse than its start, all levels together."""
    problem, sections = world("street")

    found = judged(problem, cp_sat(problem, sections, 4))

    assert found.removed == 0
    assert found.total <= judged(problem, greedy(problem, sections)).total


@pytest.mark.integration
@pytest.mark.fet
@pytest.mark.parametrize("name", MICRO)
def test_fet_breaks_no_rule_of_a_small_world(world, served, name):
    """What flow and FET place is lawful, though FET knows neither weeks nor distances."""
    problem, sections = world(f"micro/{name}")

    found = fet(problem, sections, 0.3)

    assert served(problem, found) >= served(problem, verbs.solve(problem, sections).timetable)


@pytest.mark.integration
@pytest.mark.fet
def test_fet_places_most_of_a_street(world, served):
    """It leaves no more out than the greedy peer."""
    problem, sections = world("street")

    found = fet(problem, sections, 3)

    assert served(problem, found) <= served(problem, greedy(problem, sections))


@pytest.mark.integration
@pytest.mark.timefold
@pytest.mark.parametrize("name", [*JOURNEYS, "learner_group_apart", "two_meetings_two_days"])
def test_timefold_breaks_no_rule_of_a_small_world(world, served, name):
    """From nothing it comes to the best that there is."""
    problem, sections = world(f"micro/{name}")

    found = timefold(problem, sections, 1, warm=False)

    assert served(problem, found) == served(problem, verbs.solve(problem, sections).timetable)


@pytest.mark.integration
@pytest.mark.timefold
def test_timefold_goes_on_from_the_greedy_timetable(world):
    """On the street it is lawful and never worse than its start, all levels together."""
    problem, sections = world("street")

    found = judged(problem, timefold(problem, sections, 2))

    assert found.removed == 0
    assert found.total <= judged(problem, greedy(problem, sections)).total


def test_what_breaks_a_rule_is_taken_out(world):
    """Two sections of one teacher at one time: the judge keeps one, and says that one is gone."""
    problem, sections = world("micro/one_teacher_two_wishes")
    wishes = Wishes.of(state(problem, sections))
    everyone = {
        wish.section: (wish.runs[0], [(wish.periods[0], wish.teachers[0], wish.rooms[0])])
        for wish in wishes.each
    }
    clashing = wishes.timetable(sections, everyone)

    found = judged(problem, clashing)

    assert hard_breaches(problem, clashing)
    assert found.removed == 1
    assert hard_breaches(problem, found.timetable) == ()


def test_placements_are_read_as_they_were_written(world):
    """Placements become a timetable and come back."""
    problem, sections = world("street")
    timetable = greedy(problem, sections)
    wishes = Wishes.of(state(problem, sections))

    again = wishes.timetable(sections, wishes.placed(timetable))

    assert again == timetable
