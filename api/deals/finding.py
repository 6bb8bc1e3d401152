"""Finds offers: the pairs of teacher and room that may serve a request, the shortest ways first.

Pairs are tried in the order of what they cost, so the first five that are free are the best five.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any

from api.deals.index import Index, Stay
from api.deals.live import Standing
from api.deals.matching import MOST, Proposal, Slot, Wanted
from engine.domain.calendar import Period
from engine.domain.courses import OFFERED, Course
from engine.domain.people import Teacher
from engine.domain.problem import Problem
from engine.domain.requests import Request
from engine.domain.thing import EVERY, covers
from engine.domain.venues import Room
from engine.domain.weeks import Weeks

MINUTES = 60
# what gives, one after the other, when nothing fits as it was asked for
SOME = "periods, walk and some dates"
RELAXED = ("", "periods", "walk", "periods and walk", "online", SOME)


@dataclass(frozen=True)
class Search:
    """One question to one term."""

    standing: Standing
    index: Index
    wanted: Wanted
    relaxed: str

    @property
    def problem(self) -> Problem:
        """The term."""
        return self.standing.problem

    @property
    def request(self) -> Request:
        """What is asked for."""
        return self.wanted.request

    @property
    def course(self) -> Course:
        """Its course."""
        return self.problem.course[self.request.course]


def find(standing: Standing, wanted: Wanted) -> Sequence[Proposal]:
    """Give at most five proposals, the best first; where nothing fits, what would if it gave."""
    course = standing.problem.course.get(wanted.request.course)
    if course is None or course.status != OFFERED or not _size_fits(course, wanted.request):
        return ()
    for relaxed in RELAXED:
        found = list(_found(Search(standing, standing.index, wanted, relaxed)))
        if found:
            return found
    return ()


def _size_fits(course: Course, request: Request) -> bool:
    fewest, most = course.min_learners or 0, course.max_learners or request.learners
    return fewest <= request.learners <= most


def _found(search: Search) -> Iterator[Proposal]:
    left = MOST
    for metres, teacher, room in _pairs(search):
        slots = _slots(search, teacher, room)
        if slots:
            yield Proposal(teacher.id, room.id if room else None, slots, _told(
                search, metres, teacher, room
            ))  # fmt: skip
            left -= 1
        if not left:
            return


def _pairs(search: Search) -> Iterator[tuple[int, Teacher, Room | None]]:
    """Give who may teach it where, by the metres that teacher and learners travel a meeting."""
    teachers = [each for each in _teachers(search) if ("teacher", each.id) not in _without(search)]
    if search.relaxed == "online":
        yield from ((0, teacher, None) for teacher in teachers)
        return
    rooms = list(_rooms(search))
    pairs = []
    for teacher, (walk, room) in product(teachers, rooms):
        venue = search.problem.venue[room.venue]
        metres = search.index.metres(teacher, venue)
        near = teacher.max_distance_m is None or metres <= teacher.max_distance_m
        if near and _serves(search.problem, teacher, venue.area):
            cost = 2 * round(metres) + search.request.learners * round(walk)
            pairs.append((cost, teacher.id, room.id, teacher, room))
    for cost, _, _, teacher, room in sorted(pairs, key=lambda pair: pair[:3]):
        yield cost, teacher, room


def _without(search: Search) -> frozenset[tuple[str, str]]:
    return search.wanted.without


def _teachers(search: Search) -> Iterator[Teacher]:
    course, request = search.course, search.request
    if not covers(course.audience, request.audience):
        return
    if search.relaxed == "online" and "online" not in course.modes:
        return
    for teacher in search.index.by_skill.get(course.skill, ()):
        level = max(level for skill, level in teacher.skills if skill == course.skill)
        if level >= course.level and covers(teacher.audiences, request.audience):
            yield teacher


def _rooms(search: Search) -> Iterator[tuple[float, Room]]:
    request, facilities = search.request, set(search.course.facilities)
    for room in search.problem.rooms if "onsite" in search.course.modes else ():
        venue = search.problem.venue[room.venue]
        if {("room", room.id), ("venue", venue.id)} & _without(search):
            continue
        if room.seats < request.learners or not facilities <= set(room.facilities):
            continue
        fit_campus = not venue.campus or (venue.liaison and venue.separate_entrance)
        if not venue.free or venue.confirmed_on is None or not fit_campus:
            continue
        walk = search.index.walk(request.area, venue)
        if request.max_walk_m is None or walk <= request.max_walk_m or "walk" in search.relaxed:
            yield walk, room


def _serves(problem: Problem, teacher: Teacher, area: str) -> bool:
    mine = problem.ancestor(teacher.area, teacher.serves)
    return mine is not None and problem.ancestor(area, teacher.serves) == mine


def _slots(search: Search, teacher: Teacher, room: Room | None) -> tuple[Slot, ...]:
    """Give the dates at which both are free, of the first run of weeks that has them all."""
    names = [("teacher", teacher.id), *([("room", room.id)] if room else [])]
    shut = search.index.groups.get(search.request.group or "", 0)
    for name in names:
        shut |= search.index.shut[name] | search.standing.live_bits(name, search.wanted.instead_of)
    just_these = search.wanted.slots
    if just_these:
        free = not search.index.bits(just_these) & shut
        return just_these if free and _can_be_there(search, just_these, teacher, room) else ()
    for weeks in search.course.weeks_allowed:
        chosen = _chosen(search, weeks, shut, teacher, room)
        if chosen:
            return tuple(sorted(chosen))
    return ()


def _chosen(
    search: Search, weeks: Weeks, shut: int, teacher: Teacher, room: Room | None
) -> list[Slot]:
    """Choose as many periods as the course meets a week, on different weekdays, wished ones first."""
    venue = room.venue if room else None
    slots: list[Slot] = []
    weekdays: set[int] = set()
    for period in _periods(search):
        run, dates = search.index.run(
            period.id, weeks, search.wanted.since, venue, search.request.area
        )
        if search.relaxed == SOME and 2 * (run & ~shut).bit_count() >= run.bit_count():
            run &= ~shut
            dates = search.index.of(run)
        if period.weekday in weekdays or not run or run & shut:
            continue
        if _can_be_there(search, dates, teacher, room):
            slots += dates
            weekdays.add(period.weekday)
        if len(weekdays) == search.course.meetings_per_week:
            return slots
    return []


def _periods(search: Search) -> list[Period]:
    """Give the periods that are long enough and allowed, those that are wished first."""
    request, problem = search.request, search.problem
    allowed = (EVERY,) if "periods" in search.relaxed else request.allowed_periods
    names = problem.periods_in(allowed)
    fitting = [p for p in problem.periods if p.id in names and p.minutes >= search.course.minutes]
    return sorted(
        fitting, key=lambda p: (p.id not in request.preferred_periods, p.weekday, p.start)
    )


def _can_be_there(
    search: Search, slots: Sequence[Slot], teacher: Teacher, room: Room | None
) -> bool:
    """Tell whether the teacher has time to get there and load left, day by day and week by week."""
    venue = room.venue if room else None
    for slot in slots:
        day = search.standing.stays_of(teacher.id, slot.date, search.wanted.instead_of)
        if teacher.max_daily_meetings is not None and len(day) >= teacher.max_daily_meetings:
            return False
        period = search.problem.period[slot.period]
        if any(not _in_time(search, (period.start, period.end, venue), stay) for stay in day):
            return False
    most, weeks = teacher.max_weekly_meetings, Counter(_week(slot) for slot in slots)
    if most is None:
        return True
    instead_of = search.wanted.instead_of
    held = (
        search.standing.stays_in_week(teacher.id, monday, instead_of) + new
        for monday, new in weeks.items()
    )
    return all(each <= most for each in held)


def _week(slot: Slot) -> date:
    return slot.date - timedelta(days=slot.date.weekday())


def _in_time(search: Search, one: Stay, other: Stay) -> bool:
    early, late = sorted((one, other), key=lambda stay: stay[:2])
    if early[2] is None or late[2] is None or early[2] == late[2]:
        return True
    venues = (search.problem.venue[name] for name in (early[2], late[2]))
    metres = search.problem.distance_m(*(search.problem.point_of(venue) for venue in venues))
    settings = search.problem.settings
    minutes = metres / (settings.travel_speed_kmh * 1000 / MINUTES) + settings.change_over_minutes
    return late[0] - early[1] >= minutes


def _told(search: Search, metres: int, teacher: Teacher, room: Room | None) -> dict[str, Any]:
    """Say why it stands where it stands, and who has to agree."""
    venue = search.problem.venue[room.venue] if room else None
    agree = ([venue.area] if venue else []) + [teacher.id]
    return {
        "metres_a_meeting": metres,
        "teacher_tier": teacher.tier,
        "fee_a_meeting": teacher.fee,
        "teacher_metres": round(search.index.metres(teacher, venue)) if venue else 0,
        "walk_metres": round(search.index.walk(search.request.area, venue)) if venue else 0,
        "seats": room.seats if room else None,
        "must_agree": agree,
        "relaxed": search.relaxed,
        "changes_for_others": 0,
        "mode": "onsite" if room else "online",
        "any_audience": EVERY in teacher.audiences,
    }
