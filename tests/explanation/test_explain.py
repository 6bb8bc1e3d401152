"""Planted bottlenecks are named, and are gone when the unlock is granted."""

import pytest

from engine.domain.timetable import Timetable
from engine.explanation.explain import explain
from engine.pooling.pool import pool
from engine.timetabling.exact.resolve import resolve
from tests.pooling.tiny import course, request, room, teacher, venue, world

MONDAY = ("P11", "P12", "P13")
TUESDAY = ("P21", "P22", "P23")
TUESDAY_EVENING = ("P23",)


def solved(problem) -> Timetable:
    """The exact best timetable of a tiny world."""
    sections = pool(problem).sections
    empty = Timetable(sections=sections, meetings=())
    return resolve(problem, empty, [section.id for section in sections]).timetable


def told(problem, **how):
    """Explain the best timetable of a world."""
    return explain(problem, solved(problem), pool(problem).alone, **how)


def only_unserved(problem):
    """The one row of unserved demand."""
    (row,) = told(problem).unserved
    return row


def test_nothing_is_unserved_in_a_world_that_is_served():
    """Twelve learners, a room and a teacher: no row."""
    assert told(world()).unserved == ()


def dancers_on_tuesday_evening(**tables):
    """Learners who come on Tuesday evening only, and a teacher who comes on Mondays only."""
    return world(
        **{
            "requests": (request("Q1", allowed_periods=TUESDAY_EVENING, priority=3),),
            "teachers": (teacher("T1", available_periods=MONDAY),),
            **tables,
        }
    )


def test_no_dance_teacher_on_tuesday_evenings():
    """The missing teacher is named with time, skill and level; another half-day would do."""
    row = only_unserved(dancers_on_tuesday_evening())
    assert row.model_dump() == {
        "request": "Q1",
        "learners": 12,
        "reason": ("allowed_periods", "teacher_hours"),
        "missing": {
            "zh": "周二晚能教舞蹈（2级）的教师",
            "en": "a teacher of 舞蹈 (level 2), Tue evening",
        },
        "cheapest_unlock": {"zh": "再允许周一晚上课", "en": "also allow Mon evening"},
        "verdict": "proved",
    }


def test_the_missing_teacher_is_gone_when_one_comes():
    """With a dance teacher on Tuesday evenings the row disappears."""
    problem = dancers_on_tuesday_evening(
        teachers=(teacher("T1", available_periods=MONDAY),
                  teacher("T2", available_periods=TUESDAY_EVENING)),
    )  # fmt: skip
    assert told(problem).unserved == ()


def computers_in_one_street(**tables):
    """A computer class in A, where no room has computers; the next one is 723 m away in B."""
    return world(
        **{
            "courses": (course(skill="电脑", level=1, facilities=("电脑",)),),
            "teachers": (teacher("T1", skills=(("电脑", 1),)),),
            "requests": (request("Q1", max_walk_m=300),),
            "venues": (venue("V"), venue("W", "B")),
            "rooms": (room("R1"), room("R2", "W", facilities=("电脑",))),
            **tables,
        }
    )


def test_no_computer_room_in_one_street():
    """The missing room is named with street, equipment and seats; the one there is be equipped."""
    row = only_unserved(computers_in_one_street())
    assert row.reason == ("no_room_in_reach", "facilities", "learners_walk")
    assert row.missing.zh == "米市巷街道有电脑、12座以上的教室"
    assert row.cheapest_unlock.zh == "给教室V R1（R1）配备电脑"
    assert row.verdict == "proved"


def test_the_missing_room_is_gone_when_one_is_equipped():
    """With computers in A the row disappears."""
    rooms = (room("R1", facilities=("电脑",)),)
    assert told(computers_in_one_street(rooms=rooms, venues=(venue("V"),))).unserved == ()


def test_a_walk_that_is_a_little_longer_is_the_cheaper_unlock():
    """When 500 m are allowed, 723 m are not too much to ask for."""
    row = only_unserved(computers_in_one_street(requests=(request("Q1", max_walk_m=500),)))
    assert row.cheapest_unlock.zh == "步行放宽到723米（W）"
    assert row.verdict == "proved"


