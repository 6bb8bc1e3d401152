"""Cases of the rules about sections."""

from engine.domain.timetable import Section, Timetable
from engine.domain.weeks import Weeks
from engine.rules.sections.alike import AudienceMeant, CourseOffered, PooledAlike
from engine.rules.sections.known_names import KnownNames, SectionAddsUp
from engine.rules.sections.modes import ModeAllowed, ModeHasRoom
from engine.rules.sections.size import LearnersAsked, SectionSize
from engine.rules.sections.whole import AllMeetings, DifferentDays, OneRun
from tests.rules.case import breaks, edge, obeys
from tests.rules.tiny import (
    course,
    meeting,
    otherwise,
    period,
    request,
    section,
    timetable,
    world,
)

TWO = world(requests=(request(), request("Q2")), courses=(course(), course("C2")))
TWICE = world(
    courses=(course(meetings_per_week=2),),
    periods=(period("P1"), period("P1b", start="10:00", end="11:00"), period("P2", 2)),
)
POOLED = timetable(meeting(), sections=(section(Q=5, Q2=5),))


def of_learners(*parts, learners):
    """A timetable of one section whose numbers are given as they are."""
    names = ("Q", "Q2")[: max(1, len(parts))]
    held = Section(id="S", requests=names, course="C", learners=learners, learners_by_request=parts)
    return timetable(meeting(), sections=(held,))


def pooled(**other):
    """A world in which the second request differs."""
    return world(requests=(request(), request("Q2", **other)), courses=(course(), course("C2")))


def sized(least, most):
    """A world whose course has a least and a most."""
    return world(courses=(course(min_learners=least, max_learners=most),))


def in_modes(*modes):
    """A world whose course allows these modes."""
    return world(courses=(course(modes=modes),))


CASES = (
    obeys(KnownNames, world(), timetable(meeting())),
    edge(KnownNames, world(), timetable(meeting(room=None, mode="online"))),
    breaks(KnownNames, world(), timetable(meeting(teacher="X"))),
    breaks(KnownNames, world(), timetable(meeting(room="X"))),
    breaks(KnownNames, world(), timetable(meeting(period="X"))),
    breaks(KnownNames, world(), Timetable(sections=(), meetings=(meeting(),))),
    breaks(KnownNames, world(), timetable(sections=(section(course="X"),))),
    breaks(KnownNames, world(), timetable(sections=(section(X=5),))),
    breaks(KnownNames, world(), timetable(sections=(section(), section()))),
    obeys(KnownNames, world(), timetable(meeting(), exceptions=(otherwise("2"),))),
    edge(KnownNames, world(), timetable(exceptions=(otherwise("1"),), closed=(section(X=5),))),
    breaks(KnownNames, world(), timetable(meeting(), exceptions=(otherwise("2", teacher="X"),))),
    breaks(KnownNames, world(), timetable(meeting(), exceptions=(otherwise("2", "S2"),))),
    breaks(KnownNames, world(), timetable(meeting(), closed=(section("S2", course="X"),))),
    breaks(KnownNames, world(), timetable(meeting(), closed=(section(),))),
    obeys(SectionAddsUp, TWO, POOLED),
    edge(SectionAddsUp, TWO, of_learners(1, learners=1)),
    breaks(SectionAddsUp, TWO, of_learners(5, 5, learners=11)),
    breaks(SectionAddsUp, TWO, of_learners(5, 0, learners=5)),
    breaks(SectionAddsUp, TWO, of_learners(learners=5)),
    obeys(CourseOffered, world(), timetable(meeting())),
    edge(CourseOffered, world(courses=(course(status="draft"),)), timetable(sections=(section(),))),
    breaks(CourseOffered, world(courses=(course(status="draft"),)), timetable(meeting())),
    obeys(AudienceMeant, world(courses=(course(audience=("all",)),)), timetable(meeting())),
    edge(AudienceMeant, world(courses=(course(audience=("*",)),)), timetable(meeting())),
    breaks(AudienceMeant, world(courses=(course(audience=("old",)),)), timetable(meeting())),
    obeys(PooledAlike, TWO, POOLED),
    edge(PooledAlike, pooled(priority=5, home="B1"), POOLED),
    breaks(PooledAlike, pooled(audience="old"), POOLED),
    breaks(PooledAlike, pooled(course="C2"), POOLED),
    obeys(SectionSize, sized(None, None), timetable(meeting())),
    edge(SectionSize, sized(5, 5), timetable(meeting())),
    breaks(SectionSize, sized(6, None), timetable(meeting())),
    breaks(SectionSize, sized(None, 4), timetable(meeting())),
    obeys(LearnersAsked, world(), timetable(meeting(), sections=(section(Q=4),))),
    edge(
        LearnersAsked,
        world(),
        timetable(meeting(), sections=(section(Q=4), section("S2", Q=1))),
    ),
    breaks(
        LearnersAsked,
        world(),
        timetable(meeting(), sections=(section(Q=4), section("S2", Q=2))),
    ),
    obeys(AllMeetings, world(), timetable(meeting())),
    edge(AllMeetings, TWICE, timetable(sections=(section(),))),
    breaks(AllMeetings, TWICE, timetable(meeting())),
    breaks(AllMeetings, TWICE, timetable(meeting(number=1), meeting(number=3))),
    breaks(AllMeetings, world(), timetable(meeting(number=1), meeting(number=2))),
    breaks(AllMeetings, TWICE, timetable(meeting(), meeting())),
    obeys(OneRun, TWICE, timetable(meeting(), meeting(number=2))),
    edge(OneRun, TWICE, timetable(meeting(), meeting("S2", weeks=Weeks("1")))),
    breaks(OneRun, TWICE, timetable(meeting(), meeting(number=2, weeks=Weeks("1")))),
    obeys(DifferentDays, TWICE, timetable(meeting(), meeting(number=2, period="P2"))),
    edge(DifferentDays, TWICE, timetable(meeting(), meeting("S2", period="P1b"))),
    breaks(DifferentDays, TWICE, timetable(meeting(), meeting(number=2, period="P1b"))),
    breaks(DifferentDays, TWICE, timetable(meeting(), meeting(number=2, period="P1"))),
    obeys(ModeAllowed, in_modes("onsite"), timetable(meeting())),
    edge(ModeAllowed, in_modes("online", "hybrid"), timetable(meeting(mode="hybrid"))),
    breaks(ModeAllowed, in_modes("onsite"), timetable(meeting(mode="online", room=None))),
    obeys(ModeHasRoom, world(), timetable(meeting())),
    edge(ModeHasRoom, world(), timetable(meeting(mode="online", room=None))),
    breaks(ModeHasRoom, world(), timetable(meeting(mode="online"))),
    breaks(ModeHasRoom, world(), timetable(meeting(room=None))),
)
