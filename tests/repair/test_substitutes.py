"""Who is away for a few dates is replaced on these dates, or they are given up and listed."""

from datetime import date

import pytest

from engine.domain.calendar import CalendarDay
from engine.domain.dated import dates_of
from engine.domain.timetable import Timetable
from tests.repair.worlds import (
    away,
    kinds_of,
    otherwise_of,
    placed,
    repaired,
    request,
    rows_of,
    world,
)

FOURTH_WEEK = date(2026, 9, 28)
NOBODY = {"T1": {}, "T2": {"skills": ()}}


def told(found):
    """What dates say of a repaired timetable: `kind week teacher room`."""
    week_of = found.problem.term.week_of
    return [
        f"{row.kind} {week_of(row.date)} {row.teacher} {row.room}"
        for row in dates_of(found.problem, found.timetable)
    ]


@pytest.mark.parametrize(
    ("absences", "stands"),
    [
        ([away("teacher", "T1", 2, 2)], "2 held P11 T2 R1"),
        ([away("teacher", "T1", 2, 3)], "2-3 held P11 T2 R1"),
        ([away("room", "R1", 2, 2)], "2 held P11 T1 R2"),
        ([away("venue", "V1", 2, 2)], "2 held P11 T1 R3"),
        ([away("teacher", "T1", 2, 2), away("room", "R1", 2, 2)], "2 held P11 T2 R2"),
    ],
    ids=["teacher", "two weeks", "room", "venue", "both"],
)
def test_only_the_dates_of_an_absence_are_changed(absences, stands):
    """The timetable stands, though another time would be preferred."""
    problem = world(
        [request("Q1", preferred_periods=("P22",))],
        rooms={"R1": {}, "R2": {}, "R3": {"venue": "V2"}},
    )
    other = problem.venues[0].model_copy(update={"id": "V2", "area": "C2"})
    problem = problem.model_copy(update={"venues": (*problem.venues, other)})
    timetable = placed(problem, "Q1 P11 T1 R1")

    found = repaired(problem, timetable, *absences)

    assert found.timetable.meetings == timetable.meetings
    assert otherwise_of(found.timetable) == {"S-Q1": [stands]}
    assert kinds_of(found) == [("held otherwise", "S-Q1")]
    assert found.open == ()


def test_in_more_than_two_weeks_the_placement_is_changed():
    """Three weeks of four are no few dates."""
    problem = world([request("Q1")])
    timetable = placed(problem, "Q1 P11 T1 R1")

    found = repaired(problem, timetable, away("teacher", "T1", 2, 4))

    assert rows_of(found.timetable) == {"S-Q1": "P11 T2 R1"}
    assert found.timetable.exceptions == ()


def test_dates_for_which_nobody_is_found_are_given_up_and_listed():
    """The class goes on; the lost date says why."""
    problem = world([request("Q1")], teachers=NOBODY)
    timetable = placed(problem, "Q1 P11 T1 R1")
    ill = away("teacher", "T1", 2, 2).model_copy(update={"reason": "病假"})

    found = repaired(problem, timetable, ill)

    assert told(found) == ["held 1 T1 R1", "lost 2 T1 R1", "held 3 T1 R1", "held 4 T1 R1"]
    assert [row.reason for row in found.timetable.exceptions] == ["病假"]
    assert kinds_of(found) == [("given up", "S-Q1")]


def test_a_section_never_gives_up_as_many_dates_as_it_keeps():
    """Two of four cannot be lost: it moves to where another teacher comes, or stays open."""
    for hours, stands in ((("P21",), {"S-Q1": "P21 T2 R1"}), ((), {})):
        offered = {"available_periods": hours} if hours else {"skills": ()}
        teachers = {"T1": {}, "T2": offered}
        problem = world([request("Q1")], teachers=teachers, rooms={"R1": {}})
        timetable = placed(problem, "Q1 P11 T1 R1")

        found = repaired(problem, timetable, away("teacher", "T1", 2, 3))

        assert rows_of(found.timetable) == stands
        assert found.timetable.exceptions == ()
        assert bool(found.open) == (not stands)


def test_a_substitute_must_be_free_in_these_weeks_and_in_no_others():
    """T2 has a class of his own in the first half: he is free in week 3 and not in week 2."""
    courses = {"K1": {}, "K2": {"weeks_allowed": ("1-2",)}}
    problem = world([request("Q1"), request("Q2", course="K2")], courses=courses)
    timetable = placed(problem, "Q1 P11 T1 R1", "Q2 P11 T2 R2 1-2")

    second = repaired(problem, timetable, away("teacher", "T1", 2, 2))
    third = repaired(problem, timetable, away("teacher", "T1", 3, 3))

    assert otherwise_of(second.timetable) == {"S-Q1": ["2 lost P11 T1 R1"]}
    assert otherwise_of(third.timetable) == {"S-Q1": ["3 held P11 T2 R1"]}


def test_two_classes_of_one_teacher_do_not_get_the_same_substitute_at_once():
    """Of two classes at one time in different weeks each is replaced; at one time only one is."""
    problem = world([request("Q1"), request("Q2")], teachers={"T1": {}, "T2": {}, "T3": {}})
    timetable = placed(problem, "Q1 P11 T1 R1", "Q2 P11 T2 R2")
    both = [away("teacher", "T1", 2, 2), away("teacher", "T2", 2, 2)]

    found = repaired(problem, timetable, *both)

    rows = [row for rows in otherwise_of(found.timetable).values() for row in rows]
    assert sorted(row.split()[1] for row in rows) == ["held", "lost"]
    assert sum("T3" in row for row in rows) == 1