def test_a_full_teacher_may_come_once_more():
    """Two classes and a teacher with one meeting a week: the load is the rule and the unlock."""
    problem = world(
        requests=(request("Q1", 20, priority=2), request("Q2", 20)),
        teachers=(teacher("T1", max_weekly_meetings=1),),
    )
    row = only_unserved(problem)
    assert row.request == "Q2"
    assert row.reason == ("weekly_load",)
    assert row.missing.zh == "有空、能教舞蹈（2级）的教师（1名都已排满或赶不到）"
    assert row.cheapest_unlock.zh == "教师教师T1（T1）每周多上1次课（1→2）"
    assert row.verdict == "proved"


def test_a_taken_room_is_named_with_its_time():
    """Two evening classes, two teachers and one room."""
    problem = world(
        requests=(
            request("Q1", 20, allowed_periods=TUESDAY_EVENING, priority=2),
            request("Q2", 20, allowed_periods=TUESDAY_EVENING),
        ),
        teachers=(teacher("T1"), teacher("T2", available_periods=TUESDAY_EVENING)),
    )
    row = only_unserved(problem)
    assert row.reason == ("room_clash",)
    assert row.missing.zh == "米市巷街道周二晚空闲、20座以上的教室（1间都已占用）"
    assert row.verdict == "proved"


def test_a_rival_moves_when_that_is_what_it_takes():
    """The new teacher needs the room on Tuesday evening; the class in it can move to Monday."""
    problem = world(
        requests=(
            request("Q1", 20, priority=2, course="K"),
            request("Q2", 20, allowed_periods=TUESDAY_EVENING),
        ),
        courses=(course(), course("K", skill="书法")),
        teachers=(teacher("T1", skills=(("书法", 2),)),),
    )
    row = next(row for row in told(problem).unserved if row.request == "Q2")
    assert row.missing.zh == "能教舞蹈（2级）的教师"
    assert (row.cheapest_unlock.zh, row.verdict) == (
        "增加一名周二晚能教舞蹈（2级）的教师",
        "proved",
    )


@pytest.mark.parametrize("at_home", [True, False], ids=["own room", "no room of their own"])
def test_too_few_learners_join_a_class_further_away(at_home):
    """Five in B may not walk to the class in A, but 723 m are not too much to ask for."""
    row = only_unserved(
        world(
            requests=tuple(
                request(name, size, area=area, max_walk_m=500)
                for name, size, area in (("Q1", 12, "A"), ("Q2", 5, "B"))
            ),
            venues=(venue("V"), venue("W", "B")),
            rooms=(room("R1"), room("R2", "W", seats=30 if at_home else 2)),
        )
    )
    assert row.reason[0] == ("too_few_learners" if at_home else "no_room_in_reach")
    assert (row.cheapest_unlock.zh, row.verdict) == ("并入班S-Q1，步行放宽到723米", "proved")


def test_too_few_learners_are_told_how_many_lack_and_who_is_nearest():
    """Five of ten are missing; the nearest partner is named with its distance."""
    row = only_unserved(
        world(
            requests=(request("Q1", 20), request("Q2", 5, area="F")),
            venues=(venue("V"), venue("W", "F")),
            rooms=(room("R1"), room("R2", "W")),
        )
    )
    assert row.missing.zh == "同课程学员5人；最近的同类需求Q1相距8673米（没有双方都走得到的教室）"
    assert row.cheapest_unlock.zh == "“舞蹈班”开班人数下限降低（10→5）"
    assert row.verdict == "proved"


def test_what_was_not_checked_is_not_called_proved():
    """Without a re-solve the same unlock is told as unproved."""
    problem = dancers_on_tuesday_evening()
    for how in ({"checks": 0}, {"budget": lambda: True}):
        (row,) = told(problem, **how).unserved
        assert row.cheapest_unlock.zh == "再允许周一晚上课（未验证）"
        assert row.verdict == "not proved"


