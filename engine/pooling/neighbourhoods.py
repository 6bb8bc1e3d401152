"""Lay out the requests of one course and audience as neighbourhoods that pooling can divide."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from engine.domain.courses import Course
from engine.domain.problem import Problem
from engine.pooling.gather import Near
from engine.pooling.pools import Piece, Site, bits_by_row
from engine.pooling.reach import Reach
from engine.rules.terms import Bools, Ints

ROUNDED_M = 2  # what three rounded distances may be off by
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
    metres = reach.metres(rows, rows)
    near = _near(_may_share(reach, rows, metres, (least, most)), metres)
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


def _may_share(reach: Reach, rows: Ints, metres: Ints, sizes: tuple[int, int]) -> Bools:
    """Pairs [N, N] with a room and a period in common, of which one needs the other or both fit."""
    least, most = sizes
    requests = [reach.requests[row] for row in rows]
    learners = np.array([request.learners for request in requests])
    groups = np.array([request.group or "" for request in requests])
    comfortable = (learners >= least) & (learners <= most)
    crowded = comfortable[:, None] & comfortable & (learners[:, None] + learners > most)
    strangers = (groups[:, None] != groups) | (groups == "")
    useful = strangers & ~crowded & _close(reach, rows, metres)
    np.fill_diagonal(useful, val=False)
    return _overlap(reach.rooms_of(rows), _overlap(reach.periods[rows], useful))


def _close(reach: Reach, rows: Ints, metres: Ints) -> Bools:
    """Pairs [N, N] who can walk to one place between them, or need no place."""
    limits = [reach.requests[row].max_walk_m for row in rows]
    walk = np.array([np.inf if limit is None else limit for limit in limits])
    roomless = np.array([len(reach.rooms) in reach.near[row][-1:] for row in rows])
    close: Bools = (metres <= walk[:, None] + walk + ROUNDED_M) | (roomless[:, None] & roomless)
    return close


def _overlap(table: Bools, pairs: Bools) -> Bools:
    """Of the pairs [N, N], those whose rows share a column."""
    packed = np.packbits(table, axis=1)
    shared = np.zeros_like(pairs)
    for row, others in enumerate(pairs):
        columns = np.flatnonzero(others[row:]) + row
        found = (packed[columns] & packed[row]).any(axis=1)
        shared[row, columns[found]] = shared[columns[found], row] = True
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
        open_at=bits_by_row(open_at.T),
        seats=reach.seats[columns],
        metres=metres.tolist(),
    )


def _columns(reach: Reach, rows: Ints) -> Ints:
    return np.unique(np.concatenate([reach.near[row] for row in rows]))


def _pieces(reach: Reach, rows: Ints) -> Iterator[Piece]:
    columns = _columns(reach, rows)
    rooms = np.zeros((len(rows), len(columns)), dtype=np.bool_)
    for at, row in enumerate(rows):
        rooms[at, np.searchsorted(columns, reach.near[row])] = True
    periods = bits_by_row(reach.periods[rows])
    for at, (row, here) in enumerate(zip(rows, bits_by_row(rooms), strict=True)):
        request = reach.requests[row]
        yield Piece(
            request=request.id,
            learners=request.learners,
            priority=request.priority,
            group=request.group,
            rooms=here,
            periods=periods[at],
            at=at,
        )
