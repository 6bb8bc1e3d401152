"""In term a repair changes the weeks ahead; what was held stays as it was held."""

from datetime import date, timedelta
from random import Random

import pytest

from engine import verbs
from engine.domain.calendar import CalendarDay
from engine.domain.dated import dates_of
from engine.refusals import BadInput
from engine.repair.past import requests_over
from engine.rules.reasons import MOVED_TOO_LATE
from engine.timetabling.solve import Search
from tests.repair.worlds import (
    added,
    away,
    cancelled,
    kinds_of,
    otherwise_of,
    placed,
    repaired,
    request,
    rows_of,
    shares_of,
    world,
)

MONDAY = date(2026, 9, 21)  # of the third week of four
TUESDAY, WEDNESDAY = MONDAY + timedelta(1), MONDAY + timedelta(2)
GONE = away("teacher", "T1", 1, 4)
SHORT = Search(rounds=2, seed=1, workers=1, deterministic=True)


def held(problem, timetable, before=date.max):
    """What takes place before a day: who, where, when."""
    return {
        row.model_copy(update={"kind": "held", "from_date": None, "reason": ""})
        for row in dates_of(problem, timetable)
        if row.kind != "lost" and row.date < before
    }


@pytest.mark.parametrize(
    ("today", "row", "otherwise"),
    [
        (MONDAY, "P11 T1 R1", "1-2 held P11 T1 R1"),
        (TUESDAY, "P11 T1 R1", "1-3 held P11 T1 R1"),
        (TUESDAY, "P21 T1 R1", "1-2 held P21 T1 R1"),
        (WEDNESDAY, "P21 T1 R1", "1-3 held P21 T1 R1"),
        (date(2026, 9, 7), "P11 T1 R1", None),
        (None, "P11 T1 R1", None),
    ],
)
def test_another_teacher_takes_over_from_today_on(today, row, otherwise):
    """The timetable names the new one; the exceptions say who held the weeks before."""
    problem = world([request("Q1")])
    timetable = placed(problem, f"Q1 {row}")

    found = repaired(problem, timetable, GONE, today=today)

    assert rows_of(found.timetable) == {"S-Q1": row.replace("T1", "T2")}
    assert otherwise_of(found.timetable) == ({"S-Q1": [otherwise]} if otherwise else {})
    assert found.problem.as_of == today


def test_a_class_that_moves_to_a_day_that_is_over_loses_the_week():
    """On a Tuesday it moves from Tuesday to Monday: this week has no class any more."""
    teachers = {"T1": {}, "T2": {"available_periods": ("P11",)}}
    problem = world([request("Q1")], teachers=teachers, rooms={"R1": {}})
    timetable = placed(problem, "Q1 P21 T1 R1")

    found = repaired(problem, timetable, GONE, today=TUESDAY)

    assert otherwise_of(found.timetable) == {"S-Q1": ["1-2 held P21 T1 R1", "3 lost P11 T2 R1"]}
    assert found.timetable.exceptions[1].reason == MOVED_TOO_LATE


def test_a_class_without_a_teacher_is_open_and_keeps_what_it_held():
    """Nobody else teaches it: no placement any more, and two weeks that were."""
    problem = world([request("Q1")], teachers={"T1": {}})
    timetable = placed(problem, "Q1 P11 T1 R1")

    found = repaired(problem, timetable, GONE, today=MONDAY)

    assert found.open == ("S-Q1",)
    assert found.timetable.meetings == ()
    assert otherwise_of(found.timetable) == {"S-Q1": ["1-2 held P11 T1 R1"]}


def test_a_class_that_closes_in_term_keeps_what_it_held():
    """Its request is gone from the facts, its dates are not gone from the record."""
    problem = world([request("Q1"), request("Q2")])
    timetable = placed(problem, "Q1 P11 T1 R1", "Q2 P12 T1 R1")

    found = repaired(problem, timetable, cancelled("Q1"), today=MONDAY)

    assert shares_of(found.timetable) == {"S-Q2": "Q2=10"}
    assert [section.id for section in found.timetable.closed] == ["S-Q1"]
    assert otherwise_of(found.timetable) == {"S-Q1": ["1-2 held P11 T1 R1"]}
    assert kinds_of(found) == [
        ("ended", "S-Q1"),
        ("section closed", "S-Q1"),
        ("lost", "S-Q1"),
        ("held otherwise", "S-Q1"),
    ]


def test_what_has_closed_stays_through_further_repairs_and_keeps_its_name():
    """A new request of the old name opens a section of another one."""
    problem = world([request("Q1"), request("Q2")])
    timetable = placed(problem, "Q1 P11 T1 R1", "Q2 P12 T1 R1")
    first = repaired(problem, timetable, cancelled("Q1"), today=MONDAY)

    second = repaired(first.problem, first.timetable, added("Q1", 12), today=WEDNESDAY)

    assert second.timetable.closed == first.timetable.closed
    assert "S-Q1" not in second.timetable.section
    assert otherwise_of(second.timetable)["S-Q1"] == ["1-2 held P11 T1 R1"]


