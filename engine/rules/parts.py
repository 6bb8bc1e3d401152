"""Parts of a problem: the sections of one district with whatever they could use.

Nothing that a rule allows is left out, so whoever looks at all parts looks at the whole. What
several parts could use stands in each of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.domain.areas import Area
from engine.domain.people import Teacher
from engine.domain.problem import EARTH_RADIUS_M, Point, Problem
from engine.domain.requests import Request
from engine.domain.timetable import Section
from engine.domain.venues import Room, Venue
from engine.rules.axes import Axes, axes_of
from engine.rules.terms import Bools, Floats

MARGIN_M = 10.0
"""Chords are compared, not arcs: so much is left between what is near and what is not."""


@dataclass(frozen=True)
class Part:
    """The sections of one district, and the problem cut down to what they could use.

    `root` is the area that holds them all.
    """

    root: str
    problem: Problem
    sections: tuple[Section, ...]

    def axes(self, whole: Axes) -> Axes:
        """The axes of this part; weeks and atoms are those of the whole."""
        return replace(axes_of(self.problem, self.sections, only=whole.only), runs=whole.weeks)


def parts_of(problem: Problem, sections: Sequence[Section]) -> tuple[Part, ...]:
    """Cut a problem by the areas that no other area holds, in the order of their codes.

    Sections that share a request or a group stay together, and every request is in one part.
    """
    home = {request.id: root_of(problem, request.area) for request in problem.requests}
    for bound in _bound_together(problem, sections):
        home |= dict.fromkeys(bound, home[bound[0]])
    found = []
    for root in sorted(set(home.values())):
        requests = tuple(each for each in problem.requests if home[each.id] == root)
        mine = tuple(each for each in sections if home[each.requests[0]] == root)
        found.append(Part(root, _useful(problem, requests, mine), mine))
    return tuple(found)


def root_of(problem: Problem, code: str) -> str:
    """The area that holds this one and is held by none."""
    area: Area = problem.area[code]
    while area.parent is not None:
        area = problem.area[area.parent]
    return area.code


def _bound_together(problem: Problem, sections: Iterable[Section]) -> Iterator[tuple[str, ...]]:
    """Requests that cannot be told apart: held by one section, or of one group, and so on."""
    chief: dict[str, str] = {}

    def chief_of(name: str) -> str:
        while chief.setdefault(name, name) != name:
            name = chief[name]
        return name

    groups: dict[str, list[str]] = {}
    for request in problem.requests:
        if request.group:
            groups.setdefault(request.group, []).append(request.id)
    for names in (*(section.requests for section in sections), *groups.values()):
        first = chief_of(names[0])
        for name in names[1:]:
            chief[chief_of(name)] = first
    together: dict[str, list[str]] = {}
    for name in sorted(chief):
        together.setdefault(chief_of(name), []).append(name)
    return (tuple(names) for names in together.values() if len(names) > 1)


def _useful(
    problem: Problem, requests: tuple[Request, ...], sections: Sequence[Section]
) -> Problem:
    """The problem with some requests, and with what their sections could use."""
    near = _near_venues(problem, requests)
    venues = {venue.id for venue in near}
    helpful = _helpful(problem, sections, near)
    return narrowed(
        problem,
        requests,
        tuple(room for room in problem.rooms if room.venue in venues),
        tuple(each for each, use in zip(problem.teachers, helpful, strict=True) if use),
    )


def narrowed(
    problem: Problem,
    requests: tuple[Request, ...],
    rooms: tuple[Room, ...],
    teachers: tuple[Teacher, ...],
) -> Problem:
    """A problem with these requests, rooms and teachers only; nothing tells of any other.

    Who taught last term stays: rules ask for those who know a section, whoever could take it.
    """
    areas = {request.area for request in requests}
    wanted = {each.id for each in teachers}
    wanted |= {row.teacher for row in problem.last_term if row.area in areas}
    teachers = tuple(each for each in problem.teachers if each.id in wanted)
    venues = {room.venue for room in rooms}
    kept = {("venue", name) for name in venues}
    kept |= {("room", room.id) for room in rooms}
    kept |= {("teacher", teacher.id) for teacher in teachers}
    return problem.model_copy(
        update={
            "requests": requests,
            "venues": tuple(venue for venue in problem.venues if venue.id in venues),
            "rooms": rooms,
            "teachers": teachers,
            "unavailable": tuple(row for row in problem.unavailable if (row.kind, row.id) in kept),
            "calendar": tuple(
                day for day in problem.calendar if not day.venue or day.venue in venues
            ),
        }
    )


def _near_venues(problem: Problem, requests: Iterable[Request]) -> tuple[Venue, ...]:
    """The venues to which the learners of some request could walk."""
    furthest: dict[str, float] = {}
    for request in requests:
        walk = np.inf if request.max_walk_m is None else float(request.max_walk_m)
        furthest[request.area] = max(furthest.get(request.area, 0.0), walk)
    starts = [problem.point_of_area(code) for code in furthest]
    ends = [problem.point_of(venue) for venue in problem.venues]
    reached = _within(problem, starts, ends, np.array(list(furthest.values())))
    return tuple(problem.venues[venue] for venue in np.flatnonzero(reached.any(axis=0)))


def _helpful(problem: Problem, sections: Sequence[Section], near: Sequence[Venue]) -> Bools:
    """Which teachers [T] know what some section needs, and could come to it or hold it online."""
    courses = {problem.course[section.course] for section in sections}
    asked: dict[str, int] = {}
    online: dict[str, int] = {}
    for course in courses:
        asked[course.skill] = min(asked.get(course.skill, course.level), course.level)
        if "online" in course.modes:
            online[course.skill] = min(online.get(course.skill, course.level), course.level)
    come = _could_come(problem, near)
    helpful = [
        any(level >= online.get(skill, level + 1) for skill, level in teacher.skills)
        or (here and any(level >= asked.get(skill, level + 1) for skill, level in teacher.skills))
        for teacher, here in zip(problem.teachers, come, strict=True)
    ]
    return np.array(helpful, dtype=np.bool_)


def _could_come(problem: Problem, near: Sequence[Venue]) -> Bools:
    """Which teachers [T] are lent, and would travel, to some of these venues."""
    lent = {
        (level, problem.ancestor(venue.area, level))
        for venue in near
        for level in ("community", "street", "district")
    }
    limits = [
        np.inf if teacher.max_distance_m is None else teacher.max_distance_m
        for teacher in problem.teachers
    ]
    serves = [
        (teacher.serves, problem.ancestor(teacher.area, teacher.serves)) in lent
        for teacher in problem.teachers
    ]
    rows = np.flatnonzero(serves)
    homes = [problem.point_of(problem.teachers[row]) for row in rows]
    ends = [problem.point_of(venue) for venue in near]
    come = np.zeros(len(problem.teachers), dtype=np.bool_)
    come[rows] = _within(problem, homes, ends, np.array(limits)[rows]).any(axis=1)
    return come


def _within(
    problem: Problem, starts: Sequence[Point], ends: Sequence[Point], limits: Floats
) -> Bools:
    """Whether ends are within the limit of each start [starts, ends], or a little beyond."""
    one, other = _on_sphere(starts), _on_sphere(ends)
    arc = limits / problem.settings.detour_factor / EARTH_RADIUS_M
    reach = 2 * np.sin(np.minimum(arc, np.pi) / 2) + MARGIN_M / EARTH_RADIUS_M
    within: Bools = np.maximum(0.0, 2 - 2 * one @ other.T) <= (reach * reach)[:, None]
    return within


def _on_sphere(points: Sequence[Point]) -> Floats:
    """Points as unit vectors [n, 3]."""
    lat, lon = np.radians(np.array(points, dtype=np.float64).reshape(-1, 2)).T
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
