"""Finds offers: the pairs of teacher and room that may serve a request, the shortest ways first.

Pairs are tried in the order of what they cost, so the first five that are free are the best five.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, product
from operator import attrgetter
from typing import Any

from engine.domain.courses import OFFERED
from engine.domain.people import Teacher
from engine.domain.problem import Problem
from engine.domain.thing import EVERY, covers
from engine.domain.venues import Room
from engine.domain.weeks import Weeks
from engine.matching.asked import MOST, Proposal, Slot, Wanted
from engine.matching.index import Index, Stay, monday_of
from engine.matching.search import LEARNERS, RELAXED, SOME, Search
from engine.matching.standing import Standing

NEAREST = 40  # rooms that are looked at when the walk gives


def match(standing: Standing, wanted: Wanted) -> Sequence[Proposal]:
    """Give at most five proposals, the best first; where nothing fits, what would if it gave."""
    course = standing.problem.course.get(wanted.request.course)
    if course is None or course.status != OFFERED:
        return ()
    most = min(wanted.request.learners, course.max_learners or wanted.request.learners)
    fits = (course.min_learners or 0) <= wanted.request.learners == most
    asked = replace(wanted, request=wanted.request.model_copy(update={"learners": most}))
    for relaxed in RELAXED:
        label = relaxed if fits else f"{LEARNERS} {relaxed}".strip()
        found = list(islice(_found(Search(standing, asked, course, relaxed), label), MOST))
        if found:
            return found
    return ()


def _found(search: Search, label: str) -> Iterator[Proposal]:
    for metres, teacher, room in _pairs(search):
        slots = _slots(search, teacher, room)
        if slots:
            told = _told(search, metres, teacher, room) | {"relaxed": label}
            yield Proposal(teacher.id, room.id if room else None, slots, told)


def _pairs(search: Search) -> Iterator[tuple[int, Teacher, Room | None]]:
    """Give who may teach it where, by the metres that teacher and learners travel a meeting."""
    teachers = list(_teachers(search))
    if search.relaxed == "online":
        yield from ((0, teacher, None) for teacher, _ in teachers)
        return
    pairs = []
    for (walk, room, free_there), (teacher, free) in product(_rooms(search), teachers):
        if not free & free_there and not search.wanted.slots:
            continue
        venue = search.problem.venue[room.venue]
        metres = search.index.metres(teacher, venue)
        near = teacher.max_distance_m is None or metres <= teacher.max_distance_m
        if near and _serves(search.problem, teacher, venue.area):
            cost = 2 * round(metres) + search.request.learners * round(walk)
            pairs.append((cost, teacher.id, room.id, teacher, room))
    for cost, _, _, teacher, room in sorted(pairs, key=lambda pair: pair[:3]):
        yield cost, teacher, room


def _teachers(search: Search) -> Iterator[tuple[Teacher, int]]:
    """Give the teachers who may teach it, each with the runs at which they are free."""
    course, request, without = search.course, search.request, search.wanted.without
    if not covers(course.audience, request.audience):
        return
    if search.relaxed == "online" and "online" not in course.modes:
        return
    everywhere = search.index.closed_in(request.area)
    for teacher in sorted(search.index.by_skill.get(course.skill, ()), key=attrgetter("id")):
        if without and ("teacher", teacher.id) in without:
            continue
        level = max(level for skill, level in teacher.skills if skill == course.skill)
        if level >= course.level and covers(teacher.audiences, request.audience):
            free = search.free_runs(_shut(search, ("teacher", teacher.id)), everywhere)
            if free:
                yield teacher, free


def _rooms(search: Search) -> Iterator[tuple[float, Room, int]]:
    """Give the rooms that hold it, the nearest first, each with the runs at which they are free."""
    request, facilities = search.request, set(search.course.facilities)
    without, wide = search.wanted.without, "walk" in search.relaxed
    found = 0
    for walk, room in search.index.rooms_near(request.area) if _onsite(search) else ():
        beyond = request.max_walk_m is not None and walk > request.max_walk_m
        if (beyond and not wide) or (wide and found >= NEAREST):
            return
        if room.seats < request.learners or not facilities <= set(room.facilities):
            continue
        if without and {("room", room.id), ("venue", room.venue)} & without:
            continue
        closed = search.index.closed_at(room.venue)
        free = search.free_runs(_shut(search, ("room", room.id)), closed)
        if free:
            found += 1
            yield walk, room, free


def _onsite(search: Search) -> bool:
    return "onsite" in search.course.modes


def _shut(search: Search, name: tuple[str, str]) -> int:
    live = search.standing.live_bits(name, search.wanted.instead_of)
    return search.index.shut[name] | live


def _serves(problem: Problem, teacher: Teacher, area: str) -> bool:
    if teacher.serves == "district":
        return True
    mine = problem.ancestor(teacher.area, teacher.serves)
    return mine is not None and problem.ancestor(area, teacher.serves) == mine


def _slots(search: Search, teacher: Teacher, room: Room | None) -> tuple[Slot, ...]:
    """Give the dates at which both are free, of the first weeks that have them all."""
    shut = search.index.groups.get(search.request.group or "", 0)
    shut |= _shut(search, ("teacher", teacher.id))
    shut |= _shut(search, ("room", room.id)) if room else 0
    just_these = search.wanted.slots
    if just_these:
        free = not search.index.bits(just_these) & shut
        return just_these if free and _can_be_there(search, just_these, teacher, room) else ()
    venue, area = room.venue if room else None, search.request.area
    closed = search.index.closed_at(venue) if venue else search.index.closed_in(area)
    for weeks in search.course.weeks_allowed:
        chosen = _chosen(search, weeks, (shut, closed), teacher, room)
        if chosen:
            return tuple(sorted(chosen))
    return ()


def _chosen(
    search: Search, weeks: Weeks, kept: tuple[int, int], teacher: Teacher, room: Room | None
) -> list[Slot]:
    """Choose as many periods as the course meets a week, on different weekdays, wished ones first."""
    slots: list[Slot] = []
    weekdays: set[int] = set()
    shut, closed = kept
    for its_weeks, period, whole in search.runs:
        if its_weeks != weeks or period.weekday in weekdays:
            continue
        run = whole & ~closed
        if search.relaxed == SOME and 2 * (run & ~shut).bit_count() >= run.bit_count():
            run &= ~shut
        if not run or run & shut or not _can_be_there(search, search.index.of(run), teacher, room):
            continue
        slots += search.index.of(run)
        weekdays.add(period.weekday)
        if len(weekdays) == search.course.meetings_per_week:
            return slots
    return []


def _can_be_there(
    search: Search, slots: tuple[Slot, ...], teacher: Teacher, room: Room | None
) -> bool:
    """Tell whether the teacher gets there from elsewhere, and has load left for several a week."""
    venue, instead_of = room.venue if room else None, search.wanted.instead_of
    for slot in slots if search.has_stays(teacher.id, slots) else ():
        period = search.problem.period[slot.period]
        here = period.start, period.end, venue
        day = search.standing.stays_of(teacher.id, slot.date, instead_of)
        if not all(_in_time(search.index, here, stay) for stay in day):
            return False
    most = teacher.max_weekly_meetings
    if most is None or search.course.meetings_per_week == 1:
        return True  # a full week is shut already
    more = search.course.meetings_per_week
    mondays = {monday_of(slot.date) for slot in slots}
    return all(search.standing.load_of(teacher.id, m, instead_of) + more <= most for m in mondays)


def _in_time(index: Index, one: Stay, other: Stay) -> bool:
    early, late = sorted((one, other), key=lambda stay: stay[:2])
    if early[2] is None or late[2] is None or early[2] == late[2]:
        return True
    return late[0] - early[1] >= index.minutes(early[2], late[2])


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
        "learners": search.request.learners,
        "changes_for_others": 0,
        "mode": "onsite" if room else "online",
        "any_audience": EVERY in teacher.audiences,
    }