@pytest.mark.parametrize(
    ("today", "otherwise"),
    [(MONDAY - timedelta(7), "1 before"), (MONDAY, None)],
    ids=["after a week", "after half of its weeks"],
)
def test_a_class_that_opens_in_term_has_no_dates_before(today, otherwise):
    """It is planned for its whole run, and begins today, unless that is too late."""
    problem = world([request("Q1")], courses={"K1": {}, "K2": {}})
    timetable = placed(problem, "Q1 P11 T1 R1")

    found = repaired(problem, timetable, added("Q9", course="K2"), today=today)

    if otherwise is None:
        assert found.open == ("S-Q9",)
        assert found.timetable.exceptions == ()
    else:
        row = rows_of(found.timetable)["S-Q9"]
        assert otherwise_of(found.timetable) == {"S-Q9": [f"{otherwise} {row}"]}
        dates = dates_of(found.problem, found.timetable)
        assert [row.kind for row in dates if row.section == "S-Q9"] == ["held"] * 3


def test_a_class_that_has_not_begun_moves_to_no_weeks_that_have():
    """Planned for the second half it may not go to the first, of which a week is over."""
    problem = world([request("Q1")], courses={"K1": {"weeks_allowed": ("1-2", "3-4")}})
    timetable = placed(problem, "Q1 P11 T1 R1 3-4")
    lost = away("venue", "V1", 3, 4)

    before = repaired(problem, timetable, lost)
    begun = repaired(problem, timetable, lost, today=MONDAY - timedelta(7))

    assert [row.weeks for row in before.timetable.meetings] == ["1-2"]
    assert begun.open == ("S-Q1",)


def test_hours_that_are_only_past_are_free():
    """T2 held a class of the first half at that hour, which is over."""
    courses = {"K1": {}, "K2": {"weeks_allowed": ("1-2",)}}
    problem = world([request("Q1"), request("Q2", course="K2")], courses=courses)
    timetable = placed(problem, "Q1 P11 T1 R1", "Q2 P11 T2 R2 1-2")

    found = repaired(problem, timetable, GONE, today=MONDAY)

    assert rows_of(found.timetable) == {"S-Q1": "P11 T2 R1", "S-Q2": "P11 T2 R2"}


def test_a_class_that_has_begun_keeps_its_weeks():
    """Only a run of other weeks is free of the absence, and it would be another class."""
    problem = world(
        [request("Q1")],
        teachers={"T1": {}},
        courses={"K1": {"weeks_allowed": ("1-3", "1-4")}},
    )
    timetable = placed(problem, "Q1 P11 T1 R1 1-4")

    ahead = repaired(problem, timetable, away("teacher", "T1", 4, 4), away("room", "R1", 1, 3))
    begun = repaired(
        problem, timetable, away("teacher", "T1", 4, 4), away("room", "R1", 1, 3), today=MONDAY
    )

    assert [row.weeks for row in ahead.timetable.meetings] == ["1-3"]
    assert [row.weeks for row in begun.timetable.meetings] in ([], ["1-4"])


def test_a_request_whose_class_is_over_can_no_longer_be_withdrawn():
    """Refused with its row; before it is over it closes the class."""
    problem = world([request("Q1")], courses={"K1": {"weeks_allowed": ("1-2",)}})
    timetable = placed(problem, "Q1 P11 T1 R1 1-2")

    with pytest.raises(BadInput) as refused:
        verbs.repair(problem, timetable, [cancelled("Q1")], today=MONDAY)

    assert [(each.row, each.column, each.found) for each in refused.value.faults] == [
        (1, "id", "Q1")
    ]
    assert repaired(problem, timetable, cancelled("Q1")).timetable.sections == ()


def test_the_term_does_not_go_back():
    """The scenario remembers the day; an earlier one is refused, no day is that day."""
    problem = world([request("Q1")])
    timetable = placed(problem, "Q1 P11 T1 R1")
    first = repaired(problem, timetable, away("teacher", "T2"), today=MONDAY)

    again = repaired(first.problem, first.timetable, GONE)

    assert again.problem.as_of == MONDAY
    assert otherwise_of(again.timetable) == {"S-Q1": ["1-2 held P11 T1 R1"]}
    with pytest.raises(BadInput) as refused:
        verbs.repair(first.problem, first.timetable, [GONE], today=MONDAY - timedelta(1))
    assert [(each.file, each.found) for each in refused.value.faults] == [("--today", "2026-09-20")]


