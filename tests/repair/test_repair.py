"""A repair is lawful, changes as little as possible, and says what it could not keep."""

from datetime import date
from random import Random

import pytest

from engine import verbs
from engine.refusals import UnknownName
from tests.repair.worlds import (
    added,
    away,
    cancelled,
    kinds_of,
    placed,
    repaired,
    request,
    rows_of,
    world,
)

THIRD_WEEK = date(2026, 9, 21)


def test_what_touches_nobody_changes_nothing():
    """A teacher without classes and a room nobody uses fall out: every placement stays."""
    problem = world([request("Q1"), request("Q2")])
    timetable = placed(problem, "Q1 P11 T1 R1", "Q2 P12 T1 R1")

    found = repaired(problem, timetable, away("teacher", "T2"), away("room", "R2"))

    assert found.timetable == timetable
    assert (found.operations, found.open, found.alone) == ((), (), ())


def test_absences_outside_the_weeks_of_a_section_leave_it_alone():
    """A class of the first half does not mind who is away in the second."""
    problem = world([request("Q1")], courses={"K1": {"weeks_allowed": ("1-2",)}})
    timetable = placed(problem, "Q1 P11 T1 R1 1-2")

    assert repaired(problem, timetable, away("teacher", "T1", 3, 4)).operations == ()


@pytest.mark.parametrize(
    ("lost", "kind", "stands"),
    [
        (away("teacher", "T1"), "teacher changed", "P11 T2 R1"),
        (away("room", "R1"), "room changed", "P11 T1 R2"),
    ],
    ids=["teacher", "room"],
)
def test_only_what_was_lost_is_changed(lost, kind, stands):
    """A lost term costs the teacher or the room, though another time would be cheaper."""
    problem = world([request("Q1", preferred_periods=("P22",))])
    timetable = placed(problem, "Q1 P11 T1 R1")

    found = repaired(problem, timetable, lost)

    assert rows_of(found.timetable) == {"S-Q1": stands}
    assert kinds_of(found) == [(kind, "S-Q1")]


def test_a_lost_venue_moves_everybody_to_the_other_one():
    """Two classes of the lost venue find a room in the other, at their own times."""
    problem = world(
        [request("Q1"), request("Q2")], rooms={"R1": {}, "R2": {}, "R3": {"venue": "V2"}}
    )
    venue = problem.venues[0].model_copy(update={"id": "V2"})
    problem = problem.model_copy(update={"venues": (*problem.venues, venue)})
    timetable = placed(problem, "Q1 P11 T1 R1", "Q2 P12 T2 R2")

    found = repaired(problem, timetable, away("venue", "V1"))

    assert rows_of(found.timetable) == {"S-Q1": "P11 T1 R3", "S-Q2": "P12 T2 R3"}


def test_a_section_without_another_teacher_is_left_open_and_named():
    """Nobody else teaches it: the placement goes, the section stays, its name is told."""
    problem = world([request("Q1"), request("Q2")], teachers={"T1": {}})
    timetable = placed(problem, "Q1 P11 T1 R1", "Q2 P12 T1 R1")

    found = repaired(problem, timetable, away("teacher", "T1"))

    assert found.open == ("S-Q1", "S-Q2")
    assert kinds_of(found) == [("lost", "S-Q1"), ("lost", "S-Q2")]
    assert found.timetable.sections == timetable.sections


LOCKED = [(None, "P21 T2 R2"), ("room", "P22 T2 R1"), ("period", None), ("teacher", None)]


@pytest.mark.parametrize(("what", "stands"), [*LOCKED, ("all", None)])
def test_a_lock_keeps_its_part_or_leaves_the_section_open(what, stands):
    """The other teacher comes on Tuesdays only, when the room is open in the second period."""
    problem = world(
        [request("Q1", preferred_periods=("P21",))],
        teachers={"T1": {}, "T2": {"available_periods": ("P21", "P22")}},
        rooms={"R1": {"open_periods": ("P11", "P12", "P22")}, "R2": {}},
        locks=[("S-Q1", what)] if what else [],
    )
    timetable = placed(problem, "Q1 P11 T1 R1")

    found = repaired(problem, timetable, away("teacher", "T1"))

    assert rows_of(found.timetable) == ({"S-Q1": stands} if stands else {})
    assert found.open == (() if stands else ("S-Q1",))


def test_a_lock_on_no_section_is_refused():
    """A misspelt lock is named, and nothing is repaired as if there were none."""
    problem = world([request("Q1")], locks=[("S-TYPO", "all")])
    timetable = placed(problem, "Q1 P11 T1 R1")

    with pytest.raises(UnknownName, match="S-TYPO"):
        repaired(problem, timetable, away("teacher", "T1"))


