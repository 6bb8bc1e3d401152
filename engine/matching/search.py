"""One question to one term: what is asked for, what gives in it, and when it may be."""

from dataclasses import dataclass
from functools import cached_property

from engine.domain.calendar import Period
from engine.domain.courses import Course
from engine.domain.problem import Problem
from engine.domain.requests import Request
from engine.domain.thing import EVERY
from engine.domain.weeks import Weeks
from engine.matching.asked import Slot, Wanted
from engine.matching.index import Index
from engine.matching.standing import Standing

LEARNERS = "learners"  # too few for the course, or a part of too many
# what gives, one after the other, when nothing fits as it was asked for
SOME = "periods, walk and some dates"
RELAXED = ("", "periods", "walk", "periods and walk", "online", SOME)


@dataclass(frozen=True)
class Search:
    """One question to one term, with what gives in it."""

    standing: Standing
    wanted: Wanted
    course: Course
    relaxed: str

    @property
    def index(self) -> Index:
        """The term as bits."""
        return self.standing.index

    @property
    def problem(self) -> Problem:
        """The term."""
        return self.standing.problem

    @property
    def request(self) -> Request:
        """What is asked for."""
        return self.wanted.request

    @cached_property
    def runs(self) -> list[tuple[Weeks, Period, int]]:
        """The weeks and periods that may be, the best first, each with its slots."""
        since = self.wanted.since
        found = (
            (weeks, period, self.index.run(period.id, weeks, since))
            for weeks in self.course.weeks_allowed
            for period in _periods(self)
        )
        return [each for each in found if each[2]]

    def has_stays(self, teacher: str, slots: tuple[Slot, ...]) -> bool:
        """Tell whether a teacher may be elsewhere on any of these days."""
        busy = self.index.busy_days.get(teacher, 0) & self.index.exactly(slots)
        return bool(busy) or self.standing.is_dealt(teacher)

    def free_runs(self, shut: int, closed: int) -> int:
        """Give the runs, as a set of their numbers, at which something is not shut."""
        if self.relaxed == SOME or self.wanted.slots:
            return (1 << len(self.runs)) - 1
        open_now = ~shut | closed
        return sum(1 << n for n, (_, _, run) in enumerate(self.runs) if run & open_now == run)


def _periods(search: Search) -> list[Period]:
    """Give the periods that are long enough and allowed, those that are wished first."""
    request, problem = search.request, search.problem
    allowed = (EVERY,) if "periods" in search.relaxed else request.allowed_periods
    names = problem.periods_in(allowed)
    fitting = [p for p in problem.periods if p.id in names and p.minutes >= search.course.minutes]
    return sorted(
        fitting, key=lambda p: (p.id not in request.preferred_periods, p.weekday, p.start)
    )
