"""Cuts hold in every timetable, and close what half a placement leaves open."""

from itertools import product

import numpy as np
import pytest

from engine.timetabling.bounds.aims import NO_CAPS, aims
from engine.timetabling.bounds.ascent import Ascent
from engine.timetabling.bounds.cuts.cutting import Cutting
from engine.timetabling.bounds.pool import Pool
from engine.timetabling.bounds.relaxation import Relaxation
from engine.timetabling.choice import timetable_of
from engine.timetabling.pace import Pace, Search
from engine.timetabling.run import Run, reached
from engine.timetabling.statement import state
from engine.timetabling.watching import silent
from engine.verification.bound.certified import certified
from engine.verification.score import score
from tests.rules.tiny import course, period, request, room, section, teacher, world
from tests.timetabling.brute_force import Slow
from tests.timetabling.test_run import middling_world
from tests.timetabling.worlds import small_world, stated

NOTHING_BROKEN = -1.0


def a_minute():
    """The seconds that are left."""
    return 60.0


def fewest_left_out(slow, inside):
    """The fewest of some sections that any timetable leaves out, trying all of them."""
    options = [[None, *slow.placements(at)] for at in np.flatnonzero(inside)]
    fewest = len(options)
    for taken in product(*options):
        placed = [
            (int(at), *choice)
            for at, choice in zip(np.flatnonzero(inside), taken, strict=True)
            if choice is not None
        ]
        if len(options) - len(placed) < fewest and slow.lawful(placed):
            fewest = len(options) - len(placed)
    return fewest


@pytest.mark.parametrize("meetings", [(1,), (2,), (1, 1, 2)], ids=["once", "twice", "mixed"])
@pytest.mark.parametrize("seed", range(6))
def test_a_cut_never_asks_for_more_than_some_timetable_leaves_out(seed, meetings):
    """Whatever sections are counted, a timetable found by brute force agrees with the cut."""
    statement = stated(small_world(seed, sections=4, meetings=meetings, chance=0.5))
    relaxation, slow = Relaxation(statement), Slow(statement)
    cutting, dice = Cutting(relaxation, Pool(statement)), np.random.default_rng(seed)
    for _ in range(4):
        inside = dice.random(4) < 0.7

        cut = cutting.counted_cut(inside, NOTHING_BROKEN, a_minute)

        assert cut.least <= fewest_left_out(slow, inside)
        assert cut.adds_up_to == relaxed_count(relaxation, cut)


def relaxed_count(relaxation, cut):
    """What the published prices of a cut add up to, section by section."""
    given, total = cut.given, -cut.given.hours.sum()
    limit = relaxation.statement.world.limit
    total -= (given.days * np.where(given.days > 0, limit[:, :7, None], 0)).sum()
    total -= (given.loads * np.where(given.loads > 0, limit[:, [7]], 0)).sum()
    slow = Slow(relaxation.statement)
    for place in np.flatnonzero(cut.inside):
        paid = [
            sum(
                given.hours[thing, period, atom] * 1
                for places in meetings
                for period, *things in [slow.things(places)]
                for thing in things
                for atom in np.flatnonzero(slow.frame.weeks_atoms[weeks])
            )
            + sum(
                given.days[teacher, slow.world.period[period, 0], atom] + given.loads[teacher, atom]
                for places in meetings
                for period, teacher, _ in [slow.things(places)]
                for atom in np.flatnonzero(slow.frame.weeks_atoms[weeks])
            )
            for weeks, meetings in slow.placements(place)
        ]
        total += min([cut.scale, *paid])
    return round(total)


