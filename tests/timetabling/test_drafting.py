"""Drafts are lawful as far as they promise, and as good as the placements they are made of."""

import numpy as np
import pytest

from engine.timetabling.bounds.aims import NO_CAPS, Caps, aims
from engine.timetabling.bounds.drafting import GAP, SHORTEST, Drafting, levels_together
from engine.timetabling.bounds.journeys import pairs, stops, too_far
from engine.timetabling.bounds.pool import Pool
from engine.timetabling.bounds.relaxation import Relaxation
from engine.timetabling.choice import Choice
from engine.timetabling.run import reached
from tests.timetabling.brute_force import Slow
from tests.timetabling.test_run import middling_world, placed_by, run_over
from tests.timetabling.worlds import small_world, stated


def pooled(statement, seed, answers=40):
    """Placements that random prices call for."""
    relaxation, pool, rng = Relaxation(statement), Pool(statement), np.random.default_rng(seed)
    for _ in range(answers):
        given = relaxation.nothing(200.0, 1.0, 1.0)
        given.hours[:] = rng.integers(300, size=given.hours.shape)
        given.hours[statement.frame.online] = 0
        pool.add(relaxation.answer(given))
    return relaxation, pool.columns()


def everybody(statement):
    """All teachers, as things."""
    first = statement.frame.first_teacher
    return np.arange(first, first + len(statement.frame.teachers))


def nothing_placed(statement):
    """The timetable without any placement."""
    frame = statement.frame
    at = np.zeros((len(frame.sections), frame.most_meetings, 3), dtype=np.int32)
    return Choice(np.full(len(at), -1, dtype=np.int32), at)


def all_placed(statement):
    """Every section, as those who compete."""
    return np.arange(len(statement.frame.sections), dtype=np.int32)


@pytest.mark.parametrize("seed", range(6))
def test_a_draft_in_which_everybody_travels_is_lawful_as_it_stands(seed):
    """No thing is used twice, no load is exceeded, groups stay apart, every journey can be made."""
    statement = middling_world(seed)
    relaxation, columns = pooled(statement, seed)
    drafting, competing = Drafting(relaxation, everybody(statement)), all_placed(statement)
    served = drafting.least(aims()["served"], NO_CAPS, columns, competing, 60.0)

    caps = Caps(served, 10_000.0, 0.0)
    draft = drafting.draft(SHORTEST, caps, columns, nothing_placed(statement), 60.0)

    placed = placed_by(statement, draft)
    assert len(placed) > 20
    assert Slow(statement).lawful(placed)
    assert Slow(statement).value(placed)[0] == served


@pytest.mark.parametrize("seed", range(6))
def test_a_draft_is_no_worse_than_the_timetable_it_begins_at(seed):
    """What a search reached is in the caps, so it is found again or something better."""
    statement = middling_world(seed)
    best = run_over(statement, rounds=6).best
    relaxation, pool = Relaxation(statement), Pool(statement)
    pool.add(best.choice)
    drafting, caps = Drafting(relaxation, everybody(statement)), Caps.of(reached(best.value))
    served, fairness, _, travel, fit = best.value

    for aim in (SHORTEST, levels_together()):
        draft = drafting.draft(aim, caps, pool.columns(), best.choice, 60.0)

        value = Slow(statement).value(placed_by(statement, draft))
        assert value[:2] <= (served, fairness)
        assert value[3] + value[4] <= (travel + fit) * (1 + GAP)


@pytest.mark.parametrize("seed", range(8))
def test_the_least_of_a_tiny_world_is_that_of_its_placements(seed):
    """Of all lawful choices of pooled placements none serves more, and none of those as fairly."""
    statement = stated(small_world(seed, sections=3, chance=0.6))
    relaxation, columns = pooled(statement, seed, answers=6)
    slow, drafting = Slow(statement), Drafting(relaxation, everybody(statement))

    served = drafting.least(aims()["served"], NO_CAPS, columns, all_placed(statement), 60.0)
    caps = Caps(served, 0.0, 0.0)
    fairness = drafting.least(aims()["fairness"], caps, columns, all_placed(statement), 60.0)

    values = [slow.value(placed) for placed in choices(statement, columns) if slow.lawful(placed)]
    assert (served, fairness) == min(values)[:2]


