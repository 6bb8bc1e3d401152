"""The order of rows in a file changes no level of a timetable that is proved the best."""

from random import Random

import pytest

from engine.files.formats import read_scenario
from engine.pooling.pool import pool
from engine.timetabling.solve import Search, solve
from engine.verification.score import score
from scenarios.generator.micro import FOLDER, WORLDS

TABLES = ("areas", "schools", "periods", "calendar", "venues", "rooms", "teachers")
TABLES += ("unavailable", "courses", "requests", "budgets")


def shuffled(problem, seed):
    """Put the rows of every table in another order."""
    rng = Random(seed)
    rows = {name: list(getattr(problem, name)) for name in TABLES}
    for each in rows.values():
        rng.shuffle(each)
    return problem.model_copy(update={name: tuple(each) for name, each in rows.items()})


def solved(problem):
    """The levels with their proofs, as the solver claims and as the laws reckon them."""
    search = Search(rounds=1, seed=1, workers=1, deterministic=True)
    found = solve(problem, pool(problem).sections, search=search)
    reckoned = score(problem, found.timetable)
    claimed = [(level.name, level.value, level.bound, level.proof) for level in found.levels]
    return claimed, reckoned.levels, reckoned.overruns


@pytest.mark.parametrize("world", WORLDS, ids=[world.name for world in WORLDS])
def test_permuted_rows_leave_every_level_as_it_is(world):
    """A micro world is proved on every level, and shuffled twice it comes out the same."""
    problem = read_scenario(FOLDER / world.name)

    first = solved(problem)

    assert {(bound == value, proof) for _, value, bound, proof in first[0]} == {
        (True, "exact search")
    }
    assert solved(shuffled(problem, 1)) == first
    assert solved(shuffled(problem, 2)) == first
