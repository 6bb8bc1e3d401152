"""The steps before the search, and the first timetable that can be had."""

import pytest

from benchmarks.peers.greedy import greedy
from engine import verbs
from engine.policy.policy import policy_of
from engine.timetabling.solve import Search
from engine.timetabling.statement import state
from engine.verification.verify import hard_breaches

pytestmark = [
    pytest.mark.benchmark(group="steps"),
    pytest.mark.parametrize("name", ["street", "gongshu"]),
]
ROUNDS = {"street": 3, "gongshu": 1}


def test_check(benchmark, world, name):
    problem = world(name).problem

    readiness = benchmark.pedantic(verbs.check, [problem], rounds=ROUNDS[name])

    benchmark.extra_info |= {
        "sections": readiness.sections, "findings": len(readiness.findings),
    }  # fmt: skip
    assert readiness.sections == len(world(name).sections)


def test_pool(benchmark, world, name):
    problem = world(name).problem

    pooled = benchmark.pedantic(verbs.pool, [problem], rounds=ROUNDS[name])

    held = sum(section.learners for section in pooled.sections)
    alone = sum(each.learners for each in pooled.alone)
    benchmark.extra_info |= {
        "requests": len(problem.requests), "sections": len(pooled.sections), "learners alone": alone,
    }  # fmt: skip
    assert held + alone == sum(request.learners for request in problem.requests)


def test_post(benchmark, world, name):
    problem = world(name).problem

    staffing = benchmark.pedantic(verbs.post, [problem, policy_of(problem)], rounds=3)

    short = sum(each.missing for each in staffing.shortfalls)
    benchmark.extra_info |= {
        "postings": len(staffing.postings), "moves": len(staffing.moves), "posts missing": short,
    }  # fmt: skip
    assert staffing.new_posts <= short


def test_statement(benchmark, world, name):
    here = world(name)

    statement = benchmark.pedantic(state, [here.problem, here.sections], rounds=ROUNDS[name])

    benchmark.extra_info |= {
        "sections": len(statement.frame.sections), "entries": len(statement.world.entry),
    }  # fmt: skip
    assert statement.frame.sections == tuple(sorted(each.id for each in here.sections))


def test_greedy_peer(benchmark, world, name):
    here = world(name)

    timetable = benchmark.pedantic(greedy, [here.problem, here.sections], rounds=ROUNDS[name])

    benchmark.extra_info |= {
        "sections": len(here.sections), **placed_and_unserved(here.problem, timetable)
    }  # fmt: skip
    assert hard_breaches(here.problem, timetable) == ()


def has_timetable(told):
    """Whether the run has told of a timetable: before there is one, it counts no learners."""
    return any(progress.learners is not None for progress in told)


def test_first_timetable(benchmark, world, name):
    """From sections to a timetable that could be published, stopped as soon as there is one."""
    here = world(name)
    told = []

    def first():
        told.clear()
        return verbs.solve(
            here.problem, here.sections,
            search=Search(seed=1), watch=told.append, stop=lambda: has_timetable(told),
        )  # fmt: skip

    solved = benchmark.pedantic(first, rounds=ROUNDS[name])

    benchmark.extra_info |= {
        "sections": len(here.sections), **placed_and_unserved(here.problem, solved.timetable)
    }  # fmt: skip
    assert hard_breaches(here.problem, solved.timetable) == ()


def placed_and_unserved(problem, timetable):
    """What the witness finds in a timetable."""
    score = verbs.score(problem, timetable)
    return {"placed": score.placed, "unserved": score.levels["served"]}
