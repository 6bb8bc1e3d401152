"""What other laws make of weeks in which a meeting is not as the timetable says."""

from datetime import timedelta

import pytest

from engine.domain.dated import dates_of
from engine.domain.weeks import Weeks
from engine.rules.book import GUARDS, RULE_BOOK
from engine.rules.goals.travel import TeacherJourneys
from engine.rules.sections.known_names import sound_part
from engine.rules.times.dates_follow import DatesFollow
from engine.rules.times.past import PastStays
from engine.verification.tours import tour_metres
from tests.rules.tiny import (
    MONDAY,
    away,
    course,
    day,
    meeting,
    otherwise,
    period,
    request,
    room,
    section,
    teacher,
    timetable,
    venue,
    world,
)

WEEK = timedelta(7)
WEDNESDAY = MONDAY + WEEK + timedelta(2)  # of the second week
TWICE = (meeting(weeks=Weeks("1-4")), meeting(number=2, period="P2", weeks=Weeks("1-4")))
SMALL_LATER = {"rooms": (room(), room("R2", seats=4))}


def term(*, as_of=None, **other):
    """A world of four weeks with two teachers and two rooms."""
    given = {
        "courses": (course(weeks_allowed=("1-4", "1-2", "3-4")),),
        "teachers": (teacher(), teacher("T2")),
        "rooms": (room(), room("R2")),
        "requests": (request(), request("Q2")),
    } | other
    return world(weeks=4, **given).model_copy(update={"as_of": as_of})


USUAL = (meeting(weeks=Weeks("1-4")),)


def held(*exceptions, rows=USUAL):
    """The section of every week, but for its exceptions; S2 may stand beside it."""
    names = sorted({row.section for row in rows})
    sections = tuple(section(name, **({"Q2": 5} if name == "S2" else {})) for name in names)
    return timetable(*rows, sections=sections, exceptions=exceptions)


def broken(problem, placed):
    """The names of the hard rules that a timetable breaks."""
    laws = [rule for rule in RULE_BOOK if rule.goal == "hard" and rule not in GUARDS]
    return {rule.name for rule in laws if any(rule.breaches(placed, problem))}


def beside(**other):
    """A second section beside the first."""
    return (meeting(weeks=Weeks("1-4")), meeting("S2", **{"weeks": Weeks("1-4")} | other))


SAME = term(courses=(course(meetings_per_week=2, same_teacher=True, weeks_allowed=("1-4",)),))
ROOMY = term(courses=(course(meetings_per_week=2, same_room=True, weeks_allowed=("1-4",)),))
T_AWAY = away("teacher", "T", MONDAY + WEEK)
LIMITED = (teacher(), teacher("T2", max_weekly_meetings=1))
BUSY = beside(teacher="T2", room="R2", period="P2")