def test_a_lock_on_a_section_that_closes_is_no_fault():
    """The only request is withdrawn: its locked section closes."""
    problem = world([request("Q1")], locks=[("S-Q1", "all")])
    timetable = placed(problem, "Q1 P11 T1 R1")

    found = repaired(problem, timetable, cancelled("Q1"))

    assert found.timetable.sections == ()
    assert found.problem.locks == ()
    assert repaired(found.problem, found.timetable, added("Q2")).open == ()


@pytest.mark.parametrize("lock", [None, "period", "all"])
def test_a_neighbour_makes_room_unless_it_is_locked(lock):
    """Only at P11 can Q1 come, and the only room left is taken by Q2, who can come any time."""
    problem = world(
        [request("Q1", allowed_periods=("P11",)), request("Q2", preferred_periods=("P11",))],
        locks=[("S-Q2", lock)] if lock else [],
    )
    timetable = placed(problem, "Q1 P11 T1 R2", "Q2 P11 T2 R1")

    found = repaired(problem, timetable, away("room", "R2"))

    if lock:
        assert rows_of(found.timetable) == {"S-Q2": "P11 T2 R1"}
        assert found.open == ("S-Q1",)
    else:
        assert rows_of(found.timetable)["S-Q1"] == "P11 T1 R1"
        assert [kind for kind, name in kinds_of(found) if name == "S-Q2"] == ["moved"]
        assert found.open == ()


def test_what_is_over_stays_and_what_goes_on_is_repaired():
    """In the third week a class of weeks 1-2 keeps its teacher who is away all term."""
    problem = world(
        [request("Q1", course="K1"), request("Q2", course="K2")],
        courses={"K1": {"weeks_allowed": ("1-2",)}, "K2": {}},
    )
    timetable = placed(problem, "Q1 P11 T1 R1 1-2", "Q2 P12 T1 R1")

    found = repaired(problem, timetable, away("teacher", "T1"), today=THIRD_WEEK)

    assert rows_of(found.timetable) == {"S-Q1": "P11 T1 R1", "S-Q2": "P12 T2 R1"}


def test_absences_before_today_no_longer_count():
    """Who was ill last week is well again: nothing is changed."""
    problem = world([request("Q1")])
    timetable = placed(problem, "Q1 P11 T1 R1")

    assert repaired(problem, timetable, away("teacher", "T1", 1, 2), today=THIRD_WEEK).open == ()
    found = repaired(problem, timetable, away("teacher", "T1", 1, 2), today=THIRD_WEEK)

    assert found.timetable == timetable
    assert found.problem.unavailable == ()


def test_an_unserved_section_of_before_stays_as_it_was():
    """A section that never had a place is not what the repair is about."""
    problem = world([request("Q1"), request("Q2")])
    timetable = placed(problem, "Q1 P11 T1 R1", "Q2")

    found = repaired(problem, timetable, away("teacher", "T1"))

    assert rows_of(found.timetable) == {"S-Q1": "P11 T2 R1"}
    assert found.open == ()


def shuffled(problem, rng):
    """The same problem, the rows of every table in another order."""
    tables = ("requests", "teachers", "rooms", "courses", "areas", "periods", "venues", "locks")
    rows = {name: list(getattr(problem, name)) for name in tables}
    for each in rows.values():
        rng.shuffle(each)
    return problem.model_copy(update={name: tuple(each) for name, each in rows.items()})


def test_the_order_of_rows_changes_nothing():
    """Permuted tables and permuted incidents give the same timetable by the same steps."""
    problem = world(
        [request(f"Q{number}", 9 + number) for number in range(1, 5)],
        rooms={"R1": {}, "R2": {}, "R3": {}},
    )
    timetable = placed(problem, "Q1 P11 T1 R1", "Q2 P11 T2 R2", "Q3 P12 T1 R1", "Q4 P21 T2 R2")
    incidents = [away("teacher", "T1", 2, 3), away("room", "R2"), cancelled("Q4"), added("Q9", 7)]
    first = repaired(problem, timetable, *incidents)

    for seed in range(4):
        rng = Random(seed)
        rng.shuffle(incidents)
        rows = list(timetable.meetings), list(timetable.sections)
        for each in rows:
            rng.shuffle(each)
        other = timetable.model_copy(
            update={"meetings": tuple(rows[0]), "sections": tuple(rows[1])}
        )
        found = verbs.repair(shuffled(problem, rng), other, incidents)

        assert found.timetable == first.timetable
        assert found.operations == first.operations
        assert (found.open, found.alone) == (first.open, first.alone)
