"""Two hundred random worlds: as many are served as an integer program over all placements proves."""

import pytest

from engine.timetabling.solve import Search, solve
from engine.timetabling.statement import state
from engine.verification.score import score
from engine.verification.verify import hard_breaches
from tests.timetabling.random_worlds import random_world
from tests.timetabling.whole_model import WholeModel

SEARCH = Search(rounds=10, seed=1, workers=1, deterministic=True)
MICRO = {"sections": 6, "teachers": 2, "rooms": 2, "days": 2}
SMALL = {"sections": 14, "teachers": 3, "rooms": 2, "days": 2}


@pytest.mark.parametrize(
    ("seed", "size"),
    [*((seed, MICRO) for seed in range(150)), *((seed, SMALL) for seed in range(50))],
    ids=[*(f"micro-{seed}" for seed in range(150)), *(f"small-{seed}" for seed in range(50))],
)
def test_as_many_are_served_as_can_be(seed, size):
    """The timetable is lawful, its level is the optimum, and no bound is above it."""
    problem, sections = random_world(seed, **size)

    found = solve(problem, sections, search=SEARCH)

    best = WholeModel(state(problem, sections)).least_unserved()
    value, level = score(problem, found.timetable).levels, found.levels[0]
    assert hard_breaches(problem, found.timetable) == ()
    assert value["served"] == level.value == level.bound == best
    assert level.certified <= best
    for each in found.levels:
        assert max(each.bound, each.certified) <= each.value == value[each.name]
