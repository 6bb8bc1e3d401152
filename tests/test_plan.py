"""The whole chain: every micro world ends where its name says, and a repair is published anew."""

from dataclasses import replace

import pytest

from engine import verbs
from engine.domain.incident import Away, RequestAdded, RequestCancelled
from engine.domain.requests import Request
from engine.domain.results import Plan, Published
from engine.files.input_hash import input_hash
from engine.plan import Checking, plan_after, plan_in_rounds
from engine.timetabling.solve import Search
from scenarios.generator.micro import FOLDER, WORLDS

SHORT = Search(rounds=2, seed=1, workers=1, deterministic=True)
LATE = Request(
    id="Q4",
    area="C2",
    course="K3",
    learners=10,
    priority=2,
    audience="居民",
    allowed_periods=("*",),
    preferred_periods=(),
    max_walk_m=1500,
    group=None,
)


def planned(problem, checks=0):
    """Plan with a search of two rounds."""
    return verbs.plan(problem, search=SHORT, checking=Checking(most=checks))


def read(world):
    """Read a micro world."""
    return verbs.read(FOLDER / world)


def served_level(plan: Plan):
    """The first level: value and bound."""
    return plan.verdict.levels[0].value, plan.verdict.levels[0].bound


def lawful(problem, plan: Plan):
    """Let the witness judge what a plan publishes, as it would be read from files."""
    published = Published.model_validate(dict(plan))
    return verbs.verify(problem, published, input_hash=input_hash(problem)).lawful


def with_row(problem, table, number, **changes):
    """The problem with one row of a table changed."""
    rows = list(getattr(problem, table))
    rows[number] = rows[number].model_copy(update=changes)
    return problem.model_copy(update={table: tuple(rows)})


def test_every_micro_world_ends_where_its_name_says():
    """The whole chain reaches the announced first level, proved, in a plan that verifies."""
    found = {}
    for world in WORLDS:
        problem = read(world.name)
        plan = planned(problem)
        found[world.name] = (*served_level(plan), lawful(problem, plan))

    assert found == {world.name: (world.unserved, world.unserved, True) for world in WORLDS}


@pytest.mark.parametrize(
    ("world", "lacking", "table", "number", "lifted"),
    [
        (
            "no_dance_teacher_on_tuesdays",
            ("周二", "舞蹈"),
            "teachers",
            0,
            {"available_periods": ("*",)},
        ),
        (
            "no_computer_room_in_one_street",
            ("示例S2", "电脑"),
            "rooms",
            1,
            {"facilities": ("电脑",)},
        ),
    ],
)
def test_a_planted_bottleneck_is_named_and_vanishes_when_lifted(
    world, lacking, table, number, lifted
):
    """What was planted stands in the unserved row, its unlock proved; lifted, no row is left."""
    problem = read(world)

    (row,) = planned(problem, checks=6).unserved

    assert [word for word in lacking if word not in row.missing.zh] == []
    assert row.verdict == "proved"
    assert planned(with_row(problem, table, number, **lifted)).unserved == ()


def test_a_sweep_repeats_the_same_plan():
    """A plan counted in rounds is the same every time, and no unlock of it is checked."""
    problem = read("scarce_teacher_priority")

    first, second = plan_in_rounds(problem, 3, 2), plan_in_rounds(problem, 3, 2)

    assert first == second
    assert {row.verdict for row in first.unserved} == {"not proved"}


@pytest.fixture(name="earlier", scope="module")
def plan_of_one_world():
    """A plan of a world with a single teacher and three wishes."""
    return planned(read("fair_streets"))


def published(plan: Plan, **without):
    """What a folder of results would hold."""
    return Published.model_validate({**dict(plan), **without})


def priced(certificate):
    """A certificate in which each period of the only room costs what ten learners are worth."""
    served = certificate.proofs[0]
    price = (served.served * 20,)
    prices = {"R1": {"P11": price, "P12": price}}
    proof = served.model_copy(update={"room_prices": prices})
    return certificate.model_copy(update={"proofs": (proof, *certificate.proofs[1:])})


@pytest.mark.parametrize(
    ("incident", "unserved", "bound"),
    [
        (RequestAdded(kind="request_added", request=LATE), {"Q1"}, 20),
        (RequestCancelled(kind="request_cancelled", id="Q1"), set(), 0),
    ],
    ids=["one more joins", "one goes"],
)
def test_a_repair_is_published_anew_with_what_the_old_prices_still_prove(
    earlier, incident, unserved, bound
):
    """All tables follow the repaired timetable, and the bound fits the world as it is now."""
    repaired = verbs.repair(read("fair_streets"), earlier.timetable, [incident])

    plan = plan_after(repaired, published(earlier, certificate=priced(earlier.certificate)))

    assert lawful(repaired.problem, plan)
    assert served_level(plan) == (bound, bound)
    assert {row.request for row in plan.unserved} == unserved


def test_a_repair_of_results_without_proof_claims_nothing(earlier):
    """Without an earlier certificate every bound is nought, and the plan still verifies."""
    problem = read("fair_streets")
    away = Away(kind="teacher_away", id="T1")
    repaired = verbs.repair(problem, earlier.timetable, [away])

    plan = plan_after(repaired, published(earlier, certificate=None, verdict=None))

    assert lawful(repaired.problem, plan)
    assert served_level(plan) == (60, 0)
    assert plan.certificate.proofs == ()


def test_what_the_verdict_says_comes_from_the_witness(earlier):
    """Values that a search claims wrongly are complained about."""
    levels = list(earlier.verdict.levels)
    levels[0] = levels[0].model_copy(update={"value": 0})
    claimed = earlier.verdict.model_copy(update={"levels": tuple(levels)})

    assert not lawful(read("fair_streets"), earlier.model_copy(update={"verdict": claimed}))


def test_workers_change_nothing_where_rounds_are_counted():
    """One worker and two make the same plan."""
    problem = read("odd_even_weeks_share_a_room")
    one, two = (verbs.plan(problem, search=replace(SHORT, workers=n)) for n in (1, 2))

    assert one == two
