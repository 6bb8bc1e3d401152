"""Cases of the rules about rooms and venues."""

from datetime import date, timedelta

from engine.domain.weeks import Weeks
from engine.rules.rooms.facilities import Facilities, HybridScreen
from engine.rules.rooms.hours import ClubHours, RoomOpen
from engine.rules.rooms.lent import CampusReady, VenueConfirmed, VenueFree
from engine.rules.rooms.room_clash import RoomClash
from engine.rules.rooms.room_days import RoomAvailable
from engine.rules.rooms.room_fits import RoomFits
from engine.rules.rooms.walk import LearnersWalk
from engine.rules.teachers.same import SameRoom
from tests.rules.case import APART_M, breaks, edge, obeys
from tests.rules.tiny import (
    MONDAY,
    TUESDAY,
    away,
    course,
    day,
    meeting,
    period,
    request,
    room,
    teacher,
    timetable,
    venue,
    world,
)

ONE = timetable(meeting())
ONLINE = timetable(meeting(mode="online", room=None))
HYBRID = timetable(meeting(mode="hybrid"))
LAST_DAY = world().term.end
TWO_TEACHERS = {"periods": (period("P1"), period("P1b", start="09:59", end="11:00"))}


def with_room(**other):
    """A world whose room differs."""
    return world(rooms=(room(**other),))


def with_venue(**other):
    """A world whose venue differs."""
    return world(venues=(venue(**other),))


def equipped(needs, has):
    """A world in which the course needs and the room has something."""
    return world(courses=(course(facilities=needs),), rooms=(room(facilities=has),))


def lacking(*rows, calendar=()):
    """A world in which something cannot be used."""
    return world(unavailable=rows, calendar=calendar)


def walking(limit):
    """A world in which learners of A1 walk to a venue in A2."""
    return world(requests=(request(max_walk_m=limit),), venues=(venue(home="A2"),))


def two(**second):
    """Two sections in one room, at the same time unless the second differs."""
    return timetable(meeting("S1"), meeting("S2", **second))


def twice(**second):
    """One section with two meetings, in one room unless the second differs."""
    return timetable(meeting(), meeting(number=2, period="P2", **second))


KEEPING = world(courses=(course(meetings_per_week=2, same_room=True),), rooms=(room(), room("R2")))

CASES = (
    obeys(RoomFits, with_room(seats=6), ONE),
    edge(RoomFits, with_room(seats=5), ONE),
    breaks(RoomFits, with_room(seats=4), ONE),
    obeys(Facilities, equipped(("mirror",), ("mirror", "piano")), ONE),
    edge(Facilities, equipped(("mirror",), ("*",)), ONE),
    edge(Facilities, equipped(("mirror",), ()), ONLINE),
    breaks(Facilities, equipped(("mirror", "piano"), ("mirror",)), ONE),
    obeys(HybridScreen, equipped((), ("screen",)), HYBRID),
    edge(HybridScreen, equipped((), ()), ONE),
    breaks(HybridScreen, equipped((), ()), HYBRID),
    obeys(RoomOpen, with_room(open_periods=("P1",)), ONE),
    edge(RoomOpen, with_room(open_periods=("*",)), ONE),
    breaks(RoomOpen, with_room(open_periods=("P2",)), ONE),
    breaks(RoomOpen, with_room(open_periods=()), ONE),
    obeys(ClubHours, with_room(club_periods=("P2",)), ONE),
    edge(ClubHours, with_room(club_periods=("P1",)), ONLINE),
    breaks(ClubHours, with_room(club_periods=("P1",)), ONE),
    obeys(VenueFree, world(), ONE),
    edge(VenueFree, with_venue(free=False), ONLINE),
    breaks(VenueFree, with_venue(free=False), ONE),
    obeys(VenueConfirmed, with_venue(confirmed_on=date(2020, 1, 1)), ONE),
    edge(VenueConfirmed, with_venue(confirmed_on=LAST_DAY), ONE),
    breaks(VenueConfirmed, with_venue(confirmed_on=LAST_DAY + timedelta(1)), ONE),
    breaks(VenueConfirmed, with_venue(confirmed_on=None), ONE),
    obeys(CampusReady, with_venue(campus=True, liaison="X", separate_entrance=True), ONE),
    edge(CampusReady, with_venue(campus=False), ONE),
    breaks(CampusReady, with_venue(campus=True, liaison="X"), ONE),
    breaks(CampusReady, with_venue(campus=True, separate_entrance=True), ONE),
    obeys(RoomAvailable, lacking(away("room", "R", TUESDAY)), ONE),
    edge(RoomAvailable, lacking(away("room", "R", TUESDAY, MONDAY + timedelta(6))), ONE),
    edge(RoomAvailable, lacking(away("room", "R", MONDAY), calendar=(day(MONDAY),)), ONE),
    edge(
        RoomAvailable,
        lacking(away("venue", "V", MONDAY), calendar=(day(MONDAY, "event", area="G1"),)),
        ONE,
    ),
    breaks(
        RoomAvailable,
        lacking(away("venue", "V", MONDAY), calendar=(day(MONDAY, "event", area="G2"),)),
        ONE,
    ),
    breaks(RoomAvailable, lacking(away("room", "R", MONDAY + timedelta(7))), ONE),
    breaks(RoomAvailable, lacking(away("venue", "V", MONDAY, MONDAY + timedelta(20))), ONE, 2),
    obeys(RoomClash, world(), two(period="P2")),
    edge(RoomClash, world(), two(weeks=Weeks("3"))),
    edge(
        RoomClash,
        world(periods=(period("P1"), period("P2", start="10:00", end="11:00"))),
        two(period="P2"),
    ),
    breaks(RoomClash, world(teachers=(teacher(), teacher("T2"))), two(teacher="T2")),
    breaks(RoomClash, world(), two(weeks=Weeks("2"))),
    breaks(RoomClash, world(**TWO_TEACHERS), two(period="P1b")),
    obeys(LearnersWalk, walking(None), ONE),
    edge(LearnersWalk, walking(APART_M), ONE),
    edge(LearnersWalk, walking(0), ONLINE),
    breaks(LearnersWalk, walking(APART_M - 1e-6), ONE),
    obeys(SameRoom, KEEPING, twice()),
    edge(SameRoom, KEEPING, twice(mode="online", room=None)),
    breaks(SameRoom, KEEPING, twice(room="R2")),
)