def test_an_audience_the_course_is_not_meant_for_has_no_unlock():
    """Nothing in the list of unlocks changes for whom a course is; nothing is claimed."""
    row = only_unserved(world(courses=(course(audience=("少儿",)),)))
    assert row.reason == ("audience_meant",)
    assert row.cheapest_unlock.zh == "未找到简单办法（未验证）"
    assert row.verdict == "not proved"


def test_every_unserved_learner_is_told_once():
    """Rows add up to what was asked for and is not served."""
    problem = world(
        requests=tuple(request(f"Q{n}", 5 + 7 * n, area="ABF"[n % 3]) for n in range(6)),
        teachers=(teacher("T1", max_weekly_meetings=2),),
    )
    timetable = solved(problem)
    rows = explain(problem, timetable, pool(problem).alone).unserved
    asked = {each.id: each.learners for each in problem.requests}
    expected = {
        name: learners - timetable.served.get(name, 0)
        for name, learners in asked.items()
        if learners > timetable.served.get(name, 0)
    }
    assert {row.request: row.learners for row in rows} == expected


def test_learners_of_a_request_that_came_later_are_told_as_not_pooled():
    """A timetable whose sections know nothing of a request still answers for it."""
    timetable = solved(world())
    later = world(requests=(request("Q1"), request("Q2")))
    (row,) = explain(later, timetable, ()).unserved
    assert (row.request, row.learners, row.reason[0]) == ("Q2", 12, "not_pooled")
    assert (row.cheapest_unlock.zh, row.verdict) == ("不缺资源，重新编排即可", "proved")


def test_the_same_question_has_the_same_answer():
    """Explaining twice gives the same rows."""
    problem = dancers_on_tuesday_evening()
    assert told(problem) == told(problem)


@pytest.mark.parametrize(
    ("change", "kind", "reason"),
    [
        ({"venues": (venue("V"), venue("W", free=False))}, "room", "场地不免费"),
        ({"venues": (venue("V"), venue("W", confirmed_on=None))}, "room", "场地未确认"),
        (
            {"venues": (venue("V"), venue("W", campus=True))},
            "room",
            "校园场地缺联络员或独立出入口",
        ),
        (
            {"venues": (venue("V"), venue("W", "F"))},
            "room",
            "附近没有用得上的需求（步行、座位或设施不合）",
        ),
    ],
)
def test_idle_rooms_say_why_nobody_took_them(change, kind, reason):
    """The second room stands in a venue that is closed, far away, or simply not needed."""
    rows = told(world(rooms=(room("R1"), room("R2", "W")), **change)).idle
    row = next(each for each in rows if (each.kind, each.id) == (kind, "R2"))
    assert (row.free_periods, row.reason.zh) == (9, reason)


def test_idle_teachers_say_why_nobody_took_them():
    """Another skill, nothing left to do, too far, other times; a full week is not idle."""
    teachers = (
        teacher("T1", max_weekly_meetings=1, available_periods=MONDAY),
        teacher("T2", skills=(("围棋", 1),)),
        teacher("T3", area="F", max_distance_m=100),
        teacher("T4", available_periods=MONDAY),
    )
    requests = (
        request("Q1", 20, allowed_periods=MONDAY, priority=2),
        request("Q2", 20, allowed_periods=TUESDAY),
    )
    rows = told(world(teachers=teachers, requests=requests)).idle
    reasons = {row.id: row.reason.zh for row in rows if row.kind == "teacher"}
    full = {
        meeting.teacher for meeting in solved(world(teachers=teachers, requests=requests)).meetings
    }
    assert reasons["T2"] == "没有需求用到其技能或人群"
    assert reasons["T3"] == "未排的需求附近没有他能去的教室"
    assert {reasons[name] for name in {"T1", "T4"} - full} == {"空闲节次与未排的需求不合"}


def test_free_periods_are_those_that_are_left():
    """The room that holds one class has one free period less, and they are named."""
    rows = told(world()).idle
    row = next(each for each in rows if each.kind == "room")
    assert row.free_periods == len(row.periods) == 8
    assert row.reason.zh == "用得上的需求都已排上"
