"""The whole of timetabling on real scenarios: proved when small, stopped when told, warm when given."""

from pathlib import Path

import pytest

from engine.files.formats import read_scenario
from engine.pooling.pool import pool
from engine.refusals import Stopped
from engine.timetabling.solve import Search, solve
from engine.verification.bound.certified import certified
from engine.verification.score import score
from engine.verification.verify import hard_breaches
from scenarios.generator.micro import FOLDER, WORLDS
from tests.rules.tiny import course, period, request, section, teacher, world

STREET = Path("scenarios/street")


@pytest.fixture(scope="module")
def street():
    """One real street and its sections."""
    problem = read_scenario(STREET)
    return problem, pool(problem).sections


@pytest.mark.parametrize("world", WORLDS, ids=[world.name for world in WORLDS])
def test_every_micro_world_is_proved_on_all_levels(world):
    """Value equals bound, by exact search; what prices certify never lies above."""
    problem = read_scenario(FOLDER / world.name)

    solved = solve(problem, pool(problem).sections, search=Search(rounds=6, deterministic=True))

    assert [level.proof for level in solved.levels] == ["exact search"] * 4
    assert all(level.certified <= level.bound == level.value for level in solved.levels)
    assert {level.name: level.value for level in solved.levels} == dict(
        score(problem, solved.timetable).levels
    )
    assert solved.levels[0].value == world.unserved
    assert solved.total_bound <= solved.total


def test_a_street_is_lawful_and_its_numbers_are_those_of_the_laws(street):
    """The solver's own five numbers are just what the laws count."""
    problem, sections = street

    solved = solve(problem, sections, search=Search(rounds=30, deterministic=True))

    found = score(problem, solved.timetable)
    assert hard_breaches(problem, solved.timetable) == ()
    assert {level.name: level.value for level in solved.levels} == dict(found.levels)
    assert solved.overruns == found.overruns
    assert all(level.bound <= level.value for level in solved.levels)


def test_stopped_at_the_first_timetable_it_is_kept(street):
    """Whoever says stop once there is a timetable gets it, whole and lawful."""
    problem, sections = street
    seen = []

    solved = solve(
        problem,
        sections,
        search=Search(seconds=600),
        watch=seen.append,
        stop=lambda: any(each.phase == "construct" for each in seen),
    )

    assert len(solved.timetable.meetings) > 50
    assert hard_breaches(problem, solved.timetable) == ()


def test_stopped_before_the_first_timetable_there_is_none(street):
    """Whoever says stop at once is told that there is nothing to keep."""
    problem, sections = street

    with pytest.raises(Stopped):
        solve(problem, sections, stop=lambda: True)


def test_a_warm_start_is_never_made_worse(street):
    """A run that begins with an earlier timetable ends at least as well."""
    problem, sections = street
    search = Search(rounds=10, deterministic=True, seed=1)
    first = solve(problem, sections, search=search)

    again = solve(
        problem, sections, search=Search(rounds=1, deterministic=True), start=first.timetable
    )

    assert [level.value for level in again.levels] <= [level.value for level in first.levels]


def test_the_order_of_sections_changes_nothing(street):
    """Axes are sorted by id, so that rows may come in any order."""
    problem, sections = street
    search = Search(rounds=2, deterministic=True)

    one, two = (solve(problem, given, search=search) for given in (sections, sections[::-1]))

    assert one == two


def test_the_witness_takes_the_prices_of_large_classes():
    """What a thousand learners are worth at the finest division is no price: it is divided less."""
    names = ("Q1", "Q2", "Q3")
    problem = world(
        courses=(course(modes=("online",)),),
        periods=(period("P1"),),
        requests=tuple(request(name, learners=1000, priority=5) for name in names),
    )
    sections = tuple(section(f"S{name}", **{name: 1000}) for name in names)

    solved = solve(problem, sections, search=Search(rounds=40, deterministic=True))

    levels = {level.name: level.value for level in solved.levels}
    judged = certified(problem, solved.timetable, solved.certificate, levels)
    assert [each.en for each in judged.complaints] == []
    assert levels["served"] == 10_000
    assert next(each.bound for each in judged.proofs if each.name == "served") == 10_000


@pytest.mark.parametrize("limit", ["max_weekly_meetings", "max_daily_meetings"])
@pytest.mark.parametrize("most", [1_000_001, 2**31 + 1, 2**32, 2**32 + 1])
def test_a_limit_beyond_all_reach_is_none(limit, most):
    """A large limit is not another number where the search holds it in 32 bits."""
    problem = world(teachers=(teacher(**{limit: most}),), requests=(request(), request("Q2")))
    sections = section("S"), section("S2", Q2=5)

    solved = solve(problem, sections, search=Search(rounds=2, deterministic=True))

    assert solved.timetable.placements.keys() == {"S", "S2"}
