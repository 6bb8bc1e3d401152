"""Micro worlds about weeks, days and dates."""

from datetime import date
from typing import Final

from scenarios.generator.micro.world import World, away, course, day, period, request, room, teacher

ONE_MORNING: Final = (period("P11", "09:00", "10:30"),)
ODD_EVEN_WEEKS_SHARE_A_ROOM: Final = World(
    name="odd_even_weeks_share_a_room",
    zh="一间教室一个时段，单周班和双周班各用一半",
    en="One room, one period: one section takes the odd weeks, the other the even ones",
    unserved=0,
    periods=ONE_MORNING,
    teachers=[teacher("T1"), teacher("T2")],
    courses=[course(f"K{number}", weeks_allowed="1-3/2;2-4/2") for number in (1, 2)],
    requests=[request("Q1", course="K1"), request("Q2", course="K2")],
)
HALF_TERMS_SHARE_A_TEACHER: Final = World(
    name="half_terms_share_a_teacher",
    zh="一位教师一个时段，前半学期一个班，后半学期另一个班",
    en="One teacher, one period: one section in the first half, another in the second",
    unserved=0,
    periods=ONE_MORNING,
    rooms=[room("R1"), room("R2")],
    courses=[course(f"K{number}", weeks_allowed="1-2;3-4") for number in (1, 2)],
    requests=[request("Q1", course="K1"), request("Q2", course="K2")],
)
TWO_MEETINGS_TWO_DAYS: Final = World(
    name="two_meetings_two_days",
    zh="每周两次课须在不同的两天：周二唯一的时段归它，只能周二来的需求落空",
    en="Two meetings a week need two days: they take Tuesday's only period from the other request",
    unserved=20,
    periods=[
        period("P11", "09:00", "10:30"),
        period("P12", "10:45", "12:15"),
        period("P21", "09:00", "10:30"),
    ],
    courses=[course("K1", meetings_per_week=2), course("K2")],
    requests=[
        request("Q1", course="K1", learners=12, priority=3),
        request("Q2", course="K2", allowed_periods="P21"),
    ],
)
HOLIDAY: Final = date(2026, 9, 14)
MAKEUP: Final = date(2026, 9, 19)
HOLIDAY_AND_MAKEUP_DAY: Final = World(
    name="holiday_and_makeup_day",
    zh="第二周周一放假，周六补课：一位教师在，课移到周六；另一位不在，课停一次",
    en="A Monday holiday made up on Saturday: one teacher is there, one is away and loses the date",
    unserved=0,
    calendar=[
        day(HOLIDAY, "holiday"),
        day(MAKEUP, "makeup", follows_weekday=1, replaces_date=HOLIDAY),
    ],
    teachers=[teacher("T1"), teacher("T2", skills="太极:1")],
    unavailable=[away("teacher", "T2", MAKEUP, MAKEUP)],
    courses=[course("K1"), course("K2", skill="太极")],
    requests=[
        request("Q1", course="K1", allowed_periods="P11"),
        request("Q2", course="K2", allowed_periods="P12"),
    ],
)
AWAY_IN_THE_SECOND_HALF: Final = World(
    name="away_in_the_second_half",
    zh="教师第三周请假：全学期班开不了，前半学期班开得了",
    en="The teacher is away in week 3: a whole-term section cannot be held, a first-half one can",
    unserved=20,
    periods=ONE_MORNING,
    rooms=[room("R1"), room("R2")],
    unavailable=[away("teacher", "T1", date(2026, 9, 21), date(2026, 9, 21))],
    courses=[course("K1"), course("K2", weeks_allowed="1-2;3-4")],
    requests=[request("Q1", course="K1"), request("Q2", course="K2", learners=8)],
)
PERIOD_TOO_SHORT: Final = World(
    name="period_too_short",
    zh="90分钟的课放不进60分钟的节次，60分钟的课放得进",
    en="A course of 90 minutes does not fit a period of 60, one of 60 does",
    unserved=20,
    periods=[period("P11", "09:00", "10:00"), period("P21", "09:00", "10:00")],
    courses=[course("K1"), course("K2", minutes=60)],
    requests=[request("Q1", course="K1"), request("Q2", course="K2")],
)
WORLDS: Final = (
    ODD_EVEN_WEEKS_SHARE_A_ROOM,
    HALF_TERMS_SHARE_A_TEACHER,
    TWO_MEETINGS_TWO_DAYS,
    HOLIDAY_AND_MAKEUP_DAY,
    AWAY_IN_THE_SECOND_HALF,
    PERIOD_TOO_SHORT,
)
