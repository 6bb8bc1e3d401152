"""Hits: the few weeks of a section in which somebody or something is away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from engine.domain.problem import Problem
from engine.domain.requests import Part
from engine.domain.timetable import Meeting, Timetable
from engine.domain.weeks import Weeks
from engine.rules.clock import stopped
from engine.rules.fates import dates_ahead
from engine.rules.rooms.room_days import RoomAvailable
from engine.rules.rule import Breach
from engine.rules.teachers.hours import TeacherAvailable
from engine.timetabling.exact.parts import Pin

MOST_WEEKS = 2  # in so many weeks of a section somebody may be replaced for the dates alone


@dataclass(frozen=True)
class Keeping:
    """What a meeting keeps when it is replaced, and whether it is replaced alone."""

    parts: frozenset[Part]
    alone: bool


@dataclass(frozen=True)
class Task:
    """Some weeks of a section in which some of its meetings cannot be held as they are.

    `rows` are all its meetings of these weeks, written over its whole run; `hit` the numbers
    of those to be replaced, `over` of those that have been held. `to_the_end` when no date
    that is left can be held.
    """

    section: str
    weeks: frozenset[int]
    hit: frozenset[int]
    over: frozenset[int]
    rows: tuple[Meeting, ...]
    to_the_end: bool

    @property
    def is_whole(self) -> bool:
        """Whether all meetings of these weeks are to be replaced."""
        return len(self.hit) == len(self.rows)

    def pin(self, keeping: Keeping, locked: frozenset[Part]) -> Pin:
        """What stays of the section in these weeks."""
        others = frozenset(row.meeting for row in self.rows) - self.hit
        whole = others if keeping.alone else self.over
        return Pin(keeping.parts | locked, self.rows, whole, frozenset({self.rows[0].weeks}))


def tasks_of(problem: Problem, timetable: Timetable) -> Iterator[Task]:
    """The sections that are hit in few weeks, week by week; weeks that are alike together."""
    hits = _hits(problem, timetable)
    for section in sorted(hits):
        weeks = hits[section]
        if len(weeks) > MOST_WEEKS:
            continue
        alike: dict[tuple[frozenset[int], frozenset[int], tuple[Meeting, ...]], set[int]] = {}
        for week, hit in weeks.items():
            rows = _rows_in(timetable, section, week)
            over = _over_in(problem, timetable, rows, week)
            alike.setdefault((frozenset(hit), over, rows), set()).add(week)
        end = sum(map(len, weeks.values())) == _left(problem, timetable, section)
        for (hits_here, over, rows), numbers in alike.items():
            yield Task(section, frozenset(numbers), hits_here, over, rows, to_the_end=end)


def _over_in(
    problem: Problem, timetable: Timetable, rows: Sequence[Meeting], week: int
) -> frozenset[int]:
    """The numbers of the meetings of a week that have been held or lost."""
    alone = (row.model_copy(update={"weeks": Weeks(str(week))}) for row in rows)
    return frozenset(row.meeting for row in alone if not any(dates_ahead(timetable, problem, row)))


def _left(problem: Problem, timetable: Timetable, section: str) -> int:
    """How many dates of a section lie ahead, days off not counted."""
    return sum(
        not stopped(timetable, problem, row, problem.days_on.get(day, ()))
        for row in timetable.rows_of[section]
        for day in dates_ahead(timetable, problem, row)
    )


def _hits(problem: Problem, timetable: Timetable) -> Mapping[str, dict[int, set[int]]]:
    """The meetings of every section that cannot be held as they are, by week."""
    found: dict[str, dict[int, set[int]]] = {}
    for rule in (TeacherAvailable(), RoomAvailable()):
        for breach in rule.breaches(timetable, problem):
            section, day = str(breach.section), breach.details["day"]
            assert isinstance(day, date)  # both rules are about dates
            week = problem.term.week_of(day)
            hit = found.setdefault(section, {}).setdefault(week, set())
            hit.update(_meant(problem, timetable, breach, day))
    return {name: weeks for name, weeks in found.items() if name in timetable.placements}


def _meant(problem: Problem, timetable: Timetable, breach: Breach, day: date) -> Iterator[int]:
    """The numbers of the meetings that a breach is about."""
    rows = _rows_in(timetable, str(breach.section), problem.term.week_of(day))
    for row in rows:
        who = {("teacher", row.teacher), ("room", row.room)}
        today = problem.period[row.period].weekday == day.isoweekday()
        if today and not who.isdisjoint(breach.details.items()):
            yield row.meeting


def _rows_in(timetable: Timetable, section: str, week: int) -> tuple[Meeting, ...]:
    """The meetings of a section in a week, written over its whole run."""
    run = timetable.placements[section][0].weeks
    fields = Meeting.model_fields
    return tuple(
        Meeting.model_validate({name: getattr(row, name) for name in fields} | {"weeks": run})
        for row in timetable.rows_of[section]
        if week in row.weeks.numbers
    )
