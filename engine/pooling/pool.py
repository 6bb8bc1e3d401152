"""The story of pooling: requests of one course and audience become sections."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import count

from engine.domain.problem import Problem
from engine.domain.timetable import Section
from engine.pooling.alone import alone
from engine.pooling.gather import gather
from engine.pooling.neighbourhoods import clusters, neighbourhoods
from engine.pooling.pooled import Pooled
from engine.pooling.reach import Reach, reach_of

Shares = dict[str, int]


def pool(problem: Problem, *, kept: Sequence[Section] = ()) -> Pooled:
    """Turn requests into sections: nearby ones pooled, large ones split, lone ones reported.

    Every pooled request can walk to one room with a seat for everybody, in periods that all of
    them allow. As many priority-learners as possible find a section; then few sections and
    short ways. The order of rows changes nothing, and a section is named after its first
    request, so that a small change of the input leaves the other names alone. Sections that
    are `kept` stay as they are: only what they leave of the requests is pooled.
    """
    reach = reach_of(problem)
    left = _left_by(problem, kept)
    shares = _shares(left, reach_of(left) if kept else reach)
    opened = _named(left, shares, {section.id for section in kept})
    sections = tuple(sorted([*kept, *opened], key=lambda each: each.id))
    return Pooled(sections=sections, alone=tuple(alone(problem, reach, sections)))


def _left_by(problem: Problem, kept: Sequence[Section]) -> Problem:
    """The problem with only the learners whom no kept section holds."""
    if not kept:
        return problem
    held = Counter[str]()
    for section in kept:
        held.update(dict(section.shares))
    requests = tuple(
        request.model_copy(update={"learners": request.learners - held[request.id]})
        for request in problem.requests
        if request.learners > held[request.id]
    )
    return problem.model_copy(update={"requests": requests})


def _shares(problem: Problem, reach: Reach) -> Iterator[Shares]:
    for rows in clusters(reach):
        for part in neighbourhoods(problem, reach, rows):
            for opened in gather(part.site, part.pieces, part.near):
                yield from opened.shares()


def _named(problem: Problem, shares: Iterable[Shares], taken: Container[str]) -> Iterator[Section]:
    """Name each section after its first request, and the parts of one by number."""
    by_first: dict[str, list[Shares]] = {}
    for share in shares:
        by_first.setdefault(min(share), []).append(share)
    whole = {f"S-{request.id}" for request in problem.requests}
    for first, parts in by_first.items():
        name = f"S-{first}"
        every = (f"{name}-{n}" for n in count(1))
        numbered = (part for part in every if part not in whole and part not in taken)
        alone_and_free = len(parts) == 1 and name not in taken
        for share in parts:
            yield _section(problem, name if alone_and_free else next(numbered), share)


def _section(problem: Problem, name: str, share: Shares) -> Section:
    requests = tuple(sorted(share))
    return Section(
        id=name,
        requests=requests,
        course=problem.request[requests[0]].course,
        learners=sum(share.values()),
        learners_by_request=tuple(share[request] for request in requests),
    )
