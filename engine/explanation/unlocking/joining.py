"""Joining: classes that are held and could take in learners too few for one of their own."""

from collections.abc import Iterator

import numpy as np

from engine.domain.timetable import Section, Timetable
from engine.explanation.cases import Case
from engine.explanation.unlocking.proposals import FURTHEST
from engine.explanation.unlocking.unlocks import JoinSection
from engine.pooling.neighbourhoods import class_sizes


def joins(case: Case, timetable: Timetable) -> Iterator[JoinSection]:
    """The held classes of the same course and audience with room for them, nearest first.

    A class that is locked takes nobody in: trying it would move it.
    """
    assert case.alone is not None
    problem = case.standing.axes.problem
    asking = problem.request[case.alone.request]
    _, most = class_sizes(problem, problem.course[asking.course])
    found = []
    for name in sorted(timetable.placements.keys() - problem.locked.keys()):
        section = timetable.section[name]
        if (
            section.course == asking.course
            and problem.request[section.requests[0]].audience == asking.audience
            and section.learners + case.alone.learners <= most
        ):
            found.append(_join(case, timetable, section))
    limit = asking.max_walk_m
    for join in sorted(found, key=lambda join: (join.metres, join.section.id)):
        if limit is None or join.metres <= FURTHEST * limit:
            yield join


def _join(case: Case, timetable: Timetable, section: Section) -> JoinSection:
    assert case.alone is not None
    problem = case.standing.axes.problem
    home = problem.point_of_area(problem.request[case.alone.request].area)
    rows = timetable.placements[section.id]
    places = [problem.venue[problem.room[row.room].venue] for row in rows if row.room is not None]
    metres = max((problem.distance_m(home, problem.point_of(place)) for place in places), default=0)
    return JoinSection(
        request=case.alone.request,
        learners=case.alone.learners,
        section=section,
        metres=int(np.ceil(metres)),
        periods=tuple(row.period for row in rows),
    )
