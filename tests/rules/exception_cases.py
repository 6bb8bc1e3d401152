"""Cases of the rules about weeks in which a meeting is not as the timetable says."""

from datetime import timedelta

from engine.domain.weeks import Weeks
from engine.rules.times.exceptions import ExceptionsInRun, LostForCause, MostlyHeld
from tests.rules.case import breaks, edge, obeys
from tests.rules.tiny import (
    MONDAY,
    away,
    course,
    meeting,
    otherwise,
    section,
    teacher,
    timetable,
    world,
)

WEEK = timedelta(7)
LOST = {"kind": "lost", "reason": "病假"}
BEFORE = {"kind": "before"}


def term(*absences, as_of=None, **other):
    """A world of four weeks that has come to some day."""
    given = {
        "courses": (course(weeks_allowed=("1-4", "1-3")),),
        "teachers": (teacher(), teacher("T2")),
    } | other
    problem = world(weeks=4, unavailable=absences, **given)
    return problem.model_copy(update={"as_of": as_of})


def held(*exceptions, run="1-4", **other):
    """The section of every week, but for its exceptions."""
    return timetable(meeting(weeks=Weeks(run)), exceptions=exceptions, **other)


def only(*exceptions, **other):
    """A section that is not placed, and its exceptions."""
    return timetable(sections=(section(),), exceptions=exceptions, **other)


AWAY = away("teacher", "T", MONDAY + WEEK)
CLOSED = {"sections": (), "closed": (section(),)}

CASES = (
    obeys(ExceptionsInRun, term(), held(otherwise("2-3", teacher="T2"))),
    obeys(ExceptionsInRun, term(), held(otherwise("1"), otherwise("3", **LOST))),
    edge(ExceptionsInRun, term(), held(otherwise("4"))),
    edge(ExceptionsInRun, term(as_of=MONDAY + WEEK), held(otherwise("1", **BEFORE))),
    edge(ExceptionsInRun, term(as_of=MONDAY + WEEK + timedelta(1)), only(otherwise("1-2"))),
    edge(
        ExceptionsInRun,
        term(as_of=MONDAY + WEEK + timedelta(1)),
        timetable(exceptions=(otherwise("1-2"),), **CLOSED),
    ),
    breaks(ExceptionsInRun, term(), held(otherwise("4"), run="1-3")),
    breaks(ExceptionsInRun, term(), held(otherwise("5"), run="1-3"), 2),
    breaks(ExceptionsInRun, term(), held(otherwise("1-2"), otherwise("2-3", teacher="T2"))),
    breaks(ExceptionsInRun, term(), held(otherwise("2", number=2)), 2),
    breaks(ExceptionsInRun, term(), held(otherwise("2", kind="lost"))),
    breaks(ExceptionsInRun, term(as_of=MONDAY), held(otherwise("1", **BEFORE))),
    breaks(
        ExceptionsInRun,
        term(as_of=MONDAY + 2 * WEEK),
        held(otherwise("1", teacher="T2"), otherwise("2", **BEFORE)),
    ),
    breaks(ExceptionsInRun, term(as_of=MONDAY + WEEK), only(otherwise("1-2"))),
    breaks(
        ExceptionsInRun,
        term(as_of=MONDAY + WEEK),
        timetable(exceptions=(otherwise("1-2"),), **CLOSED),
    ),
    obeys(LostForCause, term(AWAY), held(otherwise("3", teacher="T2"))),
    edge(LostForCause, term(AWAY), held(otherwise("2", **LOST))),
    edge(LostForCause, term(away("room", "R", MONDAY + WEEK)), held(otherwise("2", **LOST))),
    edge(LostForCause, term(away("venue", "V", MONDAY + WEEK)), held(otherwise("2", **LOST))),
    edge(LostForCause, term(as_of=MONDAY + WEEK), held(otherwise("1", **LOST))),
    breaks(LostForCause, term(as_of=MONDAY), held(otherwise("1", **LOST))),
    breaks(LostForCause, term(AWAY), held(otherwise("2-3", **LOST))),
    breaks(LostForCause, term(AWAY), held(otherwise("2", teacher="T2", **LOST))),
    breaks(
        LostForCause,
        term(away("room", "R", MONDAY + WEEK)),
        held(otherwise("2", room=None, mode="online", **LOST)),
    ),
    obeys(MostlyHeld, term(), held(otherwise("2", **LOST))),
    edge(MostlyHeld, term(), held(otherwise("2", **LOST), run="1-3")),
    edge(MostlyHeld, term(), held(otherwise("1-3", teacher="T2"))),
    breaks(MostlyHeld, term(), held(otherwise("2-3", **LOST))),
    edge(MostlyHeld, term(), held(otherwise("1", **BEFORE), run="1-3")),
    breaks(MostlyHeld, term(), held(otherwise("1-2", **BEFORE))),
    breaks(MostlyHeld, term(), held(otherwise("1", **BEFORE), otherwise("3", **LOST))),
)
