"""The axes of a problem reduced to what a solver needs: names, sizes, weeks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.domain.weeks import Weeks
from engine.rules.axes import Axes
from engine.rules.terms import Bools, Ints


@dataclass(frozen=True)
class Frame:
    """Names and sizes of all axes; `meetings` [S] a week, `weekdays` [P] from 0.

    `learners` [S] and `asked`, those of all requests, are heads: what a watcher is told.
    """

    sections: tuple[str, ...]
    periods: tuple[str, ...]
    weeks: tuple[Weeks, ...]
    rooms: tuple[str, ...]
    teachers: tuple[str, ...]
    atoms: tuple[tuple[int, ...], ...]
    meetings: Ints
    learners: Ints
    asked: int
    weekdays: Ints
    weeks_atoms: Bools

    @cached_property
    def thing(self) -> Mapping[tuple[str, str], int]:
        """Things by ("room", id) or ("teacher", id)."""
        rooms = {("room", name): at for at, name in enumerate(self.rooms)}
        teachers = enumerate(self.teachers, start=self.first_teacher)
        return rooms | {("teacher", name): at for at, name in teachers}

    @cached_property
    def period_at(self) -> Mapping[str, int]:
        """Places of the periods by id."""
        return {name: at for at, name in enumerate(self.periods)}

    @property
    def online(self) -> int:
        """The thing that stands for the online place: it comes after the rooms."""
        return len(self.rooms)

    @property
    def first_teacher(self) -> int:
        """The thing that is the first teacher."""
        return len(self.rooms) + 1

    @property
    def most_meetings(self) -> int:
        """The most meetings a week of any section (K), at least 1."""
        return int(self.meetings.max(initial=1))


def frame_of(axes: Axes) -> Frame:
    """Read names and sizes off the axes, for all sections."""
    course = axes.problem.course
    return Frame(
        sections=tuple(section.id for section in axes.every),
        periods=tuple(period.id for period in axes.periods),
        weeks=axes.weeks,
        rooms=tuple(room.id for room in axes.rooms),
        teachers=tuple(teacher.id for teacher in axes.teachers),
        atoms=axes.atoms,
        meetings=np.array(
            [course[section.course].meetings_per_week for section in axes.every], dtype=np.int64
        ),
        learners=np.array([section.learners for section in axes.every], dtype=np.int64),
        asked=sum(request.learners for request in axes.problem.requests),
        weekdays=np.array([period.weekday - 1 for period in axes.periods], dtype=np.int64),
        weeks_atoms=axes.weeks_atoms,
    )
