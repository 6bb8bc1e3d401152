"""The published table `dates`: once a meeting and week, held, lost or moved."""

from datetime import timedelta

import pytest

from engine.domain.dated import dates_of
from engine.domain.timetable import DatedMeeting
from engine.rules.teachers.hours import TeacherAvailable
from engine.rules.times.dates_follow import DatesFollow
from tests.rules.tiny import (
    MONDAY,
    TUESDAY,
    away,
    day,
    meeting,
    room,
    teacher,
    timetable,
    venue,
    world,
)

NEXT_MONDAY = MONDAY + timedelta(7)
SATURDAY = MONDAY + timedelta(5)
MAKE_UP = day(SATURDAY, "makeup", replaces_date=MONDAY)
ONE = timetable(meeting())
ONLINE = timetable(meeting(mode="online", room=None))


def row(kind="held", when=MONDAY, **other):
    """Make a row of `dates`."""
    given = {"from_date": None, "reason": "" if kind == "held" else "-"}
    given |= {"period": "P1", "teacher": "T", "room": "R"} | other
    return DatedMeeting(section="S", meeting=1, date=when, kind=kind, **given)


def online(rows):
    """The same rows without a room."""
    return tuple(each.model_copy(update={"room": None}) for each in rows)


HELD = row("held", NEXT_MONDAY)
MOVED = row("moved", SATURDAY, from_date=MONDAY)


def found(problem, rows, placed=ONE):
    """Count what the law finds in a table of dates."""
    return len(list(DatesFollow(rows).breaches(placed, problem)))


@pytest.mark.parametrize(
    ("calendar", "rows"),
    [
        ((), (row(), HELD)),
        ((day(MONDAY),), (row("lost"), HELD)),
        ((day(MONDAY, "closed", area="G1"),), (row("lost"), HELD)),
        ((day(MONDAY, "event", venue="V"),), (row("lost"), HELD)),
        ((day(MONDAY, "event", venue="W"),), (row(), HELD)),
        ((day(MONDAY, "event", area="G2"),), (row(), HELD)),
        ((day(MONDAY), MAKE_UP), (MOVED, HELD)),
        ((day(MONDAY), day(SATURDAY, "makeup", follows_weekday=1)), (MOVED, HELD)),
        ((day(MONDAY), MAKE_UP, day(SATURDAY, "event", area="A1")), (row("lost"), HELD)),
        ((day(MONDAY), MAKE_UP, day(SATURDAY, "event", area="B1")), (MOVED, HELD)),
        ((MAKE_UP,), (row(), HELD)),
        ((day(MONDAY, "makeup", replaces_date=TUESDAY),), (row("lost"), HELD)),
    ],
    ids=[
        "ordinary", "holiday", "closed street", "event here", "event there", "other street",
        "made up", "made up by weekday", "made up but busy", "made up, busy elsewhere",
        "nothing lost", "a make-up day's own meetings",
    ],
)  # fmt: skip
def test_what_becomes_of_a_meeting(calendar, rows):
    """The law expects just these rows, in any order."""
    problem = world(calendar=calendar)

    assert found(problem, rows[::-1]) == 0
    assert set(dates_of(problem, ONE)) == {
        each.model_copy(update={"reason": told.reason})
        for each, told in zip(rows, dates_of(problem, ONE), strict=True)
    }


@pytest.mark.parametrize("missing", ["teacher", "room", "venue"])
def test_a_meeting_is_lost_when_someone_is_away_on_the_make_up_day(missing):
    """It moves only if teacher, room and venue are free there."""
    name = {"teacher": "T", "room": "R", "venue": "V"}[missing]
    problem = world(calendar=(day(MONDAY), MAKE_UP), unavailable=(away(missing, name, SATURDAY),))

    assert found(problem, (row("lost"), HELD)) == 0
    assert found(problem, (MOVED, HELD)) == 1


