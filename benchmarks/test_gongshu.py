"""The whole chain as a clerk starts it, beside the greedy peer and the proved bound.

Everything is judged by the witness; what the solver says of itself is not used.
"""

import time
from pathlib import Path
from random import Random
from statistics import median

import pytest

from benchmarks.incidents import Term
from benchmarks.running import solved
from engine import verbs
from engine.files.input_hash import input_hash
from engine.repair.differences import applied, changed_sections
from engine.timetabling.pace import Search
from engine.timetabling.solve import solve
from engine.verification.verify import hard_breaches

SECONDS = {"street": 10, "gongshu": 60}
WITHIN = 0.02  # of the bound
INCIDENTS = 20


class Runs:
    """The runs of this session, each in a folder of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def anew(self, world):
        """Solve a world and give its verdict."""
        return solved(world.folder, self.home / world.name, seconds=SECONDS[world.name], seed=1)

    def published(self, world):
        """What stands in the folder of a world's run; solves it when nobody has yet."""
        if not (self.home / world.name).exists():
            self.anew(world)
        return verbs.read_published(self.home / world.name)


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    return Runs(tmp_path_factory.mktemp("runs"))


@pytest.mark.benchmark(group="solve")
@pytest.mark.parametrize("name", SECONDS)
def test_solve(benchmark, world, runs, name):
    here = world(name)

    verdict = benchmark.pedantic(runs.anew, [here], rounds=1)

    published, began = runs.published(here), time.perf_counter()
    ours = verbs.verify(here.problem, published, input_hash=input_hash(here.problem))
    witness_seconds = time.perf_counter() - began
    peer = verbs.score(here.problem, here.by_hand).levels["served"]
    value, bound = ours.levels["served"], proved(ours)
    benchmark.extra_info |= {
        "budget s": SECONDS[name],
        "sections": ours.score.sections,
        "placed": ours.score.placed,
        "unserved": value,
        "bound": bound,
        "above bound %": round(100 * (value - bound) / max(1, bound), 2),
        "greedy unserved": peer,
        "ours / greedy": round(value / max(1, peer), 3),
        "gap %": verdict["gap"],
        "weighted gap %": verdict["weighted_gap"],
        "levels": " / ".join(f"{each['value']:,}" for each in verdict["levels"]),
        "bounds": " / ".join(f"{each['bound']:,}" for each in verdict["levels"]),
        "chain s": verdict["seconds"],
        "peak MB": verdict["peak_mb"],
        "witness s": round(witness_seconds, 1),
    }
    assert ours.lawful, ours.lines("en")[:20]
    assert published.timetable.known.keys() <= {each.id for each in here.sections}
    assert tuple(here.sections) == here.by_hand.sections
    assert hard_breaches(here.problem, here.by_hand) == ()
    assert bound <= value <= (1 + WITHIN) * bound
    assert value < peer


@pytest.mark.benchmark(group="joining")
@pytest.mark.parametrize("name", SECONDS)
def test_without_joining(benchmark, world, runs, name):
    """As much time for the sections as they were pooled: who is left over joins no other."""
    here, search = world(name), Search(seconds=SECONDS[name], seed=1, workers=2)

    found = benchmark.pedantic(solve, [here.problem, here.sections], {"search": search}, rounds=1)

    ours = verbs.score(here.problem, runs.published(here).timetable).levels["served"]
    without = verbs.score(here.problem, found.timetable).levels["served"]
    benchmark.extra_info |= {
        "budget s": SECONDS[name],
        "unserved": ours,
        "without joining": without,
        "with / without": round(ours / max(1, without), 3),
    }
    assert hard_breaches(here.problem, found.timetable) == ()
    assert ours < without


def proved(judgement):
    """The bound on the served level, added up again by the witness."""
    return next(proof.bound for proof in judgement.proofs if proof.name == "served")


@pytest.mark.benchmark(group="incidents")
@pytest.mark.parametrize("name", ["gongshu"])
def test_incidents(benchmark, world, runs, name):
    """A published timetable lives through twenty incidents, one after the other."""
    term = Term(world(name).problem, runs.published(world(name)).timetable, Random(1))

    benchmark.pedantic(term.happens, setup=lambda: ([term.next_incident()], {}), rounds=INCIDENTS)

    touched = [len(changed_sections(after.operations)) for _, after in term.steps]
    benchmark.extra_info |= {
        "incidents": len(term.steps),
        "sections touched, median": median(touched),
        "most": max(touched),
        "left open": sum(len(after.open) for _, after in term.steps),
    }
    for before, after in term.steps:
        assert hard_breaches(after.problem, after.timetable) == ()
        assert applied(before, after.operations) == after.timetable
