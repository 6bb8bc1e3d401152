"""What locks hold of an earlier timetable stays, whatever else a search would rather have."""

from random import Random

import pytest

from engine import verbs
from engine.domain.requests import Lock
from engine.domain.results import Published
from engine.domain.timetable import Timetable
from engine.timetabling.choice import choice_of, timetable_of
from engine.timetabling.exact.locks import Held
from engine.timetabling.pace import Pace, Search
from engine.timetabling.run import Run, reached
from engine.timetabling.solve import solve
from engine.timetabling.statement import state
from engine.timetabling.watching import silent
from engine.verification.score import score
from tests.rules.tiny import (
    course,
    meeting,
    request,
    room,
    section,
    teacher,
    timetable,
    venue,
    world,
)
from tests.scenarios.reading import SCENARIOS

DRAFTED = Search(rounds=400, seed=3, workers=1, deterministic=True)
SEARCH = Search(rounds=12, seed=3, workers=1, deterministic=True)
TWO_TEACHERS = (teacher("T1"), teacher("T2", home="B1"))


def locked(problem, *locks):
    """The problem with locks, each a section and what of it."""
    rows = tuple(Lock(section=name, what=what) for name, what in locks)
    return problem.model_copy(update={"locks": rows})


def run_over(problem, earlier, search=SEARCH):
    """A search by lanes, which nothing complete comes before."""
    statement = state(problem, earlier.sections)
    run = Run(statement, Pace(search), silent, Held.by(statement, problem, earlier))
    run.construct(choice_of(statement, earlier))
    run.improve()
    return run


def searched(problem, earlier, search=SEARCH):
    """The timetable after such a search."""
    run = run_over(problem, earlier, search)
    return timetable_of(run.statement, earlier.sections, run.best.choice)


@pytest.mark.parametrize(
    ("what", "stands"),
    [
        (None, "P2 T1 R1"),
        ("period", "P1 T1 R1"),
        ("room", "P2 T2 R2"),
        ("teacher", "P2 T2 R1"),
        ("all", "P1 T2 R2"),
    ],
)
@pytest.mark.parametrize("complete", [False, True], ids=["lanes", "complete"])
def test_the_locked_part_stays_and_the_rest_becomes_better(what, stands, complete):
    """The other hour is preferred, and another teacher and room are nearer."""
    problem = world(
        teachers=TWO_TEACHERS,
        venues=(venue(), venue("W", home="B1")),
        rooms=(room("R1"), room("R2", at="W")),
        requests=(request(preferred_periods=("P2",)),),
    )
    earlier = timetable(meeting(teacher="T2", room="R2"), sections=(section(),))
    problem = locked(problem, *[("S", what)] if what else ())

    if complete:
        after = solve(problem, earlier.sections, search=SEARCH, start=earlier).timetable
    else:
        after = searched(problem, earlier)

    assert [f"{row.period} {row.teacher} {row.room}" for row in after.meetings] == [stands]


@pytest.mark.parametrize(
    ("what", "served"), [("period", {"S"}), ("all", {"S"}), ("room", {"S", "S2"})]
)
def test_a_draft_keeps_what_is_locked(what, served):
    """A timetable put together anew does not push a locked section out of its hour."""
    problem = world(
        teachers=(teacher(),),
        requests=(request(priority=2), request("Q2", allowed_periods=("P1",))),
    )
    earlier = timetable(meeting(), sections=(section(), section("S2", Q2=5)))

    run = run_over(locked(problem, ("S", what)), earlier, DRAFTED)

    after = timetable_of(run.statement, earlier.sections, run.best.choice)
    assert run.drafted
    assert after.placements.keys() == served
    levels = score(problem, after).levels
    assert reached(run.best.value) == levels


def each_teacher_his_hour():
    """A section whose two meetings have two teachers, both locked, and one that needs the first hour."""
    problem = world(
        teachers=TWO_TEACHERS,
        rooms=(room("R"), room("R2")),
        courses=(course(meetings_per_week=2), course("C2", skill="song")),
        requests=(request(priority=2), request("Q2", course="C2", allowed_periods=("P1",))),
    )
    singing = tuple(
        each.model_copy(update={"skills": (("art", 3), ("song", 3))}) if each.id == "T1" else each
        for each in problem.teachers
    )
    problem = locked(problem.model_copy(update={"teachers": singing}), ("S", "teacher"))
    rows = (meeting(teacher="T1"), meeting(number=2, period="P2", teacher="T2"))
    return problem, Timetable(sections=(section(), section("S2", course="C2", Q2=5)), meetings=rows)


@pytest.mark.parametrize("search", [SEARCH, DRAFTED], ids=["searched", "drafted"])
def test_meetings_that_differ_in_the_locked_part_stay_as_they_are(search):
    """Each teacher keeps his hour, though one teacher would be better and others need the hour."""
    problem, earlier = each_teacher_his_hour()

    run = run_over(problem, earlier, search)

    after = timetable_of(run.statement, earlier.sections, run.best.choice)
    assert after.meetings == earlier.meetings
    assert reached(run.best.value) == score(problem, after).levels
    free = searched(problem.model_copy(update={"locks": ()}), after)
    assert free.placements.keys() == {"S", "S2"}


def test_a_locked_placement_that_is_lawful_no_more_stays_out():
    """A teacher who left cannot be kept, and no other one is allowed."""
    problem = world(teachers=(teacher("T", available_periods=("P2",)), teacher("T2")))
    earlier = timetable(meeting())

    for what, held in (("all", 0), ("period", 1), ("teacher", 1)):
        after = searched(locked(problem, ("S", what)), earlier)
        assert len(after.meetings) == held, what


@pytest.fixture(name="street", scope="module")
def a_street_with_a_timetable():
    """The bundled street and a timetable after a short search."""
    problem = verbs.read(SCENARIOS / "street")
    search = Search(rounds=2, seed=1, workers=1, deterministic=True)
    return problem, solve(problem, verbs.pool(problem).sections, search=search).timetable


@pytest.mark.integration
def test_a_street_is_planned_anew_around_its_locks(street):
    """Locked sections stay what they are; everything adds up; the witness looks at the locks."""
    problem, earlier = street
    names = Random(5).sample(sorted(earlier.placements), 24)
    whats = ("period", "room", "teacher", "all") * 6
    problem = locked(problem, *zip(names, whats, strict=True))

    made = verbs.plan(problem, search=SEARCH, start=earlier)

    published = Published.model_validate(dict(made))
    assert verbs.verify(problem, published, earlier=earlier).lawful
    assert made.timetable.placements != earlier.placements
    assert [made.timetable.section[name] for name in names] == [
        earlier.section[name] for name in names
    ]
    assert {*names} <= made.timetable.placements.keys()


@pytest.mark.integration
def test_what_breaks_a_lock_is_seen_by_the_witness(street):
    """Planned without the locks, the same street breaks some of them."""
    problem, earlier = street
    made = verbs.plan(problem, search=SEARCH, start=earlier)
    moved = [
        name
        for name, rows in earlier.placements.items()
        if name in made.timetable.placements and made.timetable.placements[name] != rows
    ]
    problem = locked(problem, *((name, "all") for name in moved))
    published = Published.model_validate({"timetable": made.timetable})

    judgement = verbs.verify(problem, published, earlier=earlier)

    assert {breach.section for breach in judgement.breaches} == {*moved}
    assert moved
