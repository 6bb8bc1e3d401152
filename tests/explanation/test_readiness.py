"""Readiness: shortages that are proved by counting, and rows to look at again."""

from datetime import date

import pytest

from engine.domain.calendar import CalendarDay
from engine.explanation.readiness import check
from engine.rules.reasons import reason_word
from tests.pooling.tiny import course, request, room, teacher, venue, world

MONDAY = ("P11", "P12", "P13")
EVENINGS = ("P13", "P23", "P33")


def kinds(readiness):
    """The kinds of what was found, with the rows they name."""
    return {finding.kind: finding.rows for finding in readiness.findings}


def found(kind, **tables):
    """The one finding of a kind."""
    (finding,) = [each for each in check(world(**tables)).findings if each.kind == kind]
    return finding


def test_a_world_that_can_be_served_has_no_findings():
    """One class, one room, one teacher: nothing to report."""
    readiness = check(world())
    assert readiness.findings == ()
    assert not readiness.short
    assert readiness.lines() == ["12 名学员可编成 1 个班；缺口 0 处。"]


@pytest.mark.parametrize(
    ("change", "kind", "rule"),
    [
        ({"teachers": (teacher("T1", skills=(("书法", 3),)),)}, "no_teacher", "teacher_skilled"),
        ({"teachers": (teacher("T1", audiences=("青少年",)),)}, "no_teacher", "teacher_audience"),
        (
            {"teachers": (teacher("T1", area="F", max_distance_m=3000),)},
            "no_near_teacher",
            "teacher_distance",
        ),
        (
            {"teachers": (teacher("T1", available_periods=("P21",)),)
             , "requests": (request("Q1", allowed_periods=MONDAY),)},
            "no_teacher_hours",
            "teacher_hours",
        ),
        ({"rooms": (room("R1", seats=8),)}, "no_room", "room_fits"),
        ({"venues": (venue("V", free=False),)}, "no_room", "venue_free"),
        ({"courses": (course(facilities=("电脑",)),)}, "no_room", "facilities"),
        (
            {"rooms": (room("R1", open_periods=("P21",)),),
             "requests": (request("Q1", allowed_periods=MONDAY),)},
            "no_room_hours",
            "room_open",
        ),
        ({"courses": (course(minutes=120),)}, "no_allowed_period", "long_enough"),
        ({"courses": (course(weeks_allowed=("1-9",)),)}, "no_allowed_period", "weeks_allowed"),
        ({"courses": (course(status="paused"),)}, "refused", "course_offered"),
    ],
)  # fmt: skip
def test_a_request_that_nobody_can_serve_is_named_with_the_rule(change, kind, rule):
    """Each planted obstacle is told by its kind, and the rule that makes it."""
    finding = found(kind, **change)
    assert finding.rows == ("Q1",)
    assert finding.severity == "shortage"
    assert reason_word(rule, "zh") in finding.zh
    assert rule not in finding.zh


def test_teacher_and_room_at_different_times_are_a_shortage():
    """A teacher on Mondays and a room on Tuesdays never meet."""
    finding = found(
        "no_common_hours",
        teachers=(teacher("T1", available_periods=MONDAY),),
        rooms=(room("R1", open_periods=("P21",)),),
    )
    assert finding.line() == (
        "[缺] 米市巷街道“舞蹈班”：教师与教室没有足够的共同节次"
        "（教室该节次不开放、教师该节次没空）。需求Q1。"
    )


def test_words_name_the_missing_skill_and_the_street():
    """The sentence tells a clerk whom to look for, in both languages."""
    finding = found("no_teacher", teachers=())
    assert finding.line() == (
        "[缺] 米市巷街道“舞蹈班”：没有能教舞蹈（2级）的教师（教师没有该技能或等级不够）。需求Q1。"
    )
    assert finding.line("en") == (
        "[SHORT] 米市巷街道, 舞蹈班: nobody can teach 舞蹈 (level 2) "
        "(the teacher lacks the skill or its level). Requests Q1."
    )


