"""Cases of the four goals: what costs nothing, what costs how much, and the turning points."""

from engine.domain.weeks import Weeks
from engine.rules.goals.agreed_load import AgreedLoad
from engine.rules.goals.fairness import Fairness
from engine.rules.goals.nearness import TeacherNearness, VenueNearness
from engine.rules.goals.served import Served
from engine.rules.goals.steadiness import Continuity, RoomChanges, TeacherChanges
from engine.rules.goals.travel import LearnersWalks, TeacherJourneys
from engine.rules.goals.wishes import ModeAsked, PreferredPeriods
from tests.rules.case import APART_M, breaks, edge, obeys
from tests.rules.tiny import (
    course,
    meeting,
    request,
    room,
    section,
    taught,
    teacher,
    timetable,
    venue,
    world,
)

ONE = timetable(meeting())
ONLINE = timetable(meeting(mode="online", room=None))
NONE = timetable(sections=(section(),))
METRES = round(APART_M)
FREELY = {"courses": (course(meetings_per_week=2),)}


def homes(teaches, stands, asks):
    """A world by the areas of teacher, venue and request."""
    return world(
        teachers=(teacher(home=teaches),),
        venues=(venue(home=stands),),
        requests=(request(home=asks),),
    )


def at(metres):
    """A world whose venue lies so many metres north, at detour 1."""
    degrees = metres / (6_371_000 * 3.141592653589793 / 180)
    return world(venues=(venue(lat=30.30 + degrees, lon=120.15),), settings={"detour_factor": 1.0})


def asking(*requests):
    """A world of two streets' requests."""
    return world(requests=requests)


def preferring(*periods):
    """A world whose request prefers these periods."""
    return world(requests=(request(preferred_periods=periods),))


def modes(*allowed):
    """A world whose course allows these modes."""
    return world(courses=(course(modes=allowed),))


def twice(**second):
    """One section with two meetings."""
    return timetable(meeting(), meeting(number=2, period="P2", **second))


def loaded(most, share=0.8):
    """A world whose teacher has a most, and the share agreed of it."""
    return world(
        teachers=(teacher(max_weekly_meetings=most),), settings={"agreed_load_share": share}
    )


def known(*rows):
    """A world with a last term and two teachers."""
    return world(teachers=(teacher(), teacher("T2")), last_term=rows)


TWO = timetable(meeting("S1"), meeting("S2", period="P2"))
UNEVEN = asking(request(priority=2), request("Q2", home="B1", learners=3))

CASES = (
    obeys(Served, world(), ONE),
    edge(Served, world(requests=(request(learners=6, priority=3),)), ONE, 3),
    breaks(Served, world(requests=(request(priority=3),)), NONE, 15),
    obeys(Fairness, world(), ONE),
    edge(Fairness, asking(request(learners=6), request("Q2", home="D")), ONE, 1667),
    breaks(Fairness, UNEVEN, NONE, 10_000),
    breaks(Fairness, asking(request(), request("Q2", home="B1", learners=3)), ONE, 10_000),
    obeys(TeacherJourneys, homes("A1", "A1", "A1"), ONE),
    edge(TeacherJourneys, at(0.51), ONE, 2),
    edge(TeacherJourneys, at(0.49), ONE, 0),
    edge(TeacherJourneys, homes("A1", "A2", "A1"), ONLINE),
    breaks(TeacherJourneys, homes("A1", "A2", "A1"), ONE, 2 * METRES),
    obeys(LearnersWalks, homes("A1", "A1", "A1"), ONE),
    edge(LearnersWalks, at(0.51), ONE, 5),
    edge(LearnersWalks, at(0.49), ONE, 0),
    breaks(LearnersWalks, homes("A1", "A2", "A1"), ONE, 5 * METRES),
    obeys(TeacherNearness, homes("A1", "A1", "A1"), ONE),
    edge(TeacherNearness, homes("A2", "A1", "A1"), ONE, 2),
    edge(TeacherNearness, homes("G1", "A1", "G1"), ONE, 2),
    breaks(TeacherNearness, homes("B1", "A1", "A1"), ONE, 5),
    breaks(TeacherNearness, homes("D", "A1", "D"), ONLINE, 5),
    obeys(VenueNearness, homes("A1", "A1", "A1"), ONE),
    edge(VenueNearness, homes("A1", "A2", "A1"), ONE, 2),
    edge(VenueNearness, homes("A1", "B1", "A1"), ONLINE),
    breaks(VenueNearness, homes("A1", "B1", "A1"), ONE, 5),
    obeys(PreferredPeriods, preferring("P1"), ONE),
    edge(PreferredPeriods, preferring(), ONE),
    edge(PreferredPeriods, preferring("*"), ONE),
    breaks(PreferredPeriods, preferring("P2"), ONE, 10),
    obeys(ModeAsked, modes("onsite", "online"), ONE),
    edge(ModeAsked, modes("online", "hybrid"), ONLINE),
    breaks(ModeAsked, modes("onsite", "online"), ONLINE, 30),
    breaks(ModeAsked, modes("onsite", "hybrid"), timetable(meeting(mode="hybrid")), 10),
    obeys(TeacherChanges, world(**FREELY), twice()),
    edge(TeacherChanges, world(), timetable(meeting("S1"), meeting("S2", teacher="T2"))),
    breaks(TeacherChanges, world(**FREELY), twice(teacher="T2"), 40),
    obeys(RoomChanges, world(**FREELY), twice()),
    edge(RoomChanges, world(**FREELY), twice(mode="online", room=None)),
    breaks(RoomChanges, world(rooms=(room(), room("R2")), **FREELY), twice(room="R2"), 15),
    obeys(Continuity, known(taught("T"), taught("T2")), ONE),
    edge(Continuity, known(taught("gone")), ONE),
    edge(Continuity, known(taught("T2", home="A2"), taught("T2", course="C2")), ONE),
    breaks(Continuity, known(taught("T2"), taught("gone")), ONE, 8),
    obeys(AgreedLoad, loaded(None), TWO),
    edge(AgreedLoad, loaded(3, 0.7), TWO),
    edge(AgreedLoad, loaded(2, 0.5), timetable(meeting("S1"), meeting("S2", weeks=Weeks("3")))),
    breaks(AgreedLoad, loaded(2), TWO, 2),
)