@pytest.mark.parametrize(
    ("problem", "placed", "breaks"),
    [
        (term(), held(otherwise("2", teacher="T2")), set()),
        (term(), held(otherwise("2", teacher="T2"), rows=beside(teacher="T2", room="R2")), {"teacher_clash"}),
        (term(), held(otherwise("2", room="R2"), rows=beside(teacher="T2", room="R2")), {"room_clash"}),
        (term(), held(otherwise("3", kind="lost"), rows=beside(weeks=Weeks("3-4"))), {"teacher_clash", "room_clash", "exceptions_in_run", "lost_for_cause"}),
        (term(unavailable=(T_AWAY,)), held(), {"teacher_available"}),
        (term(unavailable=(T_AWAY,)), held(otherwise("2", teacher="T2")), set()),
        (term(unavailable=(T_AWAY,)), held(otherwise("2", kind="lost", reason="-")), set()),
        (term(unavailable=(T_AWAY,)), held(otherwise("3", teacher="T2")), {"teacher_available"}),
        (term(unavailable=(T_AWAY,), as_of=MONDAY + WEEK), held(), {"teacher_available"}),
        (term(unavailable=(T_AWAY,), as_of=WEDNESDAY), held(), set()),
        (term(unavailable=(away("teacher", "T2", MONDAY + WEEK),)), held(otherwise("2", teacher="T2")), {"teacher_available"}),
        (term(unavailable=(away("room", "R", MONDAY + WEEK),)), held(otherwise("2", room="R2")), set()),
        (term(unavailable=(away("room", "R", MONDAY + WEEK),)), held(), {"room_available"}),
        (term(unavailable=(away("room", "R", MONDAY + WEEK),), as_of=WEDNESDAY), held(), set()),
        (term(teachers=LIMITED), held(rows=BUSY), set()),
        (term(teachers=LIMITED), held(otherwise("2", teacher="T2"), rows=BUSY), {"weekly_load"}),
        (term(**SMALL_LATER), held(otherwise("2", room="R2")), {"room_fits"}),
        (term(**SMALL_LATER, as_of=WEDNESDAY), held(otherwise("1-2", room="R2")), set()),
        (term(**SMALL_LATER, as_of=MONDAY + WEEK), held(otherwise("1-2", room="R2")), {"room_fits"}),
        (SAME, held(otherwise("2", teacher="T2"), rows=TWICE), {"same_teacher"}),
        (SAME, held(otherwise("2", teacher="T2"), otherwise("2", number=2, period="P2", teacher="T2"), rows=TWICE), set()),
        (SAME.model_copy(update={"as_of": WEDNESDAY}), held(otherwise("2", teacher="T2"), rows=TWICE), set()),
        (ROOMY, held(otherwise("2", room="R2"), rows=TWICE), {"same_room"}),
        (SAME, held(otherwise("2", period="P2"), rows=TWICE), {"different_days", "teacher_clash", "room_clash"}),
    ],
    ids=[
        "a substitute", "who teaches elsewhere", "a room in use", "given up for nothing",
        "away", "away, replaced", "away, given up", "replaced in another week",
        "away today", "away, over", "the substitute is away", "room lost, replaced",
        "room lost", "room lost, over", "a full week", "a full week and more",
        "too small a room", "too small, over", "too small, today", "another teacher for one of two",
        "another teacher for both", "over in this week", "another room for one of two",
        "both on one day",
    ],
)  # fmt: skip
def test_laws_look_at_what_is_held_and_judge_what_lies_ahead(problem, placed, breaks):
    """Week by week, and no date that is over but for who is where at the same time."""
    assert broken(problem, placed) == breaks


def test_what_is_over_still_cannot_be_in_two_places():
    """Clashes are judged in every week of the term."""
    problem = term(as_of=WEDNESDAY)
    placed = held(otherwise("1", teacher="T2"), rows=beside(teacher="T2", room="R2"))

    assert broken(problem, placed) == {"teacher_clash"}


def test_the_learners_of_a_closed_section_are_nobody_s_any_more():
    """Its request may be gone, and its hours are past."""
    problem = term(as_of=WEDNESDAY, requests=(request(group="g"), request("Q2", group="g")))
    placed = timetable(
        meeting(teacher="T2", room="R2", weeks=Weeks("1-4")),
        exceptions=(otherwise("1-2", "S9"),),
        closed=(section("S9", X=5),),
    )

    assert broken(problem, placed) == set()
    assert sound_part(placed, problem).closed == placed.closed


def test_goals_are_read_from_the_weekly_timetable_alone():
    """A substitute from afar changes the real tours, and no level."""
    problem = term(teachers=(teacher(), teacher("T2", home="B1")), venues=(venue(),))
    usual, other = held(), held(otherwise("2", teacher="T2"))

    assert [*TeacherJourneys().breaches(other, problem)] == [
        *TeacherJourneys().breaches(usual, problem)
    ]
    assert tour_metres(other, problem) > tour_metres(usual, problem) == 0


def dates(problem, placed):
    """The dates of a timetable as `kind week teacher room`, held to the law."""
    found = dates_of(problem, placed)
    assert list(DatesFollow(found).breaches(placed, problem)) == []
    return [
        f"{row.kind} {problem.term.week_of(row.from_date or row.date)} {row.teacher} {row.room}"
        for row in found
    ]


