"""Requests that pooling could not open in full: why, and who is nearest."""

from collections.abc import Iterator, Sequence

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Section
from engine.pooling.neighbourhoods import class_sizes
from engine.pooling.pooled import Alone, Apart
from engine.pooling.reach import Reach
from engine.rules.terms import Bools


def alone(problem: Problem, reach: Reach, sections: Sequence[Section]) -> Iterator[Alone]:
    """Report the learners in no section, by request."""
    held: dict[str, int] = {}
    for section in sections:
        for name, learners in section.shares:
            held[name] = held.get(name, 0) + learners
    partners = _partners(reach)
    for row, request in enumerate(reach.requests):
        if held.get(request.id, 0) < request.learners:
            others = [other for other in partners[request.course, request.audience] if other != row]
            yield _report(problem, reach, row, others, request.learners - held.get(request.id, 0))


def _partners(reach: Reach) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for row, request in enumerate(reach.requests):
        found.setdefault((request.course, request.audience), []).append(row)
    return found


def _report(
    problem: Problem, reach: Reach, row: int, others: Sequence[int], learners: int
) -> Alone:
    request = reach.requests[row]
    reason = reach.refused[row] or _reason(problem, reach, [row])
    if not others:
        return Alone(
            request=request.id,
            learners=learners,
            reason=reason,
            nearest_partner=None,
            distance_m=None,
            apart="no_partner",
        )
    metres = reach.metres(np.array([row]), np.array(others))[0]
    nearest = int(np.argmin(metres))
    return Alone(
        request=request.id,
        learners=learners,
        reason=reason,
        nearest_partner=reach.requests[others[nearest]].id,
        distance_m=int(metres[nearest]),
        apart=_apart(problem, reach, [row, others[nearest]]),
    )


def _reason(problem: Problem, reach: Reach, rows: Sequence[int]) -> str:
    """What these requests lack together: periods, a room, or learners."""
    course = problem.course[reach.requests[rows[0]].course]
    periods = np.logical_and.reduce(reach.periods[rows])
    if _weekdays(reach, periods) < course.meetings_per_week:
        return "no_common_period"
    least, _ = class_sizes(problem, course)
    rooms = np.logical_and.reduce(reach.rooms_of(np.array(rows))) & (reach.seats >= least)
    held = np.logical_or.reduce(reach.open_to(rows[0])[rooms]) & periods
    if _weekdays(reach, held) < course.meetings_per_week:
        return "no_room_in_reach"
    return "too_few_learners"


def _apart(problem: Problem, reach: Reach, rows: Sequence[int]) -> Apart:
    one, other = (reach.requests[row] for row in rows)
    if one.group and one.group == other.group:
        return "group"
    lacking = _reason(problem, reach, rows)
    names: dict[str, Apart] = {"no_common_period": "periods", "no_room_in_reach": "walk"}
    return names.get(lacking, "size")


def _weekdays(reach: Reach, periods: Bools) -> int:
    return len({reach.hours[at].weekday for at in np.flatnonzero(periods)})
