"""Counting bounds: how many meetings can be met at all, packed into periods, not summed in hours.

A bound is optimistic everywhere - resources are counted in full for every window they could
serve - so that whatever exceeds it cannot be served by any timetable.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from engine.domain.courses import Course
from engine.explanation.counting.findings import SkillLoad, Window
from engine.explanation.standing.possible import Possible, meet
from engine.explanation.wording.dayparts import Daypart, daypart_of
from engine.pooling.pools import bits
from engine.rules.terms import Bools, Ints

WindowKey = tuple[str, str, Daypart]
SkillKey = tuple[str, int]


@dataclass
class Wanted:
    """Meetings that are wanted, and who, what and when could serve any of them.

    `meetings` and `seated` (those of them that need a room) count dated meetings; `teachers`,
    `rooms` and `periods` are sets of columns as bits.
    """

    meetings: int = 0
    seated: int = 0
    teachers: int = 0
    rooms: int = 0
    periods: int = 0

    def add(self, chunk: Possible, row: int, periods: Bools) -> None:
        """Want one more section in some periods."""
        meetings = fewest_meetings(chunk, row)
        self.meetings += meetings
        self.seated += 0 if chunk.online[row] else meetings
        self.teachers |= bits(chunk.near_teachers[row])
        self.rooms |= bits(chunk.rooms[row])
        self.periods |= bits(periods)


class Counting:
    """Counts demand by window and by skill, a chunk of sections at a time."""

    def __init__(self) -> None:
        self.may: dict[WindowKey, Wanted] = {}
        self.must: dict[WindowKey, Wanted] = {}
        self.skills: dict[SkillKey, Wanted] = {}

    def add(self, chunk: Possible) -> None:
        """Count the sections of a chunk."""
        free = joint_periods(chunk)
        parts = [daypart_of(period) for period in chunk.axes.periods]
        masks = {part: np.array([each is part for each in parts]) for part in Daypart}
        masks[Daypart.WHOLE_WEEK] = np.ones(len(parts), dtype=np.bool_)
        for row, course in enumerate(chunk.axes.courses):
            if free[row].any():
                for part, mask in masks.items():
                    key = (course.category, street_of(chunk, row), part)
                    self._count(key, chunk, row, (free[row] & mask, free[row] & ~mask))
                for level in range(1, course.level + 1):
                    self.skills.setdefault((course.skill, level), Wanted()).add(
                        chunk, row, free[row]
                    )

    def all_windows(self, supply: Possible) -> Iterator[Window]:
        """The windows in which anything could be met, sorted by category, street and part."""
        order = list(Daypart)
        for key in sorted(self.may, key=lambda key: (key[0], key[1], order.index(key[2]))):
            category, street, part = key
            may, must = self.may[key], self.must.get(key, Wanted())
            yield Window(
                category=category,
                street=street or None,
                daypart=part.name.lower(),
                must=must.meetings,
                may=may.meetings,
                teachers=_teacher_time(supply, may),
                rooms=_room_time(supply, may),
                shortfall=max(
                    0,
                    must.meetings - _teacher_time(supply, must),
                    must.seated - _room_time(supply, must),
                ),
            )

    def all_skills(self, supply: Possible) -> Iterator[SkillLoad]:
        """The load of every skill and level, sorted."""
        for (skill, level), wanted in sorted(self.skills.items()):
            most = _teacher_time(supply, wanted)
            yield SkillLoad(
                skill=skill,
                level=level,
                meetings=wanted.meetings,
                teachers=wanted.teachers.bit_count(),
                most=most,
                shortfall=max(0, wanted.meetings - most),
            )

    def _count(
        self, key: WindowKey, chunk: Possible, row: int, periods: tuple[Bools, Bools]
    ) -> None:
        """Count a section in a window, given its periods inside and outside of it."""
        here, elsewhere = periods
        if here.any():
            self.may.setdefault(key, Wanted()).add(chunk, row, here)
            if not elsewhere.any():
                self.must.setdefault(key, Wanted()).add(chunk, row, here)


def joint_periods(chunk: Possible) -> Bools:
    """Periods [S, P] in which a section has some teacher and some room of its own, if no other."""
    found = np.zeros_like(chunk.periods)
    for run in range(len(chunk.axes.weeks)):
        taught = meet(chunk.near_teachers, chunk.teacher_hours[:, :, run])
        housed = meet(chunk.rooms, chunk.room_hours[:, :, run]) | chunk.online[:, None]
        found |= chunk.weeks[:, run, None] & taught & housed
    return found & chunk.periods & chunk.sections[:, None]


def street_of(chunk: Possible, row: int) -> str:
    """The home street of a section's first request; empty for one of the district itself."""
    problem = chunk.axes.problem
    return problem.street_of(problem.request[chunk.axes.sections[row].requests[0]]) or ""


def fewest_meetings(chunk: Possible, row: int) -> int:
    """The fewest dated meetings a section has, in the shortest run of weeks it may take."""
    course: Course = chunk.axes.courses[row]
    runs = [len(chunk.axes.week_numbers[run]) for run in np.flatnonzero(chunk.weeks[row])]
    return course.meetings_per_week * min(runs)


def _teacher_time(supply: Possible, wanted: Wanted) -> int:
    """Most meetings of the term that the teachers could hold, by their periods and loads."""
    rows, periods = _rows(wanted.teachers), _columns(supply, wanted.periods)
    there = np.logical_or.reduce(supply.teacher_hours[rows], axis=2) & periods
    weekdays = supply.axes.ground.period_weekday
    days = np.stack([there[:, weekdays == day].sum(axis=1) for day in range(7)], axis=1)
    for _, limit in supply.limits("teacher", "weekday"):
        days = _at_most(days, limit.most[rows])
    week = days.sum(axis=1)
    for _, limit in supply.limits("teacher"):
        week = _at_most(week, limit.most[rows])
    return int(week.sum()) * supply.axes.problem.term.weeks


def _room_time(supply: Possible, wanted: Wanted) -> int:
    rows, periods = _rows(wanted.rooms), _columns(supply, wanted.periods)
    open_here = np.logical_or.reduce(supply.room_hours[rows], axis=2) & periods
    return int(open_here.sum()) * supply.axes.problem.term.weeks


def _at_most(amount: Ints, most: Ints) -> Ints:
    return np.where(most < 0, amount, np.minimum(amount, most))


def _rows(chosen: int) -> Ints:
    return np.array([at for at in range(chosen.bit_length()) if chosen >> at & 1], dtype=np.int64)


def _columns(supply: Possible, chosen: int) -> Bools:
    return np.array([chosen >> at & 1 == 1 for at in range(len(supply.axes.periods))])