def test_dates_say_who_and_where_week_by_week():
    """Substituted, given up, not begun; a day off is lost or moved whoever would have come."""
    calendar = (
        day(MONDAY + 2 * WEEK),
        day(MONDAY + 3 * WEEK),
        day(MONDAY + 3 * WEEK + timedelta(5), "makeup", replaces_date=MONDAY + 3 * WEEK),
    )
    problem = term(calendar=calendar, as_of=MONDAY + WEEK)
    placed = held(
        otherwise("1", kind="before"),
        otherwise("2", kind="lost", reason="病假"),
        otherwise("3-4", teacher="T2", room="R2"),
    )

    assert dates(problem, placed) == ["lost 2 T R", "lost 3 T2 R2", "moved 4 T2 R2"]


@pytest.mark.parametrize("field", ["teacher", "room", "period"])
def test_dates_that_name_somebody_else_are_wrong(field):
    """Who, where and when of every date follow from timetable and exceptions."""
    problem, placed = term(), held(otherwise("2", teacher="T2", room="R2"))
    found = list(dates_of(problem, placed))
    found[1] = found[1].model_copy(update={field: getattr(meeting(), field) + "x"})

    (breach,) = DatesFollow(found).breaches(placed, problem)

    assert "held 2026-09-14 P1 T2 R2" in breach.line("en")


PAST = held(otherwise("1-2", teacher="T2"))


@pytest.mark.parametrize(
    ("after", "as_of", "breaches"),
    [
        (PAST, WEDNESDAY, 0),
        (held(), WEDNESDAY, 4),
        (held(otherwise("1-3", teacher="T2")), WEDNESDAY, 0),
        (held(otherwise("1", teacher="T2")), MONDAY + WEEK, 0),
        (held(otherwise("1", teacher="T2")), MONDAY + WEEK + timedelta(1), 2),
        (held(otherwise("1", teacher="T2"), otherwise("2", kind="lost")), WEDNESDAY, 1),
        (held(otherwise("1-2", teacher="T2", room="R2")), WEDNESDAY, 4),
        (held(otherwise("1-2", teacher="T2", period="P2")), WEDNESDAY, 4),
        (held(), None, 0),
        (timetable(exceptions=(otherwise("1-2", teacher="T2"),), closed=(section(),)), WEDNESDAY, 0),
        (timetable(), WEDNESDAY, 2),
    ],
    ids=[
        "as it was", "somebody else", "changed later", "changed today", "changed the day before",
        "said to be lost", "elsewhere", "another time", "not begun", "closed", "forgotten",
    ],
)  # fmt: skip
def test_what_was_held_stays_as_it_was(after, as_of, breaches):
    """Before the day the term has come to, every date is as in the earlier timetable."""
    problem = term(as_of=as_of)

    found = list(PastStays(PAST).breaches(after, problem))

    assert len(found) == breaches
    for breach in found:
        assert breach.line("en").startswith("[H] past_stays: S, meeting 1 of 2026-09-")


def test_a_makeup_day_is_past_when_it_was_held():
    """A meeting moved ahead of its date has been held; one moved behind it has not."""
    early, late = MONDAY + timedelta(5), MONDAY + WEEK + timedelta(5)
    calendar = (
        day(MONDAY + WEEK), day(early, "makeup", replaces_date=MONDAY + WEEK),
        day(MONDAY), day(late, "makeup", replaces_date=MONDAY),
    )  # fmt: skip
    problem = term(calendar=calendar, as_of=early + timedelta(1))

    assert len(list(PastStays(held()).breaches(held(otherwise("1", teacher="T2")), problem))) == 0
    assert len(list(PastStays(held()).breaches(held(otherwise("2", teacher="T2")), problem))) == 2


def test_an_earlier_timetable_of_another_world_is_no_error():
    """Rooms and periods that are not known cannot be compared."""
    strange = timetable(meeting(room="R77"), meeting("S2", period="P77"))

    assert list(PastStays(strange).breaches(timetable(), term(as_of=WEDNESDAY))) == []


def test_a_section_that_has_moved_shows_both_hours():
    """Each in its weeks."""
    problem = term(periods=(period("P1"), period("P2", 2), period("P3", 3)), as_of=WEDNESDAY)
    placed = held(otherwise("1-2"), rows=(meeting(period="P3", weeks=Weeks("1-4")),))

    assert [(row.period, row.weeks) for row in placed.held] == [("P3", "3-4"), ("P1", "1-2")]
    assert len(dates(problem, placed)) == 4
