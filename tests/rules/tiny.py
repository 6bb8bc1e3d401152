"""Tiny worlds for tests: every noun has defaults, so that a test names only what matters.

The default world: a district D with the streets G1 (communities A1, A2) and G2 (community B1),
a term of two weeks, Monday and Tuesday 09:00-10:00 (P1, P2), one teacher T, one venue V with a
room R in A1, one course C, one request Q of five learners in A1.
"""

from datetime import date
from itertools import product

from engine.domain.areas import Area
from engine.domain.calendar import CalendarDay, Period, Term
from engine.domain.courses import Course
from engine.domain.people import Teacher, Unavailable
from engine.domain.problem import Problem
from engine.domain.requests import LastTerm, Request
from engine.domain.settings import Settings
from engine.domain.timetable import ExceptionalWeeks, Meeting, Section, Timetable
from engine.domain.venues import Room, Venue
from engine.domain.weeks import Weeks

MONDAY = date(2026, 9, 7)
TUESDAY = date(2026, 9, 8)
HERE = {"lat": 30.30, "lon": 120.15}
THERE = {"lat": 30.31, "lon": 120.16}


def area(code, level="community", parent=None, **other):
    """Make an area."""
    given = {"name": code, "residents": 1000, "residents_source": "", "seniors": None, **HERE}
    return Area(code=code, level=level, parent=parent, point_is_estimate=False, **given | other)


AREAS = (
    area("D", "district"),
    area("G1", "street", "D"),
    area("G2", "street", "D"),
    area("A1", parent="G1"),
    area("A2", parent="G1", **THERE),
    area("B1", parent="G2", **THERE),
)


def period(name, weekday=1, start="09:00", end="10:00"):
    """Make a period; times are written HH:MM."""
    minutes = [int(time[:2]) * 60 + int(time[3:]) for time in (start, end)]
    return Period(id=name, weekday=weekday, start=minutes[0], end=minutes[1])


def day(when, kind="holiday", **other):
    """Make a row of the calendar."""
    given = {"follows_weekday": None, "replaces_date": None, "area": None, "venue": None} | other
    return CalendarDay(date=when, kind=kind, name=kind, confirmed=True, **given)


def venue(name="V", home="A1", **other):
    """Make a venue: free, confirmed, no campus, at the point of its area."""
    given = {"lat": None, "lon": None, "free": True, "confirmed_on": MONDAY, "campus": False}
    given |= {"name": name, "owner_kind": "", "tier": "community", "liaison": ""}
    return Venue(id=name, area=home, **given | {"separate_entrance": False} | other)


def room(name="R", at="V", **other):
    """Make a room of ten seats that is always open."""
    given = {"seats": 10, "floor_m2": None, "facilities": (), "open_periods": ("*",)}
    return Room(id=name, venue=at, name=name, **given | {"club_periods": ()} | other)


def teacher(name="T", home="A1", **other):
    """Make a teacher who can do everything everywhere at any time."""
    given = {"name": name, "tier": "district", "serves": "district", "lat": None, "lon": None}
    given |= {"employment": "full_time", "skills": (("art", 3),), "audiences": ("*",)}
    given |= {"available_periods": ("*",), "max_weekly_meetings": None, "fee": 0.0}
    given |= {"max_daily_meetings": None, "max_distance_m": None, "manager": False, "school": None}
    return Teacher(id=name, area=home, **given | other)


def away(kind, name, first, last=None):
    """Make a row of `unavailable`."""
    return Unavailable(kind=kind, id=name, from_date=first, to_date=last or first, reason="-")


def course(name="C", **other):
    """Make a course of one onsite meeting of an hour a week, over both weeks."""
    given = {"name": name, "category": "手工技艺", "skill": "art", "level": 1, "audience": ("*",)}
    given |= {"modes": ("onsite",), "facilities": (), "minutes": 60, "meetings_per_week": 1}
    given |= {"weeks_allowed": (Weeks("1-2"),), "min_learners": None, "max_learners": None}
    given |= {"same_teacher": False, "same_room": False, "price": 0.0, "status": "offered"}
    return Course(id=name, **given | other)


def request(name="Q", home="A1", learners=5, **other):
    """Make a request of priority 1 for course C."""
    given = {"course": "C", "priority": 1, "audience": "all", "allowed_periods": ("*",)}
    given |= {"preferred_periods": (), "max_walk_m": None, "group": None}
    return Request(id=name, area=home, learners=learners, **given | other)


def taught(teacher, course="C", home="A1"):
    """Make a row of last term."""
    return LastTerm(area=home, course=course, teacher=teacher)


def world(*, weeks=2, settings=None, **tables):
    """Make the default world with some tables replaced; `settings` is a dict of changes."""
    given = {
        "areas": AREAS,
        "schools": (),
        "periods": (period("P1"), period("P2", 2)),
        "calendar": (),
        "venues": (venue(),),
        "rooms": (room(),),
        "teachers": (teacher(),),
        "unavailable": (),
        "courses": (course(),),
        "requests": (request(),),
        "budgets": (),
    }
    return Problem(
        name="tiny",
        title="tiny",
        origin="synthetic",
        licence="CC0",
        seed=None,
        term=Term(start=MONDAY, weeks=weeks),
        rule_pack="gongshu_2023_16",
        settings=Settings(**settings or {}),
        **given | tables,
    )


def section(name="S", *, course="C", **learners):
    """Make a section of requests, each with its learners; request Q with five without any."""
    parts = learners or {"Q": 5}
    return Section(
        id=name,
        requests=tuple(parts),
        course=course,
        learners=sum(parts.values()),
        learners_by_request=tuple(parts.values()),
    )


def meeting(section="S", number=1, **other):
    """Make a meeting of a section: period P1, both weeks, teacher T, room R, onsite."""
    given = {"period": "P1", "weeks": Weeks("1-2"), "teacher": "T", "room": "R", "mode": "onsite"}
    return Meeting(section=section, meeting=number, **given | other)


def otherwise(weeks, section="S", number=1, **other):
    """Make an exception: some weeks held as by `meeting`, but for what is said otherwise."""
    row = meeting(section, number, weeks=Weeks(weeks)).model_dump()
    given = {"kind": "held", "reason": ""} | other
    return ExceptionalWeeks(**row | given)


def timetable(*rows, sections=None, exceptions=(), closed=()):
    """Make a timetable of meetings; without `sections` each is the default one of its name."""
    names = sorted({row.section for row in rows})
    return Timetable(
        sections=tuple(map(section, names)) if sections is None else sections,
        meetings=rows,
        exceptions=exceptions,
        closed=closed,
    )


def placements(problem, held):
    """Every placement of one section: weeks, then for each meeting period, teacher, mode, room."""
    asked = problem.course[held.course]
    runs = sorted({run for each in problem.courses for run in each.weeks_allowed})
    places = [(mode, each.id) for mode in ("onsite", "hybrid") for each in problem.rooms]
    seats = list(product(problem.period, problem.teacher, [*places, ("online", None)]))
    for run, *chosen in product(runs, *[seats] * asked.meetings_per_week):
        yield tuple(
            meeting(held.id, number, weeks=run, period=when, teacher=who, mode=mode, room=where)
            for number, (when, who, (mode, where)) in enumerate(chosen, 1)
        )


def every_timetable(problem, *sections):
    """Every timetable of a world: each section left out, or placed in any way at all."""
    choices = [[(), *placements(problem, held)] for held in sections]
    for chosen in product(*choices):
        rows = tuple(row for rows in chosen for row in rows)
        yield Timetable(sections=sections, meetings=rows)
