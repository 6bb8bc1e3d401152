"""The axes: rows in order, distances bit for bit, and no dependence on the order of files."""

import math
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rules.axes import axes_of
from engine.rules.book import RULE_BOOK
from engine.rules.distances import metres_between, whole_metres
from tests.rules.agreement_worlds import WORLDS
from tests.rules.tiny import MONDAY, away, course, day, request, room, section, teacher, world

POINT = st.tuples(st.floats(-89, 89), st.floats(-179, 179))


@given(starts=st.lists(POINT, max_size=3), ends=st.lists(POINT, max_size=3))
def test_distances_are_bit_for_bit_those_of_the_law(starts, ends):
    """The arrays hold exactly what the law reckons, so that no edge is judged twice."""
    problem = world()

    table = metres_between(starts, ends, problem.settings.detour_factor)

    assert table.shape == (len(starts), len(ends))
    for row, start in enumerate(starts):
        for column, end in enumerate(ends):
            assert table[row, column] == problem.distance_m(start, end)


def test_whole_metres_are_rounded_half_up():
    """Half a metre counts as one, as in the law."""
    metres = [0.0, 0.49, 0.5, 1.5, 2.4999]

    assert whole_metres(np.array(metres)).tolist() == [math.floor(m + 0.5) for m in metres]


def test_rows_are_ordered_by_id_and_periods_by_time():
    """The order of rows in a file changes no axis."""
    axes = axes_of(
        world(teachers=(teacher("T2"), teacher("T1")), rooms=(room("R9"), room("R10"))),
        (section("S2"), section("S1")),
    )

    assert [each.id for each in axes.sections] == ["S1", "S2"]
    assert [each.id for each in axes.teachers] == ["T1", "T2"]
    assert [each.id for each in axes.rooms] == ["R10", "R9"]
    assert [each.id for each in axes.periods] == ["P1", "P2"]


@pytest.mark.parametrize("rule", [r for r in RULE_BOOK if r.name in WORLDS], ids=lambda r: r.name)
def test_the_terms_do_not_depend_on_the_order_of_rows(rule):
    """Shuffling every table and the sections leaves the terms as they were."""
    problem, sections = WORLDS[rule.name]
    chance = random.Random(1)
    tables = {
        name: tuple(chance.sample(rows, len(rows)))
        for name, rows in problem
        if isinstance(rows, tuple)
    }

    told = list(rule.terms(axes_of(problem, sections)))
    again = list(rule.terms(axes_of(problem.model_copy(update=tables), sections[::-1])))

    for one, other in zip(told, again, strict=True):
        for name, value in vars(one).items():
            np.testing.assert_array_equal(value, getattr(other, name), err_msg=name)


@pytest.mark.parametrize("size", [1, 2])
def test_chunks_say_what_the_whole_says(size):
    """The terms of the parts, put together, are those of the whole."""
    problem = world(
        requests=(request(), request("Q2", home="B1"), request("Q3", group="g", learners=9)),
        courses=(course(), course("C2", skill="song")),
        calendar=(day(MONDAY, area="G1"),),
        unavailable=(away("teacher", "T", MONDAY),),
    )
    sections = (section("S1", Q=2, Q2=1), section("S2", course="C2", Q3=2), section("S3", Q3=1))
    whole = axes_of(problem, sections)
    parts = [axes_of(problem, sections, slice(at, at + size)) for at in range(0, 3, size)]

    for rule in RULE_BOOK:
        pieces = [list(rule.terms(part)) for part in parts]
        for place, term in enumerate(rule.terms(whole)):
            for name, value in vars(term).items():
                told = [getattr(piece[place], name) for piece in pieces]
                along = getattr(term, "axes", ("section",))
                split = name in {"where", "amount", "by_street", "elsewhere", "online"}
                axis = 1 if name == "online" else 0
                found = np.concatenate(told, axis) if split and along[0] == "section" else told[0]
                np.testing.assert_array_equal(found, value, err_msg=f"{rule.name} {name}")


def test_a_problem_without_anything_has_terms_too():
    """Every rule yields its terms where there are no sections, rooms, teachers or courses."""
    empty = world(rooms=(), venues=(), teachers=(), courses=(), requests=())

    for rule in RULE_BOOK:
        assert len(list(rule.terms(axes_of(empty, ())))) == len(
            list(rule.terms(axes_of(world(), (section(),))))
        )