@pytest.mark.parametrize(("load", "missing"), [(2, 0), (1, 4)], ids=["just enough", "one short"])
def test_teachers_load_is_counted_by_skill(load, missing):
    """Two classes of four meetings need a teacher who may come twice a week."""
    readiness = check(
        world(
            requests=(request("Q1", 20), request("Q2", 20)),
            teachers=(teacher("T1", max_weekly_meetings=load),),
        )
    )
    skill = next(each for each in readiness.skills if each.level == 2)
    assert (skill.meetings, skill.teachers, skill.most) == (8, 1, 4 * load)
    assert skill.shortfall == missing


@pytest.mark.parametrize(("rooms", "missing"), [(2, 0), (1, 12)], ids=["enough", "too few"])
def test_windows_pack_periods_and_do_not_add_hours(rooms, missing):
    """Six evening classes need six of the evenings; one room has three, however long they last."""
    readiness = check(
        world(
            requests=tuple(request(f"Q{n}", 20, allowed_periods=EVENINGS) for n in range(6)),
            teachers=tuple(teacher(f"T{n}") for n in range(3)),
            rooms=tuple(room(f"R{n}") for n in range(rooms)),
        )
    )
    (window,) = [each for each in readiness.windows if each.daypart == "weekday_evening"]
    assert (window.must, window.may, window.rooms) == (24, 24, 12 * rooms)
    assert window.shortfall == missing
    assert readiness.short == bool(missing)


def test_demand_that_may_move_elsewhere_does_not_count_as_must():
    """A class that may also come in the morning is no must in the evening."""
    readiness = check(world(requests=(request("Q1", 20, allowed_periods=("P11", "P13")),)))
    amounts = {window.daypart: (window.must, window.may) for window in readiness.windows}
    assert amounts == {"weekday_morning": (0, 4), "weekday_evening": (0, 4), "whole_week": (4, 4)}


def test_half_term_classes_count_their_own_weeks():
    """A class of weeks 1-2 needs two meetings, not four."""
    readiness = check(world(courses=(course(weeks_allowed=("1-2", "3-4")),)))
    assert {window.must for window in readiness.windows} == {0, 2}


def test_too_few_and_alone_is_a_warning_with_the_nearest_partner():
    """Six learners alone are not a proved shortage: company may be found."""
    requests = (request("Q1", 6), request("Q2", 20, area="F"))
    places = {"venues": (venue("V"), venue("W", "F")), "rooms": (room("R1"), room("R2", "W"))}
    finding = found("too_few_learners", requests=requests, **places)
    assert finding.severity == "warning"
    assert "最近的同类需求Q2相距8673米（没有双方都走得到的教室）" in finding.zh


def test_rows_to_look_at_again_are_named():
    """Stale and unconfirmed venues, campuses without a liaison, unconfirmed days."""
    venues = (
        venue("V", confirmed_on=date(2026, 3, 1)),
        venue("W", confirmed_on=None),
        venue("X", campus=True),
        venue("Y", free=False),
    )
    day = CalendarDay(
        date=date(2026, 9, 8),
        kind="holiday",
        follows_weekday=None,
        replaces_date=None,
        name="假",
        area=None,
        venue=None,
        confirmed=False,
    )
    readiness = check(world(venues=venues, calendar=(day,)))
    rows = [(finding.kind, finding.table, finding.rows) for finding in readiness.findings]
    assert rows == [
        ("stale", "venues", ("V",)),
        ("unconfirmed", "venues", ("W",)),
        ("campus", "venues", ("X",)),
        ("unconfirmed", "calendar", ("2026-09-08",)),
        ("not_free", "venues", ("Y",)),
    ]
    assert not readiness.short


@pytest.mark.parametrize(
    ("confirmed", "stale"), [(date(2026, 3, 11), False), (date(2026, 3, 10), True)]
)
def test_a_confirmation_is_stale_after_180_days(confirmed, stale):
    """180 days before 2026-09-07 is 2026-03-11."""
    readiness = check(world(venues=(venue("V", confirmed_on=confirmed),)))
    assert ("stale" in kinds(readiness)) == stale


def test_readiness_is_plain_data():
    """The JSON holds findings, windows and skills, and says whether anything is short."""
    plain = check(world(teachers=())).as_json()
    assert plain["short"] is True
    assert set(plain) == {"short", "findings", "windows", "skills", "sections", "learners"}


def test_an_empty_problem_is_ready():
    """Nobody asks for anything: nothing is short."""
    assert check(world(requests=())).findings == ()
