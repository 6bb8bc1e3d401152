"""Ours beside every peer: the same sections, seconds and cores, all judged by the same witness.

`python3 run.py bench peers`; `bench "peers and street"` chooses a world. A peer that this machine
has no program for has a row that says so.
"""

from dataclasses import dataclass

import pytest

from benchmarks.peers.cp_sat.peer import cp_sat
from benchmarks.peers.fet import program
from benchmarks.peers.fet.peer import fet
from benchmarks.peers.greedy import greedy
from benchmarks.peers.judging import Judged, judged
from benchmarks.peers.timefold import jars
from benchmarks.peers.timefold.peer import timefold
from benchmarks.running import ROOT, solved
from engine import verbs
from engine.rules.rule import GOALS
from scenarios.generator.generate import generate

SECONDS = 60
SEEDS = (1, 2, 3)
WORLDS = ("street", "gongshu", *(f"district-{seed}" for seed in SEEDS))
PEERS = {
    "greedy": lambda problem, sections, _seconds: greedy(problem, sections),
    "CP-SAT": cp_sat,
    "CP-SAT cold": lambda *given: cp_sat(*given, warm=False),
    "Timefold": timefold,
    "Timefold cold": lambda *given: timefold(*given, warm=False),
    "flow + FET": fet,
}
NEEDS = {"Timefold": jars.missing, "Timefold cold": jars.missing, "flow + FET": program.missing}


@dataclass
class Ours:
    """What `paike solve` made of a world."""

    problem: object
    sections: object
    judged: Judged
    seconds: float


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    """Solve a world once a run and keep what the witness says of it."""
    jars.prepare()
    kept = {}

    def solve(name):
        if name not in kept:
            folder = ROOT / "scenarios" / name
            if not folder.exists():
                folder = tmp_path_factory.mktemp("worlds") / name
                generate("district", int(name.rpartition("-")[2]), folder)
            out = tmp_path_factory.mktemp("runs") / name
            verdict = solved(folder, out, seconds=SECONDS, seed=1)
            problem, published = verbs.read(folder), verbs.read_published(out)
            mine = judged(problem, published.timetable)
            kept[name] = Ours(problem, published.timetable.sections, mine, verdict["seconds"])
        return kept[name]

    return solve


@pytest.mark.benchmark(group="peers")
@pytest.mark.parametrize("peer", PEERS)
@pytest.mark.parametrize("name", WORLDS)
def test_against(benchmark, ours, name, peer):
    mine = ours(name)
    lacking = NEEDS.get(peer, lambda: None)()
    run = PEERS[peer] if lacking is None else lambda *_: None

    found = benchmark.pedantic(run, [mine.problem, mine.sections, SECONDS], rounds=1)

    theirs = None if found is None else judged(mine.problem, found)
    benchmark.extra_info |= {
        "budget s": SECONDS,
        "ours s": mine.seconds,
        "levels": f"missing: {lacking}" if theirs is None else levels(theirs),
        "ours": levels(mine.judged),
        "removed": None if theirs is None else theirs.removed,
        "served: theirs / ours": None if theirs is None else ratio(theirs, mine, "served"),
        "total: theirs / ours": None if theirs is None else ratio(theirs, mine, "total"),
    }
    assert mine.judged.removed == 0
    if theirs is not None:
        assert in_order(mine.judged) < in_order(theirs)


def in_order(which):
    """The levels as a timetable is ranked by them."""
    return [which.levels[goal] for goal in GOALS]


def levels(which):
    """The levels in one cell."""
    return " / ".join(f"{value:,}" for value in in_order(which))


def ratio(theirs, mine, what):
    """How many times as much of something a peer leaves as we do."""
    peer, own = (
        (each.total if what == "total" else each.levels["served"]) for each in (theirs, mine.judged)
    )
    return round(peer / max(1, own), 3)
