"""The exact search finds, level by level, what trying every timetable finds."""

from itertools import combinations, product

import pytest

from engine.domain.timetable import Meeting, Timetable
from engine.files.formats import read_scenario
from engine.pooling.pool import pool
from engine.timetabling.exact.parts import Given, Pin
from engine.timetabling.exact.resolve import resolve
from engine.timetabling.exact.spread_days import on_spread_days
from engine.verification.score import score
from engine.verification.verify import hard_breaches
from scenarios.generator.micro import FOLDER, WORLDS
from tests.scenarios.test_micro_enumerated import is_lawful, lawful_placements

MOST_TRIED = 4_000


def value(problem, timetable):
    """The levels in their order, the tie-break of fairness behind it."""
    found = score(problem, timetable)
    levels = found.levels
    return levels["served"], levels["fairness"], found.overruns, levels["travel"], levels["fit"]


def every_timetable(problem, sections):
    """All lawful timetables of a world; none when there are too many to try."""
    choices = [[(), *lawful_placements(problem, sections, each)] for each in sections]
    count = 1
    for choice in choices:
        count *= len(choice)
    if count > MOST_TRIED:
        return
    for chosen in product(*choices):
        meetings = sum(chosen, ())
        if is_lawful(problem, sections, meetings):
            yield Timetable(sections=sections, meetings=meetings)


@pytest.mark.parametrize("world", WORLDS, ids=[world.name for world in WORLDS])
def test_exact_search_equals_brute_force_on_every_level(world):
    """Every level of a micro world is proved, lawful, and as good as any timetable's."""
    problem = read_scenario(FOLDER / world.name)
    sections = tuple(sorted(pool(problem).sections, key=lambda each: each.id))
    nothing = Timetable(sections=sections, meetings=())

    found = resolve(problem, nothing, nothing.section.keys())

    assert found.optimal
    assert hard_breaches(problem, found.timetable) == ()
    assert value(problem, found.timetable)[0] == world.unserved
    tried = [value(problem, each) for each in every_timetable(problem, sections)]
    assert not tried or value(problem, found.timetable) == min(tried)


def test_most_micro_worlds_are_small_enough_to_try_every_timetable():
    """The comparison above is made for at least two thirds of the worlds."""
    tried = 0
    for world in WORLDS:
        problem = read_scenario(FOLDER / world.name)
        sections = tuple(sorted(pool(problem).sections, key=lambda each: each.id))
        tried += any(True for _ in every_timetable(problem, sections))

    assert tried >= 2 * len(WORLDS) / 3


def test_the_others_stay_where_they_are():
    """What is not free keeps its placement, even where moving it would serve more."""
    problem = read_scenario(FOLDER / "two_meetings_two_days")
    sections = tuple(sorted(pool(problem).sections, key=lambda each: each.id))
    nothing = Timetable(sections=sections, meetings=())
    first = resolve(problem, nothing, [sections[0].id]).timetable

    second = resolve(problem, first, [sections[1].id]).timetable

    assert second.placements[sections[0].id] == first.placements[sections[0].id]
    assert hard_breaches(problem, second) == ()


def test_a_pinned_part_is_kept_or_the_section_goes():
    """With its period pinned a section takes another teacher or room, but no other hour."""
    problem = read_scenario(FOLDER / "daily_limit")
    sections = tuple(sorted(pool(problem).sections, key=lambda each: each.id))
    nothing = Timetable(sections=sections, meetings=())
    start = resolve(problem, nothing, nothing.section.keys()).timetable
    name = sections[0].id
    pins = {name: Pin(frozenset({"period"}), start.placements[name])}

    given = Given(pins, keep=start)
    again = resolve(problem, start, nothing.section.keys(), given=given).timetable

    held: list[Meeting] = list(again.placements[name])
    assert [row.period for row in held] == [row.period for row in start.placements[name]]


@pytest.mark.parametrize("days", [(), (1, 1, 1), (1, 2, 1, 3), (3, 1, 1, 2, 2, 3, 4)])
@pytest.mark.parametrize("count", range(5))
def test_picks_on_different_days_are_all_there_are_in_their_order(days, count):
    """They are those of a plain enumeration, and come in its order."""
    every = combinations(range(len(days)), count)
    plain = [each for each in every if len({days[at] for at in each}) == count]

    assert list(on_spread_days(days, count)) == plain


def test_a_pick_is_found_where_nearly_all_combinations_repeat_a_day():
    """A course of seven meetings a week: no search through all 20 million million of them."""
    days = [day for day in range(7) for _ in range(20)]

    first = next(on_spread_days(days, 7))

    assert first == (0, 20, 40, 60, 80, 100, 120)
    assert next(on_spread_days(days[:120], 7), None) is None
