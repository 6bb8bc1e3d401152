"""A street lives through a term: incident after incident, each repaired on top of the last."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from engine import verbs
from engine.domain.dated import dates_of
from engine.domain.incident import RequestAdded
from engine.domain.requests import Lock
from engine.domain.results import Published
from engine.plan import Checking, plan_after
from engine.repair.differences import applied, in_order
from engine.repair.past import requests_over
from engine.timetabling.exact.levels import Effort
from engine.timetabling.solve import Search, solve
from engine.verification.verify import hard_breaches
from tests.repair.worlds import away, broken, cancelled
from tests.scenarios.reading import SCENARIOS

pytestmark = pytest.mark.integration
QUICK = Effort(deterministic_time=0.5)
WHATS = ("period", "room", "teacher", "all")
PARTS = {"period": ("period", "weeks"), "room": ("room",), "teacher": ("teacher",)}
KINDS = ("teacher", "room", "venue", "added", "cancelled")


@pytest.fixture(name="planned", scope="module")
def a_street_as_it_was_published():
    """The bundled street and what is published of it after a short search."""
    problem = verbs.read(SCENARIOS / "street")
    search = Search(rounds=40, seed=1, workers=1, deterministic=True)
    made = verbs.plan(problem, search=search, checking=Checking(most=0))
    return problem, Published.model_validate(dict(made))


@pytest.fixture(name="street", scope="module")
def a_street_with_a_timetable():
    """The bundled street and a timetable after a short search."""
    problem = verbs.read(SCENARIOS / "street")
    search = Search(rounds=2, seed=2, workers=1, deterministic=True)
    return problem, solve(problem, verbs.pool(problem).sections, search=search).timetable


def drawn(kind, problem, timetable, rng, number):
    """Draw an incident of a kind: who it hits has classes."""
    row = rng.choice([row for row in timetable.meetings if row.room is not None])
    if kind == "cancelled":
        return cancelled(rng.choice(problem.requests).id)
    if kind == "added":
        like = rng.choice(problem.requests).model_copy(update={"id": f"late-{number}"})
        return RequestAdded(kind="request_added", request=like)
    name = {
        "teacher": row.teacher,
        "room": row.room,
        "venue": problem.room[row.room].venue,
    }[kind]
    first = problem.term.date_of(rng.randint(1, problem.term.weeks - 1), 1)
    lost = away(kind, name)
    return lost.model_copy(update={"from_date": first, "to_date": first + timedelta(days=11)})


def locked(problem, timetable, rng):
    """The problem with ten sections locked, in part or whole."""
    names = rng.sample(sorted(timetable.placements), 10)
    locks = [Lock(section=name, what=rng.choice(WHATS)) for name in names]
    return problem.model_copy(update={"locks": tuple(locks)})


def parts_of(rows, what):
    """What a lock holds of a placement."""
    fields = PARTS[what] if what in PARTS else sum(PARTS.values(), ())
    return [tuple(getattr(row, field) for field in fields) for row in rows]


def test_ten_incidents_in_a_row_end_lawful_with_every_lock_kept(street):
    """Every repair obeys the laws, its steps go exactly from old to new, locks hold or open."""
    rng = Random(7)
    problem, timetable = locked(*street, rng), street[1]

    for number in range(10):
        incident = drawn(KINDS[number % len(KINDS)], problem, timetable, rng, number)
        found = verbs.repair(problem, timetable, [incident], effort=QUICK)

        assert hard_breaches(found.problem, found.timetable) == ()
        assert applied(timetable, found.operations) == found.timetable
        for lock in problem.locks:
            before = timetable.placements.get(lock.section)
            after = found.timetable.placements.get(lock.section)
            if before and after:
                assert parts_of(after, lock.what) == parts_of(before, lock.what)
        problem, timetable = found.problem, found.timetable


def held(problem, timetable, before):
    """What took place before a day: which class, when, by whom and where."""
    return {
        (row.section, row.meeting, row.date, row.period, row.teacher, row.room)
        for row in dates_of(problem, timetable)
        if row.kind != "lost" and row.date < before
    }


def test_twenty_incidents_in_term_leave_every_date_before_them_as_it_was(planned):
    """Week by week something happens; the past stays, the rest obeys, and it is all published."""
    rng = Random(11)
    problem, earlier = planned
    day = problem.term.start + timedelta(9)
    kinds: Counter[str] = Counter()

    for number in range(20):
        timetable = earlier.timetable
        incident = drawn(KINDS[number % len(KINDS)], problem, timetable, rng, number)
        if incident.kind == "request_cancelled":
            gone_by = requests_over(problem, timetable, day)
            incident = cancelled(
                rng.choice([r.id for r in problem.requests if r.id not in gone_by])
            )
        found = verbs.repair(problem, timetable, [incident], today=day, effort=QUICK)

        assert broken(found, timetable) == []
        assert applied(timetable, found.operations) == found.timetable
        before, after = held(problem, timetable, day), held(found.problem, found.timetable, day)
        assert before == after
        assert len(after) > 100
        kinds.update(row.kind for row in found.timetable.exceptions)
        if number % 5 == 4:
            made = plan_after(found, earlier)
            assert witness(found.problem, made, timetable) == []
            assert made.verdict.levels[0].bound > 0
            earlier = Published.model_validate(dict(made))
        else:
            earlier = earlier.model_copy(update={"timetable": found.timetable})
        problem = found.problem
        day += timedelta(rng.randint(1, 7))

    assert kinds["held"] > 0
    assert kinds["lost"] > 0
    assert problem.as_of > problem.term.date_of(9, 1)


def witness(problem, plan, earlier):
    """Everything that the witness finds wrong with a published plan."""
    published = Published.model_validate(dict(plan))
    judgement = verbs.verify(problem, published, earlier=earlier)
    return [line.line("en") for line in (*judgement.breaches, *judgement.complaints)]


def test_classes_of_a_lost_room_keep_their_time_and_teacher_where_they_can(street):
    """Among thousands of placements, the few that only change the room are found."""
    problem, timetable = street
    rooms = [row.room for row in timetable.meetings if row.room is not None]
    busiest = max(sorted(set(rooms)), key=rooms.count)

    found = verbs.repair(problem, timetable, [away("room", busiest, 1, 16)], effort=QUICK)

    moved = {step.section for step in found.operations if step.kind in ("moved", "teacher changed")}
    elsewhere = {step.section for step in found.operations if step.kind == "room changed"}
    assert len(elsewhere - moved) >= 3
    assert hard_breaches(found.problem, found.timetable) == ()


@pytest.mark.parametrize("seed", range(1, 5))
def test_no_class_of_a_lost_room_is_moved_that_only_another_room_would_have_held(seed):
    """Of the repaired timetable, whoever moved could not have kept hour and teacher in any room."""
    problem = verbs.read(SCENARIOS / "street")
    search = Search(rounds=2, seed=seed, workers=1, deterministic=True)
    timetable = solve(problem, verbs.pool(problem).sections, search=search).timetable
    rooms = [row.room for row in timetable.meetings if row.room is not None]
    lost = max(sorted(set(rooms)), key=rooms.count)

    found = verbs.repair(problem, timetable, [away("room", lost, 1, 16)], effort=QUICK)

    moved = {step.section for step in found.operations if step.kind in ("moved", "teacher changed")}
    hit = {row.section for row in timetable.meetings if row.room == lost}
    tried = sorted(moved & hit & found.timetable.placements.keys())
    assert tried
    for name in tried:
        for room in problem.room.keys() - {lost}:
            rows = [
                row.model_copy(update={"room": room}) if row.room == lost else row
                for row in timetable.placements[name]
            ]
            others = [row for row in found.timetable.meetings if row.section != name]
            kept = in_order(found.timetable.sections, (*others, *rows))
            assert hard_breaches(found.problem, kept), (name, room)


def test_what_touches_nobody_changes_nothing_on_a_street(street):
    """A teacher without classes is away."""
    problem, timetable = street
    busy = {row.teacher for row in timetable.meetings}
    free = next(teacher.id for teacher in problem.teachers if teacher.id not in busy)

    found = verbs.repair(problem, timetable, [away("teacher", free, 1, 16)])

    assert found.timetable == timetable
    assert found.operations == ()
