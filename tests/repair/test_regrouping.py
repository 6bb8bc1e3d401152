"""Sections after requests came and went: smaller, closed, joined, or newly opened."""

import pytest

from tests.repair.worlds import (
    added,
    away,
    cancelled,
    kinds_of,
    placed,
    repaired,
    request,
    rows_of,
    shares_of,
    world,
)


def test_a_withdrawn_request_leaves_a_smaller_section_where_it_was():
    """Eight are left, the least there may be: the class goes on."""
    problem = world([request("Q1"), request("Q2", 8)])
    timetable = placed(problem, "Q1+Q2 P11 T1 R1")

    found = repaired(problem, timetable, cancelled("Q1"))

    assert shares_of(found.timetable) == {"S-Q1+Q2": "Q2=8"}
    assert found.timetable.meetings == timetable.meetings
    assert kinds_of(found) == [("learners changed", "S-Q1+Q2")]


def test_a_section_of_one_withdrawn_request_is_closed():
    """Nobody is left: section and placement go."""
    problem = world([request("Q1"), request("Q2")])
    timetable = placed(problem, "Q1 P11 T1 R1", "Q2 P12 T1 R1")

    found = repaired(problem, timetable, cancelled("Q1"))

    assert kinds_of(found) == [("section closed", "S-Q1"), ("lost", "S-Q1")]
    assert (found.open, found.alone) == ((), ())


def test_who_is_left_of_a_closed_section_joins_another():
    """Five are too few for a class of their own, and the other one has room."""
    problem = world([request("Q1"), request("Q2", 5), request("Q3")])
    timetable = placed(problem, "Q1+Q2 P11 T1 R1", "Q3 P12 T1 R1")

    found = repaired(problem, timetable, cancelled("Q1"))

    assert shares_of(found.timetable) == {"S-Q3": "Q2=5 Q3=10"}
    assert (found.open, found.alone) == ((), ())


def test_who_is_left_and_finds_no_other_section_is_reported():
    """The other class is full: five are told to be alone, with their nearest partner."""
    problem = world([request("Q1"), request("Q2", 5), request("Q3", 20)])
    timetable = placed(problem, "Q1+Q2 P11 T1 R1", "Q3 P12 T1 R1")

    found = repaired(problem, timetable, cancelled("Q1"))

    (lone,) = found.alone
    assert (lone.request, lone.learners, lone.nearest_partner) == ("Q2", 5, "Q3")
    assert shares_of(found.timetable) == {"S-Q3": "Q3=20"}


def test_an_added_request_joins_the_nearest_section_with_room():
    """Two classes could take it; the one in its own community does."""
    problem = world([request("Q1"), request("Q2", area="C2")], rooms={"R1": {}, "R3": {}})
    there = problem.venues[0].model_copy(update={"id": "V2", "area": "C2"})
    rooms = problem.rooms[0], problem.rooms[1].model_copy(update={"venue": "V2"})
    problem = problem.model_copy(update={"venues": (*problem.venues, there), "rooms": rooms})
    timetable = placed(problem, "Q1 P11 T1 R1", "Q2 P11 T2 R3")

    found = repaired(problem, timetable, added("Q3", 7, area="C2"))

    assert shares_of(found.timetable) == {"S-Q1": "Q1=10", "S-Q2": "Q2=10 Q3=7"}
    assert found.timetable.meetings == timetable.meetings


@pytest.mark.parametrize(
    "late",
    [
        {"learners": 11},
        {"audience": "老年"},
        {"course": "K2"},
        {"allowed_periods": ("P21",)},
        {"area": "C2", "max_walk_m": 100},
        {"group": "G"},
    ],
    ids=["too many", "other audience", "other course", "other times", "too far", "same group"],
)
def test_a_request_that_may_not_join_opens_a_section(late):
    """Course, audience, size, time, walk and group decide; the new class finds a place."""
    problem = world(
        [request("Q1", group="G")],
        courses={"K1": {"audience": ("*",)}, "K2": {}},
        rooms={"R1": {}, "R2": {}},
    )
    there = problem.venues[0].model_copy(update={"id": "V2", "area": "C2"})
    rooms = problem.rooms[0], problem.rooms[1].model_copy(update={"venue": "V2"})
    problem = problem.model_copy(update={"venues": (*problem.venues, there), "rooms": rooms})
    timetable = placed(problem, "Q1 P11 T1 R1")
    learners = late.get("learners", 8)

    found = repaired(problem, timetable, added("Q9", **{"learners": 8, **late}))

    assert shares_of(found.timetable) == {"S-Q1": "Q1=10", "S-Q9": f"Q9={learners}"}
    assert found.timetable.placements.keys() == {"S-Q1", "S-Q9"}
    assert kinds_of(found) == [("section opened", "S-Q9"), ("new", "S-Q9")]


def test_a_request_too_small_to_open_a_section_alone_is_reported():
    """Seven and no class to join."""
    problem = world([request("Q1")], courses={"K1": {}, "K2": {}})
    timetable = placed(problem, "Q1 P11 T1 R1")

    found = repaired(problem, timetable, added("Q9", 7, course="K2"))

    assert [(each.request, each.reason) for each in found.alone] == [("Q9", "too_few_learners")]
    assert found.operations == ()


def test_added_requests_open_a_section_together_with_one_that_was_alone():
    """Five waited since the term was planned; with two times four there is a class."""
    problem = world([request("Q1", 20), request("Q2", 5)])
    timetable = placed(problem, "Q1 P11 T1 R1")

    found = repaired(problem, timetable, added("Q8", 4), added("Q9", 4))

    assert shares_of(found.timetable)["S-Q2"] == "Q2=5 Q8=4 Q9=4"
    assert found.alone == ()


def test_a_large_request_opens_several_sections():
    """Thirty learners are two classes of fifteen."""
    problem = world([request("Q1", 20)])
    timetable = placed(problem, "Q1 P11 T1 R1")

    found = repaired(problem, timetable, added("Q9", 30))

    opened = {name: shares for name, shares in shares_of(found.timetable).items() if name != "S-Q1"}
    assert opened == {"S-Q9-1": "Q9=15", "S-Q9-2": "Q9=15"}


def test_a_new_section_never_takes_the_name_of_another():
    """S-Q9 is there already, under another request."""
    problem = world([request("Q9", 20)])
    timetable = placed(problem, "Q9 P11 T1 R1")

    found = repaired(problem, timetable, cancelled("Q9"), added("Q9", 12, allowed_periods=("P21",)))

    assert shares_of(found.timetable) == {"S-Q9-1": "Q9=12"}
    assert rows_of(found.timetable)["S-Q9-1"].startswith("P21")


def test_nobody_joins_a_section_that_loses_its_teacher_on_the_way():
    """What one incident takes and another one brings is settled together."""
    problem = world([request("Q1")], teachers={"T1": {}, "T2": {"available_periods": ("P21",)}})
    timetable = placed(problem, "Q1 P11 T1 R1")

    found = repaired(problem, timetable, away("teacher", "T1"), added("Q2", 8))

    assert shares_of(found.timetable) == {"S-Q1": "Q1=10 Q2=8"}
    assert rows_of(found.timetable)["S-Q1"].startswith("P21 T2")
