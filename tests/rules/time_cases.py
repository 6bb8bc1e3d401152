"""Cases of the rules about periods, weeks and groups."""

from engine.domain.weeks import Weeks
from engine.rules.times.allowed import AllowedPeriods, LongEnough, WeeksAllowed
from engine.rules.times.groups import GroupsApart
from tests.rules.case import breaks, edge, obeys
from tests.rules.tiny import course, meeting, request, section, timetable, world


def lasting(minutes):
    """A world whose course takes so many minutes; its periods last sixty."""
    return world(courses=(course(minutes=minutes),))


def allowing(*periods):
    """A world whose request allows these periods."""
    return world(requests=(request(allowed_periods=periods),))


def grouped(first, second):
    """A world of two requests with their groups."""
    return world(requests=(request(group=first), request("Q2", group=second)))


HALVES = world(courses=(course(weeks_allowed=(Weeks("1"), Weeks("2"))),))
TOGETHER = (section("S1", Q=5), section("S2", Q2=5))
PARTS = (section("S1", Q=3), section("S2", Q=2))


def both(sections=TOGETHER, **second):
    """Two sections, at the same time unless the second differs."""
    return timetable(meeting("S1"), meeting("S2", **second), sections=sections)


CASES = (
    obeys(AllowedPeriods, allowing("P1", "P2"), timetable(meeting())),
    edge(AllowedPeriods, allowing("*"), timetable(meeting())),
    breaks(AllowedPeriods, allowing("P2"), timetable(meeting())),
    obeys(LongEnough, lasting(45), timetable(meeting())),
    edge(LongEnough, lasting(60), timetable(meeting())),
    breaks(LongEnough, lasting(61), timetable(meeting())),
    obeys(WeeksAllowed, HALVES, timetable(meeting(weeks=Weeks("2")))),
    edge(WeeksAllowed, world(weeks=2), timetable(meeting(weeks=Weeks("1-2")))),
    breaks(WeeksAllowed, HALVES, timetable(meeting(weeks=Weeks("1-2")))),
    breaks(WeeksAllowed, world(weeks=1), timetable(meeting(weeks=Weeks("1-2")))),
    obeys(GroupsApart, grouped("g", "g"), both(period="P2")),
    obeys(GroupsApart, grouped("g", "h"), both()),
    obeys(GroupsApart, grouped(None, None), both()),
    edge(GroupsApart, grouped("g", "g"), both(PARTS)),
    edge(GroupsApart, grouped("g", "g"), both(weeks=Weeks("3"))),
    breaks(GroupsApart, grouped("g", "g"), both()),
    breaks(GroupsApart, grouped("g", "g"), timetable(meeting(), sections=(section(Q=3, Q2=3),))),
)
