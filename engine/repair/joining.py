"""Joining: learners without a class take free seats of one that is held."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from engine.domain.problem import Problem
from engine.domain.requests import Request
from engine.domain.timetable import ExceptionalWeeks, Section, Timetable
from engine.pooling.neighbourhoods import class_sizes
from engine.repair.differences import in_order
from engine.repair.past import is_over, of_sections
from engine.verification.verify import hard_breaches

Learners = Mapping[str, int]


def joined(problem: Problem, timetable: Timetable) -> Timetable:
    """Let the learners of sections that are not held take the free seats of those that are.

    Placements stand as they stand. Who has most at stake chooses first, and takes the nearest
    section that stays lawful with all of them, else the nearest free seats. What is left of a
    section that falls below its course's least learners is closed.
    """
    held = [each for each in timetable.sections if each.id in timetable.placements]
    now = of_sections(timetable, held)
    seats, waiting = Seats(problem, now), outside(problem, now)
    for name in by_worth(problem, waiting):
        seats.fill(name, waiting[name])
    now = of_sections(now, seats.sections.values())
    left = Counter(outside(problem, now))
    others = [each for each in timetable.sections if each.id not in timetable.placements]
    return of_sections(timetable, (*now.sections, *_waiting_still(problem, others, left)))


def outside(problem: Problem, timetable: Timetable) -> dict[str, int]:
    """Learners of each request that no section holds, where there are any."""
    learners = {request.id: request.learners for request in problem.requests}
    for section in timetable.sections:
        for name, here in section.shares:
            learners[name] = learners.get(name, 0) - here
    return {name: left for name, left in learners.items() if left > 0}


def by_worth(problem: Problem, waiting: Learners) -> list[str]:
    """The requests with most at stake first."""
    return sorted(waiting, key=lambda name: (-problem.request[name].priority * waiting[name], name))


def holding(section: Section, shares: Learners) -> Section:
    """The section with these learners by request."""
    return section.model_copy(
        update={
            "requests": tuple(shares),
            "learners": sum(shares.values()),
            "learners_by_request": tuple(shares.values()),
        }
    )


class Seats:
    """The sections of a timetable while learners take the free seats of those that are placed."""

    def __init__(self, problem: Problem, timetable: Timetable) -> None:
        self.problem = problem
        self.timetable = timetable
        self.sections = dict(timetable.section)
        self._alike: dict[tuple[str, str], list[str]] = {}
        self._grouped: dict[str, set[str]] = {}
        for section in timetable.sections:
            first = problem.request[section.requests[0]]
            self._alike.setdefault((section.course, first.audience), []).append(section.id)
            self._enter(section)

    def fill(self, name: str, learners: int) -> None:
        """Seat as many learners of a request as find a seat, together where that can be."""
        for least in (learners, 1):
            while learners and (taken := self.take(name, learners, least=least)):
                learners -= taken

    def take(self, name: str, learners: int, *, least: int) -> int:
        """Seat at least so many of these learners in the nearest section; tell how many.

        It is the placed section, not over yet, to which they walk least of those that stay
        lawful with them; 0 when there is none.
        """
        request = self.problem.request[name]
        alike = self._alike.get((request.course, request.audience), ())
        free = ((each, min(learners, self._free(each))) for each in alike)
        open_to = [
            (self._walk_m(each, request), each, taken) for each, taken in free if taken >= least
        ]
        for _, each, taken in sorted(open_to):
            larger = _with_learners(self.sections[each], name, taken)
            if self._breaks_nothing_more(larger):
                self.sections[each] = larger
                self._enter(larger)
                return taken
        return 0

    def _enter(self, section: Section) -> None:
        for group in self._groups(section):
            self._grouped.setdefault(group, set()).add(section.id)

    def _groups(self, section: Section) -> set[str]:
        groups = (self.problem.request[name].group for name in section.requests)
        return {group for group in groups if group is not None}

    def _free(self, name: str) -> int:
        """The seats left in a section; none in one that is not placed, or over."""
        rows = self.timetable.placements.get(name, ())
        if is_over(self.problem, rows):
            return 0
        section = self.sections[name]
        _, most = class_sizes(self.problem, self.problem.course[section.course])
        rooms = {row.room for row in rows if row.room is not None}
        return min((most, *(self.problem.room[room].seats for room in rooms))) - section.learners

    def _walk_m(self, section: str, request: Request) -> float:
        rows, problem = self.timetable.placements[section], self.problem
        venues = [problem.venue[problem.room[row.room].venue] for row in rows if row.room]
        home = problem.point_of_area(request.area)
        return sum(problem.distance_m(home, problem.point_of(venue)) for venue in venues)

    def _breaks_nothing_more(self, larger: Section) -> bool:
        """Whether a section with more learners, among those of the same groups, stays as lawful."""
        names = {name for group in self._groups(larger) for name in self._grouped.get(group, ())}
        near = [self.sections[name] for name in sorted(names - {larger.id})]
        broken = self._broken((*near, larger))
        return not broken or broken <= self._broken((*near, self.sections[larger.id]))

    def _broken(self, sections: Sequence[Section]) -> set[tuple[str, str | None]]:
        placements = self.timetable.placements
        rows = (row for each in sections for row in placements.get(each.id, ()))
        exceptions = (row for each in sections for row in self._exceptions.get(each.id, ()))
        part = in_order(sections, rows, exceptions=exceptions)
        return {(each.rule.name, each.section) for each in hard_breaches(self.problem, part)}

    @cached_property
    def _exceptions(self) -> Mapping[str, list[ExceptionalWeeks]]:
        found: dict[str, list[ExceptionalWeeks]] = {}
        for row in self.timetable.exceptions:
            found.setdefault(row.section, []).append(row)
        return found


def _waiting_still(
    problem: Problem, sections: Iterable[Section], left: Counter[str]
) -> Iterator[Section]:
    """The sections that are not held, with those of their learners who found no seat."""
    for section in sections:
        shares = {name: min(here, left[name]) for name, here in section.shares if left[name] > 0}
        fewest, _ = class_sizes(problem, problem.course[section.course])
        if shares == dict(section.shares) or sum(shares.values()) >= fewest:
            left.subtract(shares)
            yield holding(section, shares)


def _with_learners(section: Section, name: str, learners: int) -> Section:
    shares = dict(section.shares)
    shares[name] = shares.get(name, 0) + learners
    return holding(section, dict(sorted(shares.items())))
