"""Sections after requests came and went: smaller, closed, joined, or newly opened."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import count

from engine.domain.problem import Problem
from engine.domain.requests import Request
from engine.domain.timetable import Section, Timetable
from engine.pooling.pool import pool
from engine.repair.joining import Learners, Seats, by_worth, holding
from engine.repair.past import of_sections


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
    seats = Seats(after, now)
    alone = {
        name: homeless[name]
        for name in by_worth(after, homeless)
        if not seats.take(name, homeless[name], least=homeless[name])
    }
    now = of_sections(now, seats.sections.values())
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
            kept.append(holding(section, shares))
        else:
            homeless.update(shares)
    return kept, homeless


def _ids(sections: Iterable[Section]) -> set[str]:
    return {section.id for section in sections}


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
