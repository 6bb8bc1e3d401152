"""Sections after requests came and went: smaller, closed, joined, or newly opened."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from engine.domain.problem import Problem
from engine.domain.requests import Request
from engine.domain.timetable import Section, Timetable
from engine.pooling.neighbourhoods import class_sizes
from engine.pooling.pool import pool
from engine.repair.past import is_over, of_sections
from engine.verification.verify import hard_breaches

Learners = Mapping[str, int]


def regrouped(before: Problem, after: Problem, timetable: Timetable) -> Timetable:
    """Let withdrawn requests leave their sections, and find sections for those without one.

    A section that falls below the course's least learners is closed, and whoever is left of it
    looks for another one like a new request: an existing section that stays lawful with them,
    the nearest first; else a new one, together with others who have none. Placements stand as
    they stood, those of closed sections go.
    """
    same = {request.id for request in before.requests if after.request.get(request.id) == request}
    kept, homeless = _left(after, timetable, same)
    homeless |= {each.id: each.learners for each in after.requests if each.id not in same}
    now = of_sections(timetable, kept)
    alone = {}
    for name, learners in sorted(homeless.items(), key=lambda each: (-_worth(after, each), each)):
        larger = _nearest_that_fits(after, now, name, learners)
        if larger is None:
            alone[name] = learners
        else:
            others = (each for each in now.sections if each.id != larger.id)
            now = of_sections(now, (*others, larger))
    opened = _opened(after, now, alone, taken=timetable.known.keys())
    return of_sections(now, (*now.sections, *opened))


def _left(
    after: Problem, timetable: Timetable, same: set[str]
) -> tuple[list[Section], Counter[str]]:
    """The sections that go on without withdrawn requests, and whoever a closed one leaves behind."""
    kept: list[Section] = []
    homeless: Counter[str] = Counter()
    for section in timetable.sections:
        shares = {name: learners for name, learners in section.shares if name in same}
        fewest = after.course[section.course].min_learners or 1
        if len(shares) == len(section.shares):
            kept.append(section)
        elif sum(shares.values()) >= fewest:
            kept.append(_holding(section, shares))
        else:
            homeless.update(shares)
    return kept, homeless


def _holding(section: Section, shares: Learners) -> Section:
    """The section with these learners by request."""
    return section.model_copy(
        update={
            "requests": tuple(shares),
            "learners": sum(shares.values()),
            "learners_by_request": tuple(shares.values()),
        }
    )


def _ids(sections: Iterable[Section]) -> set[str]:
    return {section.id for section in sections}


def _worth(problem: Problem, share: tuple[str, int]) -> int:
    return problem.request[share[0]].priority * share[1]


def _nearest_that_fits(
    problem: Problem, timetable: Timetable, name: str, learners: int
) -> Section | None:
    """The placed section with room for a request to which its learners walk least, enlarged."""
    request = problem.request[name]
    open_to = [
        (_walk_m(problem, timetable, section.id, request), section.id, larger)
        for section in timetable.sections
        if section.id in timetable.placements
        and not is_over(problem, timetable.placements[section.id])
        and _alike(problem, section, request)
        and (larger := _with_learners(problem, section, name, learners))
    ]
    for _, _, larger in sorted(open_to, key=lambda each: each[:2]):
        if _breaks_nothing_more(problem, timetable, larger):
            return larger
    return None


def _alike(problem: Problem, section: Section, request: Request) -> bool:
    first = problem.request[section.requests[0]]
    return section.course == request.course and first.audience == request.audience


def _with_learners(problem: Problem, section: Section, name: str, learners: int) -> Section | None:
    shares = dict(section.shares)
    shares[name] = shares.get(name, 0) + learners
    _, most = class_sizes(problem, problem.course[section.course])
    if sum(shares.values()) > most:
        return None
    return _holding(section, dict(sorted(shares.items())))


def _walk_m(problem: Problem, timetable: Timetable, section: str, request: Request) -> float:
    rooms = [row.room for row in timetable.placements[section] if row.room is not None]
    venues = [problem.venue[problem.room[room].venue] for room in rooms]
    home = problem.point_of_area(request.area)
    return sum(problem.distance_m(home, problem.point_of(venue)) for venue in venues)


def _breaks_nothing_more(problem: Problem, timetable: Timetable, larger: Section) -> bool:
    """Whether a section with more learners, among those of the same groups, stays as lawful."""
    groups = {problem.request[name].group for name in larger.requests} - {None}
    near = [
        section
        for section in timetable.sections
        if section.id != larger.id
        and groups & {problem.request[name].group for name in section.requests}
    ]
    smaller = timetable.section[larger.id]
    return _broken(problem, timetable, (*near, larger)) <= _broken(
        problem, timetable, (*near, smaller)
    )


def _broken(
    problem: Problem, timetable: Timetable, sections: Sequence[Section]
) -> set[tuple[str, str | None]]:
    found = hard_breaches(problem, of_sections(timetable, sections))
    return {(breach.rule.name, breach.section) for breach in found}


def _opened(
    problem: Problem,
    timetable: Timetable,
    alone: Learners,
    *,
    taken: Iterable[str],
) -> Iterator[Section]:
    """New sections for requests without one, together with others whom no section holds."""
    if not alone:
        return
    held = {name for section in timetable.sections for name in section.requests}
    others = (each for each in problem.requests if each.id not in held | alone.keys())
    asking = [*_sharing(problem, alone), *others]
    names = {*taken, *_ids(timetable.sections)}
    for section in pool(problem.model_copy(update={"requests": tuple(asking)})).sections:
        if alone.keys() & set(section.requests):
            free = next(each for each in _names(section.id) if each not in names)
            names.add(free)
            yield section.model_copy(update={"id": free})


def _sharing(problem: Problem, shares: Learners) -> Iterator[Request]:
    for name, learners in shares.items():
        yield problem.request[name].model_copy(update={"learners": learners})


def _names(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(1))
