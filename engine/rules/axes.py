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
from engine.rules.ground import Ground, places
from engine.rules.terms import Bools, Ints


@dataclass(frozen=True)
class Axes:
    """A problem and a chunk of its sections, in the order that every array follows.

    `every` are all sections of the timetable to be made and `chunk` the slice of them that
    the section axis of the terms covers; build one with `axes_of`, and
    further chunks from it with `dataclasses.replace`: they share the `ground`. `only` are the
    weeks that count; without it those of the term that are not over. `runs` are the runs of
    weeks where the sections are a part of more (`engine/rules/parts.py`).
    """

    problem: Problem
    every: tuple[Section, ...]
    chunk: slice
    ground: Ground
    only: frozenset[int] | None = None
    runs: tuple[Weeks, ...] | None = None

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections of this chunk [S]."""
        return self.every[self.chunk]

    @cached_property
    def courses(self) -> tuple[Course, ...]:
        """The course of each section of this chunk [S]."""
        return tuple(self.problem.course[section.course] for section in self.sections)

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods [P], by weekday and start."""
        return self.ground.periods

    @property
    def rooms(self) -> tuple[Room, ...]:
        """The rooms [R]."""
        return self.ground.rooms

    @property
    def teachers(self) -> tuple[Teacher, ...]:
        """The teachers [T]."""
        return self.ground.teachers

    @cached_property
    def weeks(self) -> tuple[Weeks, ...]:
        """The distinct runs of weeks [W] that some course with a section allows."""
        if self.runs is not None:
            return self.runs
        used = {section.course for section in self.every}
        runs = {run for course in used for run in self.problem.course[course].weeks_allowed}
        return tuple(sorted(runs, key=lambda run: (run.numbers[0], -len(run.numbers), run)))

    @cached_property
    def counted(self) -> frozenset[int]:
        """The weeks that count: hours and loads of no other week are looked at."""
        return frozenset(self.problem.weeks_ahead) if self.only is None else self.only

    @cached_property
    def atoms(self) -> tuple[tuple[int, ...], ...]:
        """The week atoms [A]: the coarsest parts of which every run of weeks is a union."""
        return atoms(list(self.weeks), self.counted)

    @cached_property
    def weeks_atoms(self) -> Bools:
        """Which atoms a run of weeks holds [W, A]."""
        table = [[atom[0] in run.numbers for atom in self.atoms] for run in self.weeks]
        return np.array(table, dtype=np.bool_).reshape(len(self.weeks), len(self.atoms))

    @cached_property
    def week_numbers(self) -> tuple[Ints, ...]:
        """The weeks that count in each run [W], counted from 0."""
        return tuple(
            np.array([week - 1 for week in run.numbers if week in self.counted], dtype=np.int64)
            for run in self.weeks
        )

    @cached_property
    def course_of(self) -> Ints:
        """The course of each section [S], as a place in `ground.courses`."""
        order = [course.id for course in self.ground.courses]
        return places([section.course for section in self.sections], order)

    @cached_property
    def shares(self) -> "Shares":
        """The requests held by the sections of this chunk."""
        return shares_of(self.sections, self.ground)


@dataclass(frozen=True)
class Shares:
    """The pairs (section, request of it), N in all, section by section.

    `first` [S] is where each section's pairs begin; `request` (a place in `ground.requests`)
    and `learners` go along the pairs.
    """

    first: Ints
    request: Ints
    learners: Ints

    def any_of(self, rows: Bools) -> Bools:
        """Over rows along the pairs [N, X]: does any pair of a section hold [S, X]."""
        return np.asarray(np.logical_or.reduceat(rows, self.first, axis=0), dtype=np.bool_)

    def sum_of(self, rows: Ints) -> Ints:
        """Over rows along the pairs [N, X]: their sums by section [S, X]."""
        return np.asarray(np.add.reduceat(rows, self.first, axis=0), dtype=np.int64)


def shares_of(sections: Sequence[Section], ground: Ground) -> Shares:
    """Lay the requests of sections out pair by pair."""
    counts = [len(section.requests) for section in sections]
    names = [name for section in sections for name in section.requests]
    learners = [count for section in sections for count in section.learners_by_request]
    return Shares(
        np.cumsum([0, *counts], dtype=np.int64)[:-1],
        places(names, [request.id for request in ground.requests]),
        np.array(learners, dtype=np.int64),
    )


def axes_of(
    problem: Problem,
    sections: Sequence[Section],
    chunk: slice | None = None,
    *,
    only: frozenset[int] | None = None,
) -> Axes:
    """Lay out the axes for all sections, sorted by id, or for a chunk of them."""
    every = tuple(sorted(sections, key=lambda section: section.id))
    return Axes(problem, every, chunk or slice(0, len(every)), Ground(problem), only)