def test_who_does_not_compete_counts_as_placed():
    """Only the sections asked about are left out; caps too low for them are said to be so."""
    statement = middling_world(2)
    relaxation, columns = pooled(statement, 2)
    drafting, served = Drafting(relaxation, everybody(statement)), aims()["served"]

    nobody = drafting.least(served, NO_CAPS, columns, all_placed(statement)[:0], 60.0)
    few = drafting.least(served, NO_CAPS, columns, all_placed(statement)[:20], 60.0)
    everyone = drafting.least(served, NO_CAPS, columns, all_placed(statement), 60.0)

    assert statement.lost == nobody <= few < everyone
    too_low = Caps(few - 1, 0.0, 0.0)
    few_alone = all_placed(statement)[:20]
    assert drafting.least(aims()["fairness"], too_low, columns, few_alone, 60.0) is None


def choices(statement, columns, section=0, weeks=None):
    """Every way to take at most one placement of each section."""
    if section == len(statement.frame.sections):
        weeks_of, at = weeks or (np.full(section, -1), np.zeros((section, *columns.at.shape[1:])))
        yield placed_by(statement, Choice(weeks_of.astype(np.int32), at.astype(np.int32)))
        return
    held = weeks or (
        np.full(len(statement.frame.sections), -1),
        np.zeros((len(statement.frame.sections), *columns.at.shape[1:])),
    )
    yield from choices(statement, columns, section + 1, held)
    for place in np.flatnonzero(columns.section == section):
        weeks_of, at = held[0].copy(), held[1].copy()
        weeks_of[section], at[section] = columns.weeks[place], columns.at[place]
        yield from choices(statement, columns, section + 1, (weeks_of, at))


@pytest.mark.parametrize("seed", range(6))
def test_whoever_is_sent_too_far_is_named(seed):
    """Each teacher of two stops that cannot both be reached, and nobody else, by every pair."""
    statement = middling_world(seed)
    _, columns = pooled(statement, seed, answers=3)
    given, world = stops(statement, columns), statement.world

    named = set(too_far(statement, given).tolist())

    expected = set()
    for one in range(len(given.teacher)):
        for other in range(len(given.teacher)):
            here, there = given.period[one], given.period[other]
            if (
                given.teacher[one] == given.teacher[other]
                and given.atom[one] == given.atom[other]
                and here < there
                and world.period[here, 0] == world.period[there, 0]
                and world.minutes[given.venue[one], given.venue[other]] > world.gap[here, there]
            ):
                expected.add(int(given.teacher[one]))
    assert named == expected


def test_stops_are_paired_only_within_a_day():
    """No pair joins two teachers, two atoms or two weekdays, and none stands twice."""
    statement = middling_world(1)
    given = stops(statement, pooled(statement, 1, answers=5)[1])

    first, second = pairs(statement, given)

    day = statement.world.period[given.period, 0]
    for facts in (given.teacher, given.atom, day):
        assert (facts[first] == facts[second]).all()
    assert (given.period[first] <= given.period[second]).all()
    assert len({*zip(first.tolist(), second.tolist(), strict=True)}) == len(first) > 0


def test_a_run_with_drafts_ends_no_worse_than_it_began():
    """Drafts are followed in every stage, and what was held is never given up."""
    statement = middling_world(5)
    begun = run_over(statement, rounds=1).best.value

    run = run_over(statement, rounds=400)

    assert run.drafted
    assert run.best.value <= begun
    assert Slow(statement).lawful(placed_by(statement, run.best.choice))


def test_a_draft_that_serves_less_is_not_kept():
    """Whatever its weights would pay for, lanes compare level by level and keep the best."""
    statement = middling_world(5)
    run = run_over(statement, rounds=4)
    run.share()
    before, choice = run.best.value, run.best.choice
    weeks = choice.weeks.copy()
    weeks[np.flatnonzero(weeks >= 0)[0]] = -1

    run.lanes[-1].take(Choice(weeks, choice.at.copy()))

    assert run.lanes[-1].state.sums[0] > before[0]
    assert run.lanes[-1].strayed
    assert run.lanes[-1].value == run.best.value == before