def calendar_day(when, kind, replaces=None):
    """A day of the calendar that holds everywhere."""
    empty = {"follows_weekday": None, "area": None, "venue": None, "confirmed": True}
    row = {"date": when, "kind": kind, "replaces_date": replaces, "name": kind}
    return CalendarDay.model_validate(row | empty)


@pytest.mark.parametrize(
    ("made_up_on", "teacher"),
    [(date(2026, 9, 19), "T1"), (date(2026, 9, 26), "T2")],
    ids=["held already", "still to come"],
)
def test_a_meeting_on_a_make_up_day_is_over_when_that_day_is(made_up_on, teacher):
    """The Tuesday of week 3 is made up on the Saturday before, or the one behind."""
    lost = date(2026, 9, 22)
    problem = world([request("Q1")]).model_copy(
        update={
            "calendar": (
                calendar_day(lost, "holiday"),
                calendar_day(made_up_on, "makeup", replaces=lost),
            )
        }
    )
    timetable = placed(problem, "Q1 P21 T1 R1")

    found = repaired(problem, timetable, GONE, today=MONDAY)

    moved = {row.teacher for row in dates_of(found.problem, found.timetable) if row.kind == "moved"}
    assert moved == {teacher}


def test_a_locked_class_in_term_stays_or_is_open():
    """Its lock holds for what lies ahead; what was held stays anyway."""
    problem = world([request("Q1")], locks=[("S-Q1", "teacher")])
    timetable = placed(problem, "Q1 P11 T1 R1")

    found = repaired(problem, timetable, GONE, today=MONDAY - timedelta(7))

    assert found.open == ("S-Q1",)
    assert otherwise_of(found.timetable) == {"S-Q1": ["1 held P11 T1 R1"]}


def test_a_lock_on_a_class_that_has_closed_is_no_fault_later():
    """Its section is still known by what it held."""
    problem = world([request("Q1"), request("Q2")], locks=[("S-Q1", "room")])
    timetable = placed(problem, "Q1 P11 T1 R1", "Q2 P12 T1 R1")
    first = repaired(problem, timetable, cancelled("Q1"), today=MONDAY)

    again = repaired(first.problem, first.timetable, away("teacher", "T2"), today=WEDNESDAY)

    assert [lock.section for lock in again.problem.locks] == ["S-Q1"]


def drawn(rng, number, names):
    """An incident of any kind, over any weeks."""
    first = rng.randint(1, 4)
    last = rng.randint(first, 4)
    return rng.choice(
        [
            away("teacher", rng.choice(["T1", "T2", "T3"]), first, last),
            away("room", rng.choice(["R1", "R2"]), first, last),
            cancelled(rng.choice(names)),
            added(f"N{number}", rng.randint(5, 12), course=rng.choice(["K1", "K2"])),
        ]
    )


def busy_world(rng):
    """Two courses, one of them twice a week and perhaps online; groups; days off of all kinds."""
    problem = world(
        [request(f"Q{n}", 9 + n, course=f"K{1 + n % 2}", group=rng.choice(["G", None])) for n in range(5)],
        teachers={"T1": {}, "T2": {"available_periods": ("P11", "P21")}, "T3": {"max_weekly_meetings": 2}},
        courses={
            "K1": {"weeks_allowed": ("1-4", "1-2", "3-4", "1-3/2")},
            "K2": {
                "meetings_per_week": 2,
                "same_teacher": rng.random() < 0.5,
                "same_room": False,
                "modes": ("onsite", "online") if rng.random() < 0.5 else ("onsite",),
            },
        },
    )  # fmt: skip
    holiday, closed = date(2026, 9, 15), date(2026, 9, 21)
    calendar = (
        calendar_day(holiday, "holiday"),
        calendar_day(rng.choice([date(2026, 9, 12), date(2026, 9, 19)]), "makeup", holiday),
        calendar_day(closed, "closed").model_copy(
            update=rng.choice([{"venue": "V1"}, {"area": problem.areas[-1].code}])
        ),
    )
    return problem.model_copy(update={"calendar": calendar})


@pytest.mark.parametrize("seed", range(12))
def test_day_by_day_whatever_happens_the_past_stays(seed):
    """Every repair obeys all laws, its steps are exact, and no date before it has changed."""
    rng = Random(seed)
    problem = busy_world(rng)
    sections = verbs.pool(problem).sections
    timetable = verbs.solve(problem, sections, search=SHORT).timetable
    day = date(2026, 9, 7)

    for number in range(8):
        day += timedelta(rng.randint(0, 5))
        open_to = sorted(
            request.id
            for request in problem.requests
            if request.id not in requests_over(problem, timetable, day)
        )
        incident = drawn(rng, number, open_to or ["-"])
        if incident.kind == "request_cancelled" and not open_to:
            continue
        found = repaired(problem, timetable, incident, today=day)

        assert held(found.problem, found.timetable, day) == held(problem, timetable, day)
        problem, timetable = found.problem, found.timetable
