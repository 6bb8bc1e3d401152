"""Lay out the requests of one course and audience as neighbourhoods that pooling can divide."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from engine.domain.courses import Course
from engine.domain.problem import Problem
from engine.pooling.gather import Near
from engine.pooling.pools import Piece, Site, bits
from engine.pooling.reach import Reach
from engine.rules.terms import Bools, Ints

PARTNERS = 8  # how many nearest requests one may look to for company


@dataclass(frozen=True)
class Neighbourhood:
    """Requests that hang together through partners; `near` goes along with the rows of `site`."""

    site: Site
    pieces: tuple[Piece, ...]
    near: Near


def clusters(reach: Reach) -> Iterator[Ints]:
    """Rows of the requests for the same course and audience, without those a rule refuses."""
    found: dict[tuple[str, str], list[int]] = {}
    for row, request in enumerate(reach.requests):
        if not reach.refused[row]:
            found.setdefault((request.course, request.audience), []).append(row)
    for key in sorted(found):
        yield np.array(found[key])


def neighbourhoods(problem: Problem, reach: Reach, rows: Ints) -> Iterator[Neighbourhood]:
    """Split the rows of one cluster into parts that have nothing to share with one another."""
    course = problem.course[reach.requests[rows[0]].course]
    least, most = class_sizes(problem, course)
    areas = reach.area_of[rows]
    metres = reach.metres[np.ix_(areas, areas)]
    near = _near(_may_share(reach, rows, (least, most)), metres)
    for part in _parts(near):
        place = {row: at for at, row in enumerate(part)}
        yield Neighbourhood(
            site=_site(problem, reach, rows[part], metres[np.ix_(part, part)]),
            pieces=tuple(_pieces(reach, rows[part])),
            near=[[place[other] for other in near[row]] for row in part],
        )


def class_sizes(problem: Problem, course: Course) -> tuple[int, int]:
    """The fewest and the most learners of a section; the settings stand in for what is empty."""
    most = course.max_learners or problem.settings.most_learners
    fewest = course.min_learners
    if fewest is None:
        fewest = min(problem.settings.fewest_learners, most)
    return max(1, fewest), most


def _may_share(reach: Reach, rows: Ints, sizes: tuple[int, int]) -> Bools:
    """Pairs [N, N] with a room and a period in common, of which one needs the other or both fit."""
    least, most = sizes
    requests = [reach.requests[row] for row in rows]
    learners = np.array([request.learners for request in requests])
    groups = np.array([request.group or "" for request in requests])
    comfortable = (learners >= least) & (learners <= most)
    crowded = comfortable[:, None] & comfortable & (learners[:, None] + learners > most)
    strangers = (groups[:, None] != groups) | (groups == "")
    met = _overlap(reach.rooms[rows]) & _overlap(reach.periods[rows])
    useful: Bools = met & strangers & ~crowded
    np.fill_diagonal(useful, val=False)
    return useful


def _overlap(table: Bools) -> Bools:
    used = table[:, table.any(axis=0)].astype(np.float32)
    shared: Bools = used @ used.T > 0
    return shared


def _near(useful: Bools, metres: Ints) -> list[list[int]]:
    """The nearest useful partners of every row, each way."""
    order = np.argsort(np.where(useful, metres, np.iinfo(np.int64).max), axis=1, kind="stable")
    near: list[set[int]] = [set() for _ in order]
    for row, others in enumerate(order[:, :PARTNERS]):
        for other in others[useful[row, others]].tolist():
            near[row].add(other)
            near[other].add(row)
    return [_by_distance(others, metres[row]) for row, others in enumerate(near)]


def _by_distance(others: set[int], metres: Ints) -> list[int]:
    return sorted(others, key=lambda other: (metres[other], other))


def _parts(near: Near) -> Iterator[list[int]]:
    """Rows that hang together, each part in ascending order."""
    seen: set[int] = set()
    for start in range(len(near)):
        part, waiting = [], [start]
        while waiting:
            row = waiting.pop()
            if row not in seen:
                seen.add(row)
                part.append(row)
                waiting += near[row]
        if part:
            yield sorted(part)


def _site(problem: Problem, reach: Reach, rows: Ints, metres: Ints) -> Site:
    course = problem.course[reach.requests[rows[0]].course]
    fewest, most = class_sizes(problem, course)
    columns = _columns(reach, rows)
    open_at = reach.open_to(rows[0])[columns]
    return Site(
        fewest=fewest,
        most=most,
        meetings=course.meetings_per_week,
        one_room=course.same_room,
        days=reach.days,
        open_at=tuple(bits(column) for column in open_at.T),
        seats=reach.seats[columns],
        metres=metres.tolist(),
    )


def _columns(reach: Reach, rows: Ints) -> Ints:
    return np.flatnonzero(reach.rooms[rows].any(axis=0))


def _pieces(reach: Reach, rows: Ints) -> Iterator[Piece]:
    columns = _columns(reach, rows)
    for at, row in enumerate(rows):
        request = reach.requests[row]
        yield Piece(
            request=request.id,
            learners=request.learners,
            priority=request.priority,
            group=request.group,
            rooms=bits(reach.rooms[row][columns]),
            periods=bits(reach.periods[row]),
            at=at,
        )
