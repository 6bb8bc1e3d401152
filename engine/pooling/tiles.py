"""Tiles: a problem cut into what lies around the requests of one street.

The rules measure every area against every venue; around one street that is little, and a city
costs no more than its streets. A tile has no teachers and no fewest learners: pooling asks only
where and when.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from engine.domain.courses import Course
from engine.domain.problem import EARTH_RADIUS_M, Point, Problem
from engine.domain.requests import Request
from engine.rules.terms import Floats

SLACK = 1.001  # venues are cut off a little further away than anybody walks


def tiles(problem: Problem) -> Iterator[Problem]:
    """Cut by street; those who walk any distance are tiles of their own."""
    groups: dict[tuple[str, bool], list[Request]] = {}
    for request in problem.requests:
        street = problem.street_of(request) or request.area
        groups.setdefault((street, request.max_walk_m is None), []).append(request)
    courses = {course.id: _for_anybody(course) for course in problem.courses}
    for key in sorted(groups):
        yield _around(problem, groups[key], courses)


def metres_between(problem: Problem, starts: Sequence[Point], ends: Sequence[Point]) -> Floats:
    """Measure every start against every end [N, M] on the road: quick, to the last place or so."""
    (lat1, lon1), (lat2, lon2) = (
        np.radians(np.array(points).reshape(-1, 2)).T for points in (starts, ends)
    )
    half = (
        np.sin((lat1[:, None] - lat2) / 2) ** 2
        + np.cos(lat1)[:, None] * np.cos(lat2) * np.sin((lon1[:, None] - lon2) / 2) ** 2
    )
    way: Floats = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(half)) * problem.settings.detour_factor
    return way


def _for_anybody(course: Course) -> Course:
    return course.model_copy(update={"min_learners": None})


def _around(problem: Problem, requests: Sequence[Request], courses: dict[str, Course]) -> Problem:
    """Keep some requests and the venues that any of them might walk to."""
    asked = sorted({request.course for request in requests})
    homes = sorted({request.area for request in requests})
    limits = [request.max_walk_m for request in requests if request.max_walk_m is not None]
    venues = problem.venues
    if limits and venues:
        metres = metres_between(
            problem,
            [problem.point_of_area(area) for area in homes],
            [problem.point_of(venue) for venue in venues],
        )
        near = np.flatnonzero((metres <= SLACK * max(limits) + 1).any(axis=0))
        venues = tuple(venues[at] for at in near)
    there = {venue.id for venue in venues}
    rooms = tuple(room for room in problem.rooms if room.venue in there)
    names = {"room": {room.id for room in rooms}, "venue": there, "teacher": set[str]()}
    kept = {code for area in (*homes, *(v.area for v in venues)) for code in problem.lineage(area)}
    return problem.model_copy(
        update={
            "areas": tuple(area for area in problem.areas if area.code in kept),
            "venues": venues,
            "rooms": rooms,
            "teachers": (),
            "courses": tuple(courses[name] for name in asked),
            "requests": tuple(requests),
            "unavailable": tuple(row for row in problem.unavailable if row.id in names[row.kind]),
        }
    )
