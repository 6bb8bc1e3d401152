"""What a run finds is lawful, counted rightly, and as good as the best; bounds stay below."""

import numpy as np
import pytest

from engine.timetabling.bounds.proofs import bound_of
from engine.timetabling.kernels.arrays import MEETINGS
from engine.timetabling.pace import Pace, Search
from engine.timetabling.run import Run, reached
from engine.timetabling.watching import silent
from tests.timetabling.brute_force import Slow
from tests.timetabling.worlds import frame_of_size, small_world, stated, terms_over


def run_over(statement, *, rounds, workers=1, seed=0, watch=silent):
    """A deterministic run from construction to the end."""
    search = Search(rounds=rounds, seed=seed, workers=workers, deterministic=True)
    run = Run(statement, Pace(search), watch)
    run.construct(None)
    run.improve()
    return run


def placed_by(statement, choice):
    """A choice as brute force reads it."""
    return [
        (
            int(s),
            int(choice.weeks[s]),
            tuple(map(tuple, choice.at[s, : statement.world.section[s, MEETINGS]])),
        )
        for s in np.flatnonzero(choice.weeks >= 0)
    ]


def middling_world(seed, sections=60):
    """Some tens of sections that cannot all be served."""
    rng = np.random.default_rng(seed)
    frame = frame_of_size(
        rng,
        sections=sections,
        days=5,
        hours=3,
        rooms=5,
        teachers=8,
        meetings=(1, 1, 2, 3),
        weeks=("1-16", "1-8", "9-16"),
    )
    return stated((frame, list(terms_over(rng, frame, streets=4))))


def test_runs_over_tiny_worlds_never_beat_brute_force_and_mostly_equal_it():
    """The numbers of a run are real: none is better than the best of all timetables."""
    equal = 0
    for seed in range(20):
        statement = stated(small_world(seed, sections=3, meetings=(1, 1, 1, 2), chance=0.6))
        best = Slow(statement).best()

        value = run_over(statement, rounds=4).best.value

        assert value >= best
        equal += value == best
    assert equal >= 17


@pytest.mark.parametrize("seed", range(12))
def test_no_bound_of_a_tiny_world_exceeds_the_best_value(seed):
    """Every proof of the certificate stays at or below what the best timetable costs."""
    statement = stated(small_world(seed, sections=3, meetings=(1, 1, 2), chance=0.6))
    best = reached(Slow(statement).best())

    run = run_over(statement, rounds=30)

    total = 20_000 * (best["served"] + best["fairness"]) + best["travel"] + 100 * best["fit"]
    for proof in run.prover.certificate(best).proofs:
        assert 0 <= proof.bound <= {**best, "total": total, "weighted": total}[proof.name]


@pytest.mark.parametrize("seed", range(4))
def test_what_a_run_counts_is_what_its_timetable_costs(seed):
    """A larger world: lawful for the slow reader, and all five numbers equal."""
    statement = middling_world(seed)
    slow = Slow(statement)

    run = run_over(statement, rounds=6)

    placed = placed_by(statement, run.best.choice)
    assert len(placed) > 20
    assert slow.lawful(placed)
    assert all(slow.possible(weeks, place) for _, weeks, places in placed for place in places)
    assert slow.value(placed) == run.best.value


def test_one_and_two_workers_find_the_same_timetable():
    """In deterministic mode nothing depends on the number of workers."""
    statement = middling_world(7)

    one, two = (run_over(statement, rounds=20, workers=workers) for workers in (1, 2))

    assert one.best.value == two.best.value
    assert np.array_equal(one.best.choice.weeks, two.best.choice.weeks)
    assert one.prover.ascents["served"].value == two.prover.ascents["served"].value


def test_another_seed_searches_otherwise():
    """Seeds matter: two of them give different timetables of a world with many good ones."""
    statement = middling_world(7)

    one, two = (run_over(statement, rounds=2, seed=seed) for seed in (1, 2))

    assert not np.array_equal(one.best.choice.at, two.best.choice.at)


def test_a_start_is_never_made_worse():
    """A run that begins with a timetable ends with one at least as good."""
    statement = middling_world(3)
    before = run_over(statement, rounds=6)
    again = Run(statement, Pace(Search(rounds=1, deterministic=True)), silent)

    again.construct(before.best.choice)

    assert again.best.value <= before.best.value


def test_the_bound_needs_what_was_reached_before_it():
    """Fairness, travel and fit are bounded for timetables as good at the levels before."""
    statement = middling_world(3)
    run = run_over(statement, rounds=8)
    relaxation, total = run.prover.relaxation, run.prover.ascents["total"].best
    near = reached(run.best.value)
    far = {**near, "served": near["served"] + 1}

    bounds = [bound_of("travel", relaxation, total, 10**12, values, 1) for values in (near, far)]

    assert bounds[0] > bounds[1]
