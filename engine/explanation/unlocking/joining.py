"""Joining: classes that are held and could take in learners too few for one of their own."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import numpy as np

from engine.domain.timetable import Section, Timetable
from engine.explanation.cases import Case
from engine.explanation.unlocking.learners import JoinSection
from engine.explanation.unlocking.proposals import FURTHEST
from engine.pooling.neighbourhoods import class_sizes

JOINS = 2


def joins(case: Case, timetable: Timetable) -> Iterator[JoinSection]:
    """The nearest held classes of the same course and audience with room for more learners."""
    limit = _limit(case)
    near = (join for join in _all(case, timetable) if join.metres <= FURTHEST * limit)
    yield from islice(near, JOINS)


def joins_online(case: Case, timetable: Timetable) -> Iterator[JoinSection]:
    """The nearest class too far to walk to, which would then meet online."""
    problem, limit = case.standing.axes.problem, _limit(case)
    if "online" in problem.course[case.section.course].modes:
        far = (join for join in _all(case, timetable) if join.metres > limit)
        yield from islice((replace(join, metres=0, online=True) for join in far), 1)


def _limit(case: Case) -> float:
    limit = case.standing.axes.problem.request[case.section.requests[0]].max_walk_m
    return np.inf if limit is None else limit


def _all(case: Case, timetable: Timetable) -> list[JoinSection]:
    """All classes that could be joined, the nearest first."""
    assert case.alone is not None
    problem = case.standing.axes.problem
    asking = problem.request[case.alone.request]
    _, most = class_sizes(problem, problem.course[asking.course])
    found = [
        _join(case, timetable, section)
        for section in (timetable.section[name] for name in _open_to_more(case, timetable))
        if section.course == asking.course
        and problem.request[section.requests[0]].audience == asking.audience
        and section.learners + case.alone.learners <= most
    ]
    return sorted(found, key=lambda join: (join.metres, join.section.id))


def _open_to_more(case: Case, timetable: Timetable) -> list[str]:
    """The classes held, but those that are locked: a trial would move them."""
    return sorted(timetable.placements.keys() - case.standing.axes.problem.locked.keys())


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
