"""The story of pooling: requests of one course and audience become sections."""

from collections.abc import Iterable, Iterator
from itertools import count

from engine.domain.problem import Problem
from engine.domain.timetable import Section
from engine.pooling.alone import alone
from engine.pooling.gather import gather
from engine.pooling.neighbourhoods import clusters, neighbourhoods
from engine.pooling.pooled import Pooled
from engine.pooling.reach import Reach, reach_of

Shares = dict[str, int]


def pool(problem: Problem) -> Pooled:
    """Turn requests into sections: nearby ones pooled, large ones split, lone ones reported.

    Every pooled request can walk to one room with a seat for everybody, in periods that all of
    them allow. As many priority-learners as possible find a section; then few sections and
    short ways. The order of rows changes nothing, and a section is named after its first
    request, so that a small change of the input leaves the other names alone.
    """
    reach = reach_of(problem)
    sections = tuple(sorted(_named(problem, _shares(problem, reach)), key=lambda each: each.id))
    return Pooled(sections=sections, alone=tuple(alone(problem, reach, sections)))


def _shares(problem: Problem, reach: Reach) -> Iterator[Shares]:
    for rows in clusters(reach):
        for part in neighbourhoods(problem, reach, rows):
            for opened in gather(part.site, part.pieces, part.near):
                yield from opened.shares()


def _named(problem: Problem, shares: Iterable[Shares]) -> Iterator[Section]:
    """Name each section after its first request, and the parts of one by number."""
    by_first: dict[str, list[Shares]] = {}
    for share in shares:
        by_first.setdefault(min(share), []).append(share)
    whole = {f"S-{request.id}" for request in problem.requests}
    for first, parts in by_first.items():
        name = f"S-{first}"
        numbered = (part for n in count(1) if (part := f"{name}-{n}") not in whole)
        for share in parts:
            yield _section(problem, name if len(parts) == 1 else next(numbered), share)


def _section(problem: Problem, name: str, share: Shares) -> Section:
    requests = tuple(sorted(share))
    return Section(
        id=name,
        requests=requests,
        course=problem.request[requests[0]].course,
        learners=sum(share.values()),
        learners_by_request=tuple(share[request] for request in requests),
    )
