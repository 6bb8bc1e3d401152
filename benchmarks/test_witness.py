"""How long the witness takes: goals, hard rules, and the bound added up again."""

import pytest

from engine import verbs
from engine.verification.bound.certified import certified
from engine.verification.verify import hard_breaches

pytestmark = pytest.mark.benchmark(group="witness")
ROUNDS = {"street": 5, "gongshu": 1}


@pytest.mark.parametrize("name", ["street", "gongshu"])
def test_score(benchmark, world, name):
    here = world(name)

    score = benchmark.pedantic(verbs.score, [here.problem, here.by_hand], rounds=ROUNDS[name])

    benchmark.extra_info |= {
        "sections": score.sections, "placed": score.placed, "unserved": score.levels["served"],
    }  # fmt: skip
    assert score.placed == len(here.by_hand.placements)


@pytest.mark.parametrize("name", ["street", "gongshu"])
def test_hard_rules(benchmark, world, name):
    here = world(name)

    breaches = benchmark.pedantic(hard_breaches, [here.problem, here.by_hand], rounds=ROUNDS[name])

    benchmark.extra_info |= {"meetings": len(here.by_hand.meetings), "breaches": len(breaches)}
    assert breaches == ()


@pytest.mark.parametrize("name", ["street"])
def test_certificate(benchmark, world, name):
    """All five bounds of a street, added up again from their prices."""
    here = world(name)
    timetable, certificate = here.plan.timetable, here.plan.certificate
    levels = {level.name: level.value for level in here.plan.verdict.levels}

    found = benchmark.pedantic(certified, [here.problem, timetable, certificate, levels], rounds=2)

    bounds = {proof.name: proof.bound for proof in found.proofs}
    benchmark.extra_info |= {"sections": len(timetable.sections), "proofs": len(found.proofs)}
    assert found.complaints == ()
    assert bounds["served"] <= levels["served"]
