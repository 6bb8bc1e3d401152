"""Several districts are explained one after the other, each with what the others leave it."""

import pytest

from engine.explanation.districts import Until, apart
from engine.explanation.explain import explain
from engine.pooling.pool import pool
from engine.timetabling.pace import Search
from engine.timetabling.solve import solve
from engine.timetabling.stopping import Later
from tests.timetabling.twins import twin_town


@pytest.fixture(scope="module")
def town():
    """A town of two districts and a timetable of it."""
    problem = twin_town()
    search = Search(rounds=10, seed=1, workers=1, deterministic=True)
    return problem, solve(problem, pool(problem).sections, search=search).timetable


def test_every_unserved_request_is_explained_once(town):
    """No district's requests are passed over, and none is told twice."""
    problem, timetable = town
    told = explain(problem, timetable, (), checks=0).unserved
    left = {each.id: each.learners - timetable.served.get(each.id, 0) for each in problem.requests}
    assert {row.request: row.learners for row in told} == {
        name: learners for name, learners in left.items() if learners
    }
    assert [row.request for row in told] == sorted(row.request for row in told)


def test_idle_hours_are_those_that_no_district_takes(town):
    """Each thing is idle once, and never at an hour at which somebody meets, wherever."""
    problem, timetable = town
    rows = explain(problem, timetable, (), checks=0).idle
    assert len({(row.kind, row.id) for row in rows}) == len(rows)
    met = {("room", row.room, row.period) for row in timetable.meetings}
    met |= {("teacher", row.teacher, row.period) for row in timetable.meetings}
    assert not met & {(row.kind, row.id, period) for row in rows for period in row.periods}


def test_a_district_has_no_hour_that_another_takes(town):
    """What the other district's sections use is not open in this one."""
    problem, timetable = town
    for district in apart(problem, timetable):
        mine = {section.id for section in district.timetable.sections}
        for row in timetable.meetings:
            teacher = district.problem.teacher.get(row.teacher)
            if row.section not in mine and teacher is not None:
                assert row.period not in district.problem.periods_in(teacher.available_periods)


def test_a_thing_is_at_home_in_one_district(town):
    """Where its area lies."""
    problem, timetable = town
    homes = [district.home for district in apart(problem, timetable)]
    assert not homes[0] & homes[1]
    assert len(homes[0] | homes[1]) == len(problem.rooms) + len(problem.teachers)


def test_a_part_of_an_allowance_ends_before_the_whole():
    """Half of ten seconds is over after five."""
    now = [0.0]
    whole = Later(10.0, lambda: now[0])
    half = Until(whole, 0.5)
    assert not half()
    now[0] = 4.9
    assert not half()
    now[0] = 5.1
    assert half()
    assert not whole()
