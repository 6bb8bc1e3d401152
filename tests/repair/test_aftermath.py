"""Incidents enter the facts, and those that do not fit are refused all at once."""

from datetime import date

import pytest

from engine.domain.incident import Away, RequestAdded
from engine.refusals import BadInput
from engine.repair.aftermath import problem_after
from tests.repair.worlds import added, away, cancelled, request, world


@pytest.fixture(name="problem")
def small_world():
    """Two requests, two teachers, two rooms of one venue."""
    return world([request("Q1"), request("Q2")])


@pytest.mark.parametrize(("what", "name"), [("teacher", "T1"), ("room", "R2"), ("venue", "V1")])
def test_an_absence_is_a_row_with_both_its_dates(problem, what, name):
    """The row says who, from when and to when."""
    (row,) = problem_after(problem, [away(what, name, 2, 3)]).unavailable

    assert (row.kind, row.id) == (what, name)
    assert (row.from_date, row.to_date) == (date(2026, 9, 14), date(2026, 9, 27))


def test_a_date_that_is_not_said_is_the_first_or_last_of_the_term(problem):
    """An open absence lasts as long as the term."""
    (row,) = problem_after(problem, [Away(kind="teacher_away", id="T1")]).unavailable

    assert (row.from_date, row.to_date) == (problem.term.start, problem.term.end)


def test_requests_come_and_go_in_their_order(problem):
    """What came may go again, and what went may come again."""
    incidents = [added("Q3"), cancelled("Q3"), cancelled("Q1"), added("Q1", 12)]

    found = problem_after(problem, incidents)

    assert {each.id: each.learners for each in found.requests} == {"Q2": 10, "Q1": 12}


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2026, 9, 13), [(date(2026, 9, 14), date(2026, 9, 20))]),
        (date(2026, 9, 20), [(date(2026, 9, 20), date(2026, 9, 20))]),
        (date(2026, 9, 21), []),
    ],
    ids=["ahead", "its last day", "over"],
)
def test_of_absences_only_what_is_ahead_counts(problem, today, left):
    """A row is cut at today, and goes when it is over."""
    found = problem_after(problem, [away("teacher", "T1", 2, 2)], today=today)

    assert [(row.from_date, row.to_date) for row in found.unavailable] == left


def test_every_incident_that_does_not_fit_is_named_with_its_place_in_the_list(problem):
    """All faults come at once; the row counts from one."""
    late = Away(kind="room_away", id="R1", from_date=date(2027, 1, 1))
    incidents = [
        away("teacher", "T9"),
        added("Q3"),
        added("Q1"),
        added("a;b", area="C9", course="K9", allowed_periods=("P99",)),
        cancelled("Q9"),
        late,
    ]

    with pytest.raises(BadInput) as refused:
        problem_after(problem, incidents)

    assert [(fault.row, fault.column, fault.found) for fault in refused.value.faults] == [
        (1, "id", "T9"),
        (3, "id", "Q1"),
        (4, "allowed_periods", "P99"),
        (4, "area", "C9"),
        (4, "course", "K9"),
        (4, "id", "a;b"),
        (5, "id", "Q9"),
        (6, "from_date", "2027-01-01…2026-10-04"),
    ]


def test_the_last_date_is_not_before_the_first():
    """An absence that ends before it begins is refused."""
    with pytest.raises(ValueError, match="to_date lies before from_date"):
        Away(kind="room_away", id="R1", from_date="2026-09-20", to_date="2026-09-19")


def test_a_request_may_be_written_as_in_the_table():
    """Lists are joined by either semicolon, codes may look like numbers, the rest is optional."""
    row = {
        "id": 12,
        "area": 330105005054,
        "course": "K1",
        "learners": 10,
        "priority": 3,
        "audience": "老年",
        "allowed_periods": "P11;P12；P21",
        "max_walk_m": "",
    }

    found = RequestAdded.model_validate({"kind": "request_added", "request": row}).request

    assert (found.id, found.area) == ("12", "330105005054")
    assert found.allowed_periods == ("P11", "P12", "P21")
    assert (found.preferred_periods, found.max_walk_m, found.group) == ((), None, None)
