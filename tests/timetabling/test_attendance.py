"""A teacher who is away while a venue is closed may be planned there, and nowhere else."""

from itertools import product

import numpy as np
import pytest

from engine.domain.results import Published
from engine.domain.timetable import Timetable
from engine.plan import plan
from engine.pooling.pool import pool
from engine.rules.axes import axes_of
from engine.rules.terms import Needed
from engine.timetabling.choice import Choice, choice_of, place_of, timetable_of, weeks_of
from engine.timetabling.exact.attendance import Attendance
from engine.timetabling.exact.resolve import resolve
from engine.timetabling.frame import frame_of
from engine.timetabling.pace import Pace
from engine.timetabling.run import Run
from engine.timetabling.solve import Search, solve
from engine.timetabling.statement import state
from engine.timetabling.watching import silent
from engine.verification.verify import hard_breaches, verify
from tests.rules.tiny import (
    MONDAY,
    away,
    course,
    day,
    meeting,
    request,
    room,
    section,
    venue,
    world,
)

CLOSED = day(MONDAY, "closed", venue="V")
ABSENT = away("teacher", "T", MONDAY)
HERE, THERE = meeting(room="R"), meeting(room="R2")


def two_venues(**other):
    """A venue that is closed on the one day its teacher is away, and a nearer one that is open."""
    return world(
        venues=(venue(home="B1"), venue("W")),
        rooms=(room(), room("R2", at="W")),
        requests=(request(allowed_periods=("P1",)),),
        calendar=(CLOSED,),
        unavailable=(ABSENT,),
        **other,
    )


@pytest.mark.parametrize(("row", "kept"), [(HERE, True), (THERE, False)], ids=["closed", "open"])
def test_an_earlier_placement_is_kept_just_where_it_is_lawful(row, kept):
    """Of two rooms at one time only that of the closed venue needs nobody."""
    problem, sections = two_venues(), (section(),)
    earlier = Timetable(sections=sections, meetings=(row,))
    statement = state(problem, sections)

    assert (hard_breaches(problem, earlier) == ()) == kept
    choice = choice_of(statement, earlier)
    assert timetable_of(statement, sections, choice).meetings == ((row,) if kept else ())


def test_a_complete_search_finds_the_place_that_is_closed():
    """It is dearer than the open one, and the only lawful one."""
    problem = two_venues()
    nothing = Timetable(sections=(section(),), meetings=())

    found = resolve(problem, nothing, ["S"])

    assert found.optimal
    assert found.timetable.meetings == (HERE,)


def test_a_run_keeps_what_the_complete_search_found():
    """All levels are proved, and the section is served."""
    problem = two_venues()

    solved = solve(problem, pool(problem).sections, search=Search(rounds=4, deterministic=True))

    assert [row.room for row in solved.timetable.meetings] == ["R"]
    assert solved.levels[0].value == solved.levels[0].bound == 0
    assert hard_breaches(problem, solved.timetable) == ()


def test_the_witness_adds_up_the_same_bounds():
    """What a date forbids in some places only is left out of the bound on both sides."""
    problem = two_venues()

    made = plan(problem, search=Search(rounds=4, deterministic=True))

    judgement = verify(problem, Published.model_validate(dict(made)))
    assert judgement.lines("en")[-1].startswith("PASS")


def test_online_it_is_the_learners_area_that_counts():
    """Half of the sections live where the day is off."""
    problem = world(
        courses=(course(modes=("online",)),),
        requests=(request(), request("Q2", home="B1")),
        calendar=(day(MONDAY, "closed", area="G1"),),
        unavailable=(ABSENT,),
    )
    sections = (section("S1"), section("S2", Q2=5))
    nothing = Timetable(sections=sections, meetings=())

    found = resolve(problem, nothing, nothing.section.keys()).timetable

    assert {row.section: row.period for row in found.meetings}["S2"] == "P2"
    assert found.placements.keys() == {"S1", "S2"}


def test_without_dates_nobody_is_missed():
    """A world in which nobody is away, and one without the term."""
    frame = frame_of(axes_of(world(), (section(),)))
    none = np.zeros(0, dtype=np.int64)
    empty = Needed(none, none, none, np.zeros((0, 1), np.bool_), np.zeros((0, 1), np.bool_))
    lists = (np.arange(2), np.array([frame.first_teacher]), np.array([0, frame.online]))

    for needed in (None, empty):
        attendance = Attendance(frame, needed)
        assert not attendance.busy.any()
        assert not attendance.missed(0, 0, lists).any()
        assert not attendance.missed_at(lists[0], lists[0], np.zeros((2, 1, 3), np.int64)).any()


def test_a_meeting_is_missed_as_lists_say():
    """Every meeting of two sections, in a room and online, one by one and all at once."""
    problem = world(
        venues=(venue(home="B1"), venue("W")),
        rooms=(room(), room("R2", at="W")),
        courses=(course(modes=("onsite", "online")),),
        requests=(request(), request("Q2", home="B1")),
        calendar=(day(MONDAY, "closed", area="B1"),),
        unavailable=(ABSENT,),
    )
    statement = state(problem, (section("S1"), section("S2", Q2=5)))
    frame, attendance = statement.frame, statement.attendance
    lists = (np.arange(2), np.array([frame.first_teacher]), np.arange(frame.online + 1))
    each = np.array(list(product(*lists)))

    for place in range(2):
        alone = attendance.missed(place, 0, lists).ravel()
        sections = np.full(len(each), place)
        at_once = attendance.missed_at(sections, np.zeros_like(sections), each[:, None, :])
        assert at_once[:, 0].tolist() == alone.tolist()
        assert alone.any()
        assert not alone.all()


def test_a_draft_holds_a_class_where_nobody_is_needed():
    """Of two placements that prices call for it takes the one that is lawful, and a lane keeps it."""
    statement = state(two_venues(), (section(),))
    run = Run(statement, Pace(Search(rounds=4, deterministic=True)), silent)
    for row in (HERE, THERE):
        at = np.zeros((1, statement.frame.most_meetings, 3), dtype=np.int32)
        at[0, 0] = place_of(statement, 0, row)
        weeks = np.array([weeks_of(statement, 0, (row,))], dtype=np.int32)
        run.prover.know(Choice(weeks, at))

    run.prover.redraft(Choice(np.full(1, -1, np.int32), np.zeros_like(at)))
    run._follow_draft()

    assert timetable_of(statement, (section(),), run.best.choice).meetings == (HERE,)


def test_a_search_without_the_complete_one_finds_the_place_that_is_closed():
    """By way of a draft: lanes take the hour for shut."""
    statement = state(two_venues(), (section(),))
    run = Run(statement, Pace(Search(rounds=400, deterministic=True)), silent)

    run.construct(None)
    assert (run.best.choice.weeks < 0).all()
    run.improve()

    assert timetable_of(statement, (section(),), run.best.choice).meetings == (HERE,)
