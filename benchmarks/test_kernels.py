"""The kernels one by one, each beside a plain peer that does the same work in the same run."""

import numpy as np
import pytest

from benchmarks.peers.greedy import greedy
from engine.domain.certificate import Certificate
from engine.rules.axes import axes_of
from engine.timetabling.bounds.climbing import Climb
from engine.timetabling.bounds.proofs import prices_of, whole
from engine.timetabling.bounds.relaxation import Relaxation
from engine.timetabling.exact.locks import Held
from engine.timetabling.kernels.fresh import weighted
from engine.timetabling.lane import Drive, Lane
from engine.timetabling.schedule import setting_at
from engine.timetabling.statement import Statement, state
from engine.timetabling.weights import weights
from engine.verification.bound.sums import add_up

pytestmark = [
    pytest.mark.benchmark(group="kernels"),
    pytest.mark.parametrize("name", ["street", "gongshu"]),
]
CLIMBED = 30
"""Subgradient steps, after which about as many things have a price as in a proof."""
STEPS = 1000


@pytest.fixture(name="stated", scope="module")
def statements(world):
    """The statement of a world, made once."""
    kept: dict[str, Statement] = {}

    def of(name):
        if name not in kept:
            kept[name] = state(world(name).problem, world(name).sections)
        return kept[name]

    return of


def prices(relaxation):
    """Whole prices of the served level, as a climb leaves them."""
    nothing = relaxation.nothing(1.0, 0.0, 0.0)
    climb = Climb(relaxation, float(relaxation.statement.world.stake[:-1, 0].sum()), nothing)
    for _ in range(CLIMBED):
        climb.step()
    return whole(climb.best, 1 << 10)


def test_price(benchmark, stated, name):
    relaxation = Relaxation(stated(name))
    given = prices(relaxation)

    answer = benchmark.pedantic(relaxation.answer, [given], rounds=5, warmup_rounds=1)

    sections = len(answer.weeks)
    benchmark.extra_info |= {
        "sections": sections, "sections/s": round(sections / benchmark.stats["median"]),
    }  # fmt: skip
    assert answer.value <= (1 << 10) * relaxation.statement.world.stake[:-1, 0].sum()


def test_price_peer(benchmark, world, stated, name):
    """The same prices by the witness, in plain numpy; it reads the terms of the rules first."""
    relaxation = Relaxation(stated(name))
    given = prices(relaxation)
    proof = certificate_of_served(relaxation, given).proofs[0]
    axes = axes_of(world(name).problem, world(name).sections)

    sums = benchmark.pedantic(add_up, [[proof], axes], rounds=1)

    benchmark.extra_info |= {"sections": len(axes.sections)}
    assert sums.by_proof == (round(relaxation.answer(given).value),)


def certificate_of_served(relaxation, given):
    """A certificate of one proof, with these prices."""
    proof = {
        "name": "served", "served": int(given.served), "streets": {}, "travel": 0, "fit": 0,
        "scale": 1, "adds_up_to": 0, "bound": 0, **prices_of(relaxation, given),
    }  # fmt: skip
    return Certificate(atoms=relaxation.statement.frame.atoms, proofs=(proof,))


def opened(statement):
    """A lane with nobody placed, what meetings cost under the weights, and the order to place in."""
    lane = Lane.opened(Held.nothing(statement), seed=1)
    weigh = weights()
    costs = weighted(statement.travel, statement.fit, weigh.travel, weigh.fit)
    order = np.argsort(-statement.world.stake[:-1, 0], kind="stable").astype(np.int32)
    return lane, costs, order


def test_construct(benchmark, stated, name):
    statement = stated(name)

    def construct(lane, costs, order):
        lane.insert(costs, lane.shut, order)
        return lane

    lane = benchmark.pedantic(
        construct, setup=lambda: (opened(statement), {}), rounds=5, warmup_rounds=1
    )

    benchmark.extra_info |= {
        "sections": len(statement.frame.sections), "unserved": int(lane.value[0]),
    }  # fmt: skip
    assert lane.value[0] < statement.world.stake[:-1, 0].sum()


def test_construct_peer(benchmark, world, name):
    """Office practice: by priority, the first place that is free, rule by rule in plain Python."""
    here = world(name)

    timetable = benchmark.pedantic(greedy, [here.problem, here.sections], rounds=1)

    benchmark.extra_info |= {"sections": len(here.sections)}
    assert timetable.meetings


def test_steps(benchmark, stated, name):
    """A thousand steps of ruin and recreate, from a timetable that was just constructed."""
    statement = stated(name)

    def begun():
        lane, costs, order = opened(statement)
        lane.insert(costs, lane.shut, order)
        setting = setting_at(0.1, lane.value, weights())
        nobody = np.zeros(0, dtype=np.int32)
        drive = Drive(setting.weight, setting.ceiling, nobody, setting.heat, 0.3)
        return (lane, costs, drive, lane.value[0]), {}

    def search(lane, costs, drive, before):
        lane.search(costs, lane.shut, drive, STEPS)
        return before, lane

    before, lane = benchmark.pedantic(search, setup=begun, rounds=5, warmup_rounds=1)

    benchmark.extra_info |= {
        "steps": STEPS, "steps/s": round(STEPS / benchmark.stats["median"]),
        "unserved": int(lane.value[0]),
    }  # fmt: skip
    assert lane.value[0] <= before
