"""A town searched district by district: lawful, counted rightly, and proved as one."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from engine.domain.results import Published
from engine.explanation.explain import explain
from engine.pooling.pool import pool
from engine.refusals import Stopped
from engine.rules.axes import axes_of
from engine.rules.parts import parts_of
from engine.timetabling.bounds.relaxation import Relaxation
from engine.timetabling.districts.crew import Crew, crew_of
from engine.timetabling.districts.joint import Joint
from engine.timetabling.districts.stating import Stating
from engine.timetabling.districts.whole import solve_in_parts
from engine.timetabling.frame import frame_of
from engine.timetabling.pace import Pace, Search
from engine.timetabling.run import reached
from engine.timetabling.statement import state
from engine.timetabling.stopping import never
from engine.timetabling.watching import silent
from engine.verification.verify import verify
from tests.timetabling.twins import twin_town

SEARCH = Search(rounds=160, seed=3, workers=1, deterministic=True)


def crew_here():
    """A crew of one thread in this very process."""
    executor = ThreadPoolExecutor(1)
    return Crew(executor, lambda: executor, 1, lambda: None)


@pytest.fixture(scope="module")
def town():
    """The town and its sections."""
    problem = twin_town()
    return problem, pool(problem).sections


@pytest.fixture(scope="module")
def joint(town):
    """The relaxation of the town, part by part."""
    axes = axes_of(*town)
    stated = [Stating(part, axes.weeks)(never) for part in parts_of(*town)]
    return Joint(frame_of(axes), stated, 1)


@pytest.fixture(scope="module")
def whole(town):
    """The town, solved."""
    return solve_in_parts(*town, Pace(SEARCH), silent, crew_here())


def drawn(joint, seed, at_most=300):
    """Whole prices drawn at random, most of them nothing."""
    rng = np.random.default_rng(seed)
    nothing = joint.nothing(20000.0, 1.0, 100.0)
    fields = {
        name: rng.integers(at_most, size=at.shape) * (rng.random(at.shape) < 0.2) * 1.0
        for name, at in vars(nothing).items()
        if name in ("hours", "days", "loads")
    }
    fields["hours"][joint.statement.frame.online] = 0
    limit = joint.statement.world.limit
    fields["days"] *= (limit[:, :7] < 1_000_000)[:, :, None]
    fields["loads"] *= (limit[:, 7] < 1_000_000)[:, None]
    streets = rng.integers(5000, size=nothing.streets.shape) * 1.0
    return type(nothing)(**vars(nothing) | fields | {"streets": streets})


@pytest.mark.parametrize("seed", range(3))
def test_the_parts_add_up_to_what_the_whole_adds_up_to(town, joint, seed):
    """Whatever the prices, the parts together answer what one statement of the town answers."""
    given = drawn(joint, seed)
    one = Relaxation(state(*town))
    asked = [one.statement.demand.streets.index(name) for name in joint.statement.demand.streets]
    streets = np.zeros(len(one.statement.demand.streets))
    streets[asked] = given.streets
    same = type(given)(**vars(given) | {"streets": streets})
    assert joint.answer(given).value == one.answer(same).value


@pytest.mark.parametrize("seed", range(3))
def test_united_prices_prove_at_least_what_the_parts_prove(joint, seed):
    """What both districts could use is taken back once."""
    given = drawn(joint, seed)
    shares = [joint.share(given, place) for place in range(len(joint.parts))]
    apart = sum(part.answer(mine).value for part, mine in zip(joint.parts, shares, strict=True))
    like = joint.nothing(20000.0, 1.0, 100.0)
    united = joint.united(shares, like)
    united = type(united)(**vars(united) | {"streets": given.streets})
    assert joint.answer(united).value >= apart


def published(problem, whole):
    """What is published of a solved town."""
    told = explain(problem, whole.timetable, (), checks=0)
    return Published(
        timetable=whole.timetable, unserved=told.unserved, certificate=whole.certificate
    )


def test_the_witness_finds_the_whole_lawful_and_its_proof_right(town, whole):
    """The witness, which knows no parts, agrees with every number."""
    problem, _ = town
    judgement = verify(problem, published(problem, whole))
    assert not judgement.breaches
    assert not judgement.complaints
    assert judgement.score.levels == reached(whole.value)
    assert judgement.score.overruns == whole.value[2]


def test_bounds_stay_below_and_prove_something(whole):
    """No bound is above what was reached, and that of the served level is worth having."""
    bounds = {proof.name: proof.bound for proof in whole.certificate.proofs}
    levels = reached(whole.value)
    assert all(bounds[name] <= levels[name] for name in levels)
    assert bounds["served"] > 0.7 * levels["served"]
    assert bounds["weighted"] == bounds["total"]


def test_what_two_districts_could_use_is_used_by_one(town, whole):
    """No room and no teacher works for both districts."""
    problem, sections = town
    district = {
        section.id: place
        for place, part in enumerate(parts_of(problem, sections))
        for section in part.sections
    }
    users = {}
    for row in whole.timetable.meetings:
        for thing in (row.room, row.teacher):
            users.setdefault(thing, set()).add(district[row.section])
    assert all(len(parts) == 1 for thing, parts in users.items() if thing is not None)


def test_the_same_rounds_give_the_same_timetable_on_any_crew(town, whole):
    """Processes change nothing where rounds are counted."""
    with crew_of(2, None) as crew:
        again = solve_in_parts(*town, Pace(SEARCH), silent, crew)
    assert again == whole


def test_told_to_stop_before_anything_there_is_no_timetable(town):
    """A stop before the first timetable is refused as one."""
    with pytest.raises(Stopped):
        solve_in_parts(*town, Pace(SEARCH, lambda: True), silent, crew_here())