@pytest.mark.parametrize(
    ("what", "stands"),
    [
        ("teacher", "2 lost P11 T1 R1"),
        ("all", "2 lost P11 T1 R1"),
        ("room", "2 held P11 T2 R1"),
        ("period", "2 held P11 T2 R1"),
    ],
)
def test_what_is_locked_is_not_replaced(what, stands):
    """A class whose teacher is locked falls out on that date, and is not open."""
    problem = world([request("Q1")], locks=[("S-Q1", what)])
    timetable = placed(problem, "Q1 P11 T1 R1")

    found = repaired(problem, timetable, away("teacher", "T1", 2, 2))

    assert otherwise_of(found.timetable) == {"S-Q1": [stands]}
    assert found.timetable.meetings == timetable.meetings


def test_at_the_end_of_a_section_another_teacher_takes_over_or_the_rest_is_given_up():
    """In the last week there is nothing to come back to."""
    for teachers, stands, otherwise in (
        ({"T1": {}, "T2": {}}, "P11 T2 R1", ["1-3 held P11 T1 R1"]),
        (NOBODY, "P11 T1 R1", ["4 lost P11 T1 R1"]),
    ):
        problem = world([request("Q1")], teachers=teachers)
        timetable = placed(problem, "Q1 P11 T1 R1")

        found = repaired(problem, timetable, away("teacher", "T1", 4, 4), today=FOURTH_WEEK)

        assert rows_of(found.timetable) == {"S-Q1": stands}
        assert otherwise_of(found.timetable) == {"S-Q1": otherwise}
        assert found.open == ()


def twice_a_week(**where):
    """A class on Mondays and Tuesdays, and its timetable."""
    usual = {"meetings_per_week": 2, "same_teacher": False, "same_room": False}
    problem = world([request("Q1")], courses={"K1": usual | where})
    once = placed(world([request("Q1")]), "Q1 P11 T1 R1")
    (first,) = once.meetings
    second = first.model_copy(update={"meeting": 2, "period": "P21"})
    return problem, Timetable(sections=once.sections, meetings=(first, second))


@pytest.mark.parametrize(
    ("where", "otherwise"),
    [
        ({}, ["2 held P11 T2 R1"]),
        ({"same_teacher": True}, ["2 held P11 T2 R1", "2 held P21 T2 R1"]),
    ],
    ids=["one alone", "both, for they must have one teacher"],
)
def test_of_two_meetings_a_week_no_more_is_replaced_than_must_be(where, otherwise):
    """The teacher is away on the Monday of week 2 only."""
    problem, timetable = twice_a_week(**where)
    monday = away("teacher", "T1", 2, 2)
    monday = monday.model_copy(update={"to_date": monday.from_date})

    found = repaired(problem, timetable, monday)

    assert otherwise_of(found.timetable) == {"S-Q1": otherwise}
    assert found.timetable.meetings == timetable.meetings


def test_weeks_that_are_hit_differently_are_replaced_each_in_its_own_way():
    """Away from the Tuesday of week 2 to the Monday of week 3."""
    problem, timetable = twice_a_week()
    absence = away("teacher", "T1", 2, 3)
    absence = absence.model_copy(
        update={"from_date": date(2026, 9, 15), "to_date": date(2026, 9, 21)}
    )

    found = repaired(problem, timetable, absence)

    assert otherwise_of(found.timetable) == {"S-Q1": ["3 held P11 T2 R1", "2 held P21 T2 R1"]}


def test_a_substitute_who_falls_ill_is_replaced_in_turn():
    """The second repair takes the exception of the first away and puts another in its place."""
    problem = world([request("Q1")], teachers={"T1": {}, "T2": {}, "T3": {}})
    timetable = placed(problem, "Q1 P11 T1 R1")
    first = repaired(problem, timetable, away("teacher", "T1", 2, 3))
    substitute = first.timetable.exceptions[0].teacher
    other = {"T2": "T3", "T3": "T2"}[substitute]

    second = repaired(first.problem, first.timetable, away("teacher", substitute, 3, 3))

    assert otherwise_of(second.timetable) == {
        "S-Q1": [f"2 held P11 {substitute} R1", f"3 held P11 {other} R1"]
    }
    assert kinds_of(second) == [
        ("exception lifted", "S-Q1"),
        ("held otherwise", "S-Q1"),
        ("held otherwise", "S-Q1"),
    ]


def test_a_day_off_needs_no_substitute():
    """On the only date of the absence the venue is closed."""
    problem = world([request("Q1")])
    timetable = placed(problem, "Q1 P11 T1 R1")
    closed = {
        "date": date(2026, 9, 14),
        "kind": "closed",
        "follows_weekday": None,
        "replaces_date": None,
        "name": "检修",
        "area": None,
        "venue": "V1",
        "confirmed": True,
    }
    problem = problem.model_copy(update={"calendar": (CalendarDay.model_validate(closed),)})

    found = repaired(problem, timetable, away("teacher", "T1", 2, 2))

    assert found.operations == ()
