"""The axes of a problem as arrays: what terms are written over.

Rows are ordered by id, so that the order of rows in a file changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.domain.calendar import Period
from engine.domain.courses import Course
from engine.domain.people import Teacher
from engine.domain.problem import Problem
from engine.domain.timetable import Section
from engine.domain.venues import Room
from engine.domain.weeks import Weeks, atoms
from engine.rules.terms import Bools


@dataclass(frozen=True)
class Axes:
    """A problem and a chunk of its sections, in the order that every array follows.

    `every` are all sections of the timetable to be made and `chunk` the slice of them that
    the section axis of the terms covers; build one with `axes_of`.
    """

    problem: Problem
    every: tuple[Section, ...]
    chunk: slice

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections of this chunk [S]."""
        return self.every[self.chunk]

    @cached_property
    def courses(self) -> tuple[Course, ...]:
        """The course of each section of this chunk [S]."""
        return tuple(self.problem.course[section.course] for section in self.sections)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods [P], by weekday and start."""
        return tuple(sorted(self.problem.periods, key=lambda p: (p.weekday, p.start, p.id)))

    @cached_property
    def rooms(self) -> tuple[Room, ...]:
        """The rooms [R]."""
        return tuple(sorted(self.problem.rooms, key=lambda room: room.id))

    @cached_property
    def teachers(self) -> tuple[Teacher, ...]:
        """The teachers [T]."""
        return tuple(sorted(self.problem.teachers, key=lambda teacher: teacher.id))

    @cached_property
    def weeks(self) -> tuple[Weeks, ...]:
        """The distinct runs of weeks [W] that some course with a section allows."""
        used = {section.course for section in self.every}
        runs = {run for course in used for run in self.problem.course[course].weeks_allowed}
        return tuple(sorted(runs, key=lambda run: (run.numbers[0], -len(run.numbers), run)))

    @cached_property
    def atoms(self) -> tuple[tuple[int, ...], ...]:
        """The week atoms [A]: the coarsest parts of which every run of weeks is a union."""
        return atoms(list(self.weeks), self.problem.term.weeks)

    @cached_property
    def weeks_atoms(self) -> Bools:
        """Which atoms a run of weeks holds [W, A]."""
        table = [[atom[0] in run.numbers for atom in self.atoms] for run in self.weeks]
        return np.array(table, dtype=np.bool_).reshape(len(self.weeks), len(self.atoms))


def axes_of(problem: Problem, sections: Sequence[Section], chunk: slice | None = None) -> Axes:
    """Lay out the axes for all sections, sorted by id, or for a chunk of them."""
    every = tuple(sorted(sections, key=lambda section: section.id))
    return Axes(problem, every, chunk or slice(0, len(every)))
