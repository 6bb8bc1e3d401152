"""Odd sets hold in every timetable, and close what half a section leaves open."""

from itertools import product

import numpy as np
import pytest

from engine.timetabling.bounds.aims import NO_CAPS, aims
from engine.timetabling.bounds.ascent import Ascent
from engine.timetabling.bounds.cuts.odd_sets import OddSet, Pairs, dearer, most_twice
from engine.timetabling.bounds.cuts.separating import broken
from engine.timetabling.bounds.pool import Pool
from engine.timetabling.bounds.relaxation import Relaxation
from engine.timetabling.choice import timetable_of
from engine.timetabling.kernels.arrays import WEEK
from engine.timetabling.pace import Pace, Search
from engine.timetabling.run import Run, reached
from engine.timetabling.statement import state
from engine.timetabling.watching import silent
from engine.verification.bound.certified import certified
from engine.verification.score import score
from tests.timetabling.brute_force import Slow
from tests.timetabling.test_cutting import finish, three_for_two_of_three
from tests.timetabling.worlds import small_world, stated


@pytest.mark.parametrize("seed", range(8))
def test_no_timetable_has_more_than_an_odd_set_allows(seed):
    """Of all lawful timetables none has more sections twice in a teacher's hours than `most`."""
    statement = stated(small_world(seed, sections=3, meetings=(2,), chance=0.6))
    slow, frame, dice = Slow(statement), statement.frame, np.random.default_rng(seed)
    teacher = frame.first_teacher + int(dice.integers(len(frame.teachers)))
    inside = dice.random(len(frame.periods)) < 0.7
    most = most_twice(statement, teacher, inside)

    met = {
        atom: max(
            sum(
                all(slow.things(m)[1] == teacher and inside[slow.things(m)[0]] for m in meetings)
                and bool(frame.weeks_atoms[weeks, atom])
                for _, weeks, meetings in placed
            )
            for placed in every_lawful(slow)
        )
        for atom in range(len(frame.atoms))
    }

    assert max(met.values()) <= most


def every_lawful(slow):
    """Every lawful timetable of a few sections, as (section, weeks, meetings)."""
    options = [[None, *slow.placements(at)] for at in range(len(slow.frame.sections))]
    for taken in product(*options):
        placed = [(at, *choice) for at, choice in enumerate(taken) if choice is not None]
        if slow.lawful(placed):
            yield placed


def test_limits_of_days_and_week_count_too():
    """Of five hours on two days a teacher with a limit can use fewer."""
    statement = stated(small_world(0, sections=3, meetings=(2,)))
    frame, limit = statement.frame, statement.world.limit
    teacher, inside = frame.first_teacher, np.ones(len(frame.periods), dtype=np.bool_)
    limit[teacher] = 9
    hours = len(frame.periods)
    assert most_twice(statement, teacher, inside) == hours // 2

    limit[teacher, :7] = 1
    days = len(set(statement.world.period[:, 0].tolist()))
    assert most_twice(statement, teacher, inside) == days // 2

    limit[teacher, WEEK] = 1
    assert most_twice(statement, teacher, inside) == 0


def test_what_half_a_section_leaves_open_is_found_and_closed():
    """Three sections that need two of three hours each are half held; with the odd set one is."""
    statement = state(*three_for_two_of_three())
    relaxation, pool = Relaxation(statement), Pool(statement)
    nothing = relaxation.nothing(1.0, 0.0, 0.0)
    ascent = Ascent(relaxation, pool, aims()["served"], NO_CAPS, nothing)
    finish(ascent)
    assert ascent.value == pytest.approx(statement.lost + 1.5 * 5, abs=0.01)

    found = list(broken(statement, ascent.last.columns, ascent.last.parts))

    assert [(odd.inside.sum(), odd.most) for odd in found] == [(3, 1)]
    relaxation.odd_sets += found
    ascent.hold(NO_CAPS)
    finish(ascent)
    assert ascent.value == pytest.approx(statement.lost + 2 * 5, abs=0.01)
    assert list(broken(statement, ascent.last.columns, ascent.last.parts)) == []


def test_prices_of_odd_sets_of_one_teacher_add_up():
    """Two odd sets that share two periods are paid both by a section that meets in these."""
    statement = stated(small_world(1, sections=3, meetings=(2,)))
    frame = statement.frame
    teacher, periods = frame.first_teacher + 1, len(frame.periods)
    inside, fewer = np.ones(periods, dtype=np.bool_), np.arange(periods) < 2

    twice_of, twice = dearer(
        statement,
        [(3.0, OddSet(teacher, 0, inside, 1)), (4.0, OddSet(teacher, 0, fewer, 1))],
    )

    assert twice_of.tolist() == [0 if at == 1 else -1 for at in range(len(frame.teachers))]
    run = int(np.flatnonzero(frame.weeks_atoms[:, 0])[0])
    assert twice[0, run, 0, 1] == 7.0
    assert twice[0, run, 0, periods - 1] == 3.0


def test_only_sections_that_keep_their_teacher_are_counted():
    """A pair of meetings with two teachers, and a section that meets once, are in no odd set."""
    statement = stated(small_world(1, sections=4, meetings=(1, 2), chance=0.85))
    slow = Slow(statement)
    placed = [
        (section, weeks, meetings)
        for section in range(4)
        for weeks, meetings in slow.placements(section)
    ]
    most = statement.frame.most_meetings
    at = np.zeros((len(placed), most, 3), dtype=np.int64)
    for row, (_, _, meetings) in enumerate(placed):
        at[row, : len(meetings)] = meetings
    section, weeks = (np.array([each[n] for each in placed]) for n in (0, 1))

    pairs = Pairs.among(statement, section, weeks, at)

    kept = [
        row
        for row, (_, _, meetings) in enumerate(placed)
        if len(meetings) == 2 and len({slow.things(m)[1] for m in meetings}) == 1
    ]
    assert pairs.placement.tolist() == kept
    assert 0 < len(kept) < len(placed)


def test_a_certificate_with_odd_sets_is_added_up_again_and_tampering_is_found():
    """The witness adds the bound up that rests on an odd set, and sees whatever is changed."""
    problem, sections = three_for_two_of_three()
    run = Run(state(problem, sections), Pace(Search(rounds=60, deterministic=True)), silent)
    run.prover.cutting.counted_cuts = lambda *_: 0
    run.construct(None)
    run.prove()
    told = run.prover.certificate(reached(run.best.value))
    held = timetable_of(run.statement, sections, run.best.choice)
    levels = score(problem, held).levels

    served = next(each for each in told.proofs if each.name == "served")
    assert served.bound == levels["served"] == 10
    assert certified(problem, held, told, levels).complaints == ()
    (first, *others) = served.odd_sets
    for change in (
        {"prices": tuple(price + 1 for price in first.prices)},
        {"prices": tuple(0 for _ in first.prices)},
        {"periods": first.periods[:-1]},
        {"teacher": "nobody"},
    ):
        odd_sets = (first.model_copy(update=change), *others)
        forged = told.model_copy(
            update={"proofs": (served.model_copy(update={"odd_sets": odd_sets}),)}
        )
        assert certified(problem, held, forged, levels).complaints, change
