"""Competitors: the placed sections that hold what some open sections could use."""

from collections import defaultdict
from collections.abc import Collection

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Meeting, Timetable
from engine.timetabling.exact.resolve import state_of_some
from engine.timetabling.kernels.arrays import PERIODS, ROOMS, TEACHERS
from engine.timetabling.statement import Statement

Weight = dict[tuple[str, str], float]


def competitors(
    problem: Problem, timetable: Timetable, open_sections: Collection[str], most: int
) -> frozenset[str]:
    """Name at most `most` placed sections, not yet over, that stand in the way of the open ones.

    A meeting counts the more, the fewer teachers (rooms) an open section could have at its
    period; ties go by id.
    """
    if not most or not open_sections:
        return frozenset()
    wanted = _wanted(state_of_some(problem, timetable, open_sections))
    weight: dict[str, float] = defaultdict(float)
    for row in timetable.meetings:
        ahead = row.weeks.numbers[-1] >= problem.weeks_ahead.start
        if ahead and row.section not in open_sections:
            weight[row.section] += sum(wanted.get(key, 0.0) for key in _uses(row))
    ranked = sorted((-each, name) for name, each in weight.items() if each > 0)
    return frozenset(name for _, name in ranked[:most])


def _uses(row: Meeting) -> list[tuple[str, str]]:
    rooms = [] if row.room is None else [(row.room, row.period)]
    return [(row.teacher, row.period), *rooms]


def _wanted(statement: Statement) -> Weight:
    """How much some section would like each (teacher or room, period), by name."""
    frame, world = statement.frame, statement.world
    names = [*frame.rooms, "", *frame.teachers]
    found: Weight = defaultdict(float)
    for row in world.section:
        periods = world.entry[row[PERIODS] : row[PERIODS + 1]]
        for column in (ROOMS, TEACHERS):
            things = world.entry[row[column] : row[column + 1]]
            things = things[things != frame.online]
            for thing in np.unique(things):
                for period in periods:
                    found[names[thing], frame.periods[period]] += 1 / len(things)
    return found
