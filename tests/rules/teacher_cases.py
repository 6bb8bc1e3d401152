"""Cases of the rules about teachers."""

from datetime import timedelta

from engine.domain.weeks import Weeks
from engine.rules.teachers.furthest import TeacherDistance, TeacherServes
from engine.rules.teachers.hours import TeacherAvailable, TeacherHours
from engine.rules.teachers.load import DailyLoad, WeeklyLoad
from engine.rules.teachers.qualified import TeacherAudience, TeacherSkilled
from engine.rules.teachers.reach import TravelTime
from engine.rules.teachers.same import SameTeacher
from engine.rules.teachers.teacher_clash import TeacherClash
from tests.rules.case import APART_M, breaks, edge, obeys
from tests.rules.tiny import (
    MONDAY,
    TUESDAY,
    away,
    course,
    day,
    meeting,
    period,
    room,
    teacher,
    timetable,
    venue,
    world,
)

ONE = timetable(meeting())
ONLINE = timetable(meeting(mode="online", room=None))
OFF_AT_V = ({"venue": "V"}, {"area": "A1"}, {"area": "G1"}, {"area": "D"})


def who(**other):
    """A world whose teacher differs."""
    return world(teachers=(teacher(**other),))


def lent(level, home, there):
    """A world with a teacher lent to a level and a venue in some area."""
    return world(teachers=(teacher(home=home, serves=level),), venues=(venue(home=there),))


def far(limit):
    """A world in which the teacher lives in A1 and the venue stands in A2."""
    return world(teachers=(teacher(max_distance_m=limit),), venues=(venue(home="A2"),))


def absent(*rows, calendar=()):
    """A world in which the teacher is away."""
    return world(unavailable=rows, calendar=calendar)


def off_on_monday(last=MONDAY, **where):
    """A world whose teacher is away from Monday on, which is a day off in some place only."""
    return absent(away("teacher", "T", MONDAY, last), calendar=(day(MONDAY, "closed", **where),))


def two(**second):
    """Two sections of one teacher, at the same time unless the second differs."""
    return timetable(meeting("S1"), meeting("S2", **second))


def day_of(start, *, change_over=5, there="A1", speed=12.0):
    """A world of two venues and a second period that starts at a time on the same day."""
    return world(
        periods=(period("P1"), period("P2", start=start, end="11:59")),
        venues=(venue(), venue("W", home=there)),
        rooms=(room(), room("R1"), room("R2", at="W")),
        settings={"change_over_minutes": change_over, "travel_speed_kmh": speed},
    )


NEXT = two(period="P2", room="R2")
KEEPING = world(
    courses=(course(meetings_per_week=2, same_teacher=True),), teachers=(teacher(), teacher("T2"))
)

CASES = (
    obeys(TeacherSkilled, who(skills=(("art", 3),)), ONE),
    edge(TeacherSkilled, who(skills=(("song", 3), ("art", 1))), ONE),
    breaks(
        TeacherSkilled,
        world(courses=(course(level=2),), teachers=(teacher(skills=(("art", 1),)),)),
        ONE,
    ),
    breaks(TeacherSkilled, who(skills=(("song", 3),)), ONE),
    obeys(TeacherAudience, who(audiences=("all", "old")), ONE),
    edge(TeacherAudience, who(audiences=("*",)), ONE),
    breaks(TeacherAudience, who(audiences=("old",)), ONE),
    obeys(TeacherHours, who(available_periods=("P1",)), ONE),
    edge(TeacherHours, who(available_periods=("*",)), ONLINE),
    breaks(TeacherHours, who(available_periods=("P2",)), ONLINE),
    obeys(TeacherAvailable, absent(away("teacher", "T", TUESDAY)), ONE),
    edge(TeacherAvailable, absent(away("teacher", "T", MONDAY + timedelta(1))), ONE),
    edge(TeacherAvailable, absent(away("teacher", "T", MONDAY), calendar=(day(MONDAY),)), ONE),
    *(edge(TeacherAvailable, off_on_monday(**where), ONE) for where in OFF_AT_V),
    edge(TeacherAvailable, off_on_monday(area="A1"), ONLINE),
    breaks(TeacherAvailable, off_on_monday(venue="V"), ONLINE),
    breaks(TeacherAvailable, off_on_monday(venue="W"), ONE),
    breaks(TeacherAvailable, off_on_monday(area="G2"), ONE),
    breaks(TeacherAvailable, off_on_monday(MONDAY + timedelta(7), venue="V"), ONE),
    breaks(TeacherAvailable, absent(away("teacher", "T", MONDAY + timedelta(7))), ONLINE),
    obeys(TeacherServes, lent("district", "A1", "B1"), ONE),
    obeys(TeacherServes, lent("street", "A1", "A2"), ONE),
    edge(TeacherServes, lent("community", "A1", "A1"), ONE),
    edge(TeacherServes, lent("street", "G1", "A1"), ONE),
    breaks(TeacherServes, lent("street", "A1", "B1"), ONE),
    breaks(TeacherServes, lent("community", "A1", "A2"), ONE),
    breaks(TeacherServes, lent("community", "A1", "G1"), ONE),
    breaks(TeacherServes, lent("community", "G1", "A1"), ONE),
    obeys(TeacherDistance, far(None), ONE),
    edge(TeacherDistance, far(APART_M), ONE),
    edge(TeacherDistance, far(0), ONLINE),
    breaks(TeacherDistance, far(APART_M - 1e-6), ONE),
    obeys(TeacherClash, world(), two(period="P2")),
    edge(TeacherClash, world(), two(weeks=Weeks("3"))),
    breaks(TeacherClash, world(), two(weeks=Weeks("2"))),
    breaks(TeacherClash, world(), two(mode="online", room=None)),
    obeys(TravelTime, day_of("10:30"), NEXT),
    edge(TravelTime, day_of("10:05"), NEXT),
    edge(TravelTime, day_of("10:00"), two(period="P2", room="R1")),
    edge(TravelTime, day_of("10:00"), two(period="P2", mode="online", room=None)),
    edge(TravelTime, day_of("10:04"), two(period="P2", room="R2", weeks=Weeks("3"))),
    edge(TravelTime, day_of("10:30", there="A2", change_over=0, speed=APART_M / 500), NEXT),
    breaks(TravelTime, day_of("10:30", there="A2", change_over=0, speed=APART_M / 501), NEXT),
    breaks(TravelTime, day_of("10:04"), NEXT),
    obeys(WeeklyLoad, who(max_weekly_meetings=3), two(period="P2")),
    edge(WeeklyLoad, who(max_weekly_meetings=2), two(period="P2")),
    edge(WeeklyLoad, who(max_weekly_meetings=1), two(period="P2", weeks=Weeks("3"))),
    breaks(WeeklyLoad, who(max_weekly_meetings=1), two(period="P2"), 2),
    breaks(WeeklyLoad, who(max_weekly_meetings=1), two(period="P2", weeks=Weeks("2"))),
    obeys(DailyLoad, who(max_daily_meetings=1), two(period="P2")),
    edge(DailyLoad, who(max_daily_meetings=2), two(mode="online", room=None)),
    breaks(DailyLoad, who(max_daily_meetings=1), two(), 2),
    obeys(SameTeacher, KEEPING, timetable(meeting(), meeting(number=2, period="P2"))),
    edge(SameTeacher, KEEPING, timetable(meeting("S1"), meeting("S2", teacher="T2"))),
    breaks(SameTeacher, KEEPING, timetable(meeting(), meeting(number=2, teacher="T2"))),
)