@pytest.mark.parametrize(
    ("closed", "placed", "lawful"),
    [
        ({"venue": "V"}, ONE, True),
        ({"area": "A1"}, ONLINE, True),
        ({"venue": "V"}, ONLINE, False),
        ({"venue": "W"}, ONE, False),
    ],
    ids=["its venue", "its learners' area", "a venue is no place online", "another venue"],
)
def test_a_teacher_may_be_away_when_the_meeting_is_lost(closed, placed, lawful):
    """A date on which nothing is held needs nobody, and the make-up day needs everybody."""
    calendar = (day(MONDAY, "closed", **closed), MAKE_UP)
    problem = world(calendar=calendar, unavailable=(away("teacher", "T", MONDAY),))
    again = world(
        calendar=calendar, unavailable=(away("teacher", "T", MONDAY, MONDAY + timedelta(5)),)
    )

    assert (not list(TeacherAvailable().breaches(placed, problem))) == lawful
    told = online if placed is ONLINE else tuple
    assert found(problem, told((MOVED if lawful else row(), HELD)), placed) == 0
    assert found(again, told((row("lost") if lawful else row(), HELD)), placed) == 0


def test_an_online_meeting_is_in_the_area_of_its_requests():
    """A closure of an area stops it there; one of a venue never does."""
    by_area = world(calendar=(day(MONDAY, "closed", area="A1"),))
    by_venue = world(calendar=(day(MONDAY, "closed", venue="V"),))

    assert found(by_area, online((row("lost"), HELD)), ONLINE) == 0
    assert found(by_venue, online((row(), HELD)), ONLINE) == 0


@pytest.mark.parametrize(
    "rows",
    [
        (HELD,),
        (row(), row(), HELD),
        (row(), HELD, row("held", TUESDAY)),
        (row("lost"), HELD),
        (row(reason="", kind="lost"), HELD),
        (row("held", TUESDAY), HELD),
        (row("moved", SATURDAY, from_date=MONDAY), HELD),
        (row("held", MONDAY, from_date=MONDAY), HELD),
    ],
    ids=[
        "missing", "twice", "too many", "lost for nothing", "no reason", "wrong date",
        "moved for nothing", "held from elsewhere",
    ],
)  # fmt: skip
def test_a_wrong_table_is_broken(rows):
    """Anything else than one right row a week is a breach, worded in both languages."""
    breaches = list(DatesFollow(rows).breaches(ONE, world()))

    assert breaches
    for breach in breaches:
        assert breach.line("zh").startswith("[违反] 上课日期表有误：班 S")
        assert breach.line("en").startswith("[H] dates_follow: S,")


@pytest.mark.parametrize(
    "rows",
    [(row(), HELD), (row("lost"), HELD), (row("lost", reason=""), HELD), (row("moved", TUESDAY, from_date=MONDAY), HELD)],
    ids=["held on a holiday", "lost though made up", "no reason", "moved to the wrong day"],
)  # fmt: skip
def test_a_closed_day_is_not_held_and_a_made_up_one_is_moved(rows):
    """On a holiday with a make-up day only the move is right."""
    assert found(world(calendar=(day(MONDAY), MAKE_UP)), rows)


def test_the_writer_of_dates_and_the_law_agree_on_a_crowded_calendar():
    """Two tellers of one story, each from its own code, over many venues and kinds of day."""
    problem = world(
        weeks=2,
        venues=(venue(), venue("W", home="B1")),
        rooms=(room(), room("R2", at="W")),
        teachers=(teacher(), teacher("T2")),
        calendar=(
            day(MONDAY, "event", area="G2"),
            day(TUESDAY),
            day(SATURDAY, "makeup", follows_weekday=2),
            day(NEXT_MONDAY, "closed", venue="V"),
            day(MONDAY + timedelta(12), "makeup", replaces_date=NEXT_MONDAY),
            day(MONDAY + timedelta(12), "event", venue="W"),
        ),
        unavailable=(away("teacher", "T2", SATURDAY),),
    )
    rows = [
        meeting(f"S{number}", period=when, teacher=who, room=where, mode=mode)
        for number, (when, who, (where, mode)) in enumerate(
            (when, who, place)
            for when in ("P1", "P2")
            for who in ("T", "T2")
            for place in (("R", "onsite"), ("R2", "onsite"), (None, "online"))
        )
    ]
    placed = timetable(*rows)

    dates = dates_of(problem, placed)

    assert {each.kind for each in dates} == {"held", "lost", "moved"}
    assert found(problem, dates, placed) == 0