def test_what_half_a_placement_leaves_open_is_closed():
    """Three sections that need two of three hours each: one can be held, the sum of prices says half more."""
    statement = state(*three_for_two_of_three())
    relaxation, pool = Relaxation(statement), Pool(statement)
    served = aims()["served"]
    ascent = Ascent(relaxation, pool, served, NO_CAPS, relaxation.nothing(1.0, 0.0, 0.0))
    finish(ascent)
    assert ascent.value == pytest.approx(statement.lost + 1.5 * 5, abs=0.01)

    answer = relaxation.answer(ascent.best)
    found = Cutting(relaxation, pool).counted_cuts(ascent.best, answer, ascent.last, a_minute)

    assert found == 1
    assert relaxation.cuts[0].least == 2
    ascent.hold(NO_CAPS)
    finish(ascent)
    assert ascent.value == pytest.approx(statement.lost + 2 * 5, abs=0.01)
    again = relaxation.answer(ascent.best)
    cutting = Cutting(relaxation, pool)
    assert cutting.counted_cuts(ascent.best, again, ascent.last, a_minute) == 0


def three_for_two_of_three():
    """A world of one teacher with three hours, and three sections that meet twice a week."""
    problem = world(
        periods=(period("P1"), period("P2", 2), period("P3", 3)),
        courses=(course(meetings_per_week=2),),
        requests=tuple(request(f"Q{n}", allowed_periods=("P1", "P2", "P3")) for n in range(3)),
        teachers=(teacher(available_periods=("P1", "P2", "P3")),),
        rooms=(room(open_periods=("P1", "P2", "P3")),),
    )
    return problem, tuple(section(f"S{n}", **{f"Q{n}": 5}) for n in range(3))


def test_a_certificate_with_cuts_is_added_up_again_and_tampering_is_found():
    """The witness finds the cut and the bound that rests on it, and sees whatever is changed."""
    problem, sections = three_for_two_of_three()
    run = Run(state(problem, sections), Pace(Search(rounds=40, deterministic=True)), silent)
    run.construct(None)
    run.prove()
    told = run.prover.certificate(reached(run.best.value))
    held = timetable_of(run.statement, sections, run.best.choice)
    levels = score(problem, held).levels

    assert told.cuts
    served = next(each for each in told.proofs if each.name == "served")
    assert served.bound == levels["served"] == 10
    assert any(served.cuts)
    assert certified(problem, held, told, levels).complaints == ()

    first = told.cuts[0]
    for change in (
        {"least": first.least + 1},
        {"adds_up_to": first.adds_up_to + 1},
        {"sections": first.sections[:-1]},
        {"scale": first.scale // 2},
        {"teacher_prices": {}, "day_prices": {}, "load_prices": {}, "room_prices": {}},
        {"sections": ("nobody",)},
    ):
        forged = told.model_copy(update={"cuts": (first.model_copy(update=change), *told.cuts[1:])})
        assert certified(problem, held, forged, levels).complaints, change
    more = served.model_copy(update={"cuts": (*served.cuts, 1)})
    for proof in (served.model_copy(update={"cuts": ()}), more):
        forged = told.model_copy(update={"proofs": (proof,)})
        assert certified(problem, held, forged, levels).complaints


@pytest.mark.parametrize("seed", range(8))
def test_masters_of_those_who_compete_prove_as_much_as_masters_of_all(seed):
    """Masters of a core prove no more than masters of all, and with one of these as much."""
    statement = middling_world(seed)
    relaxation, pool, served = Relaxation(statement), Pool(statement), aims()["served"]
    nothing = relaxation.nothing(served.served, 0.0, 0.0)
    wide = Ascent(relaxation, pool, served, NO_CAPS, nothing)
    finish(wide)
    narrow = Ascent(relaxation, pool, served, NO_CAPS, nothing)
    narrow.narrow(wide.best)

    finish(narrow)
    first = narrow.value
    narrow.widen()
    narrow.hold(NO_CAPS)
    finish(narrow)

    assert narrow.core.sum() < len(statement.frame.sections)
    assert first <= narrow.value == pytest.approx(wide.value)


def finish(ascent):
    """Raise a bound as far as it goes."""
    while not ascent.done:
        ascent.round(60.0)
