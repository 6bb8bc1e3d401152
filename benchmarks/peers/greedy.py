"""The greedy peer: the dearest section first, each at the cheapest place that is still free.

This is what an office does by hand: nothing that is placed is ever moved again. It reads the
same arrays as the solver, so that both choose from the same world.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.peers.desk import Desk, Place
from engine.domain.problem import Problem
from engine.domain.timetable import Section, Timetable
from engine.rules.terms import Floats, Ints
from engine.timetabling.choice import timetable_of
from engine.timetabling.kernels.arrays import (
    MEETINGS,
    PERIODS,
    POSSIBLE,
    ROOMS,
    SAME_ROOM,
    SAME_TEACHER,
    TEACHERS,
    WEEK,
    WEEKS,
    Costs,
)
from engine.timetabling.statement import Statement, state
from engine.timetabling.weights import weights

TRIES = 50
"""First meetings tried for a section that meets more than once a week."""


def greedy(problem: Problem, sections: Sequence[Section]) -> Timetable:
    """Place section by section, those with the most priority-learners first; always lawful."""
    statement = state(problem, sections)
    desk = Desk(statement)
    for section in np.argsort(-statement.world.stake[:-1, 0], kind="stable"):
        seat(desk, int(section))
    return timetable_of(statement, sections, desk.choice)


def seat(desk: Desk, section: int) -> None:
    """Place a section in the first run of weeks that has room for all its meetings."""
    for run in desk.listed(section, WEEKS):
        if places := Offer.of(desk, section, int(run)).meetings():
            desk.take(section, int(run), places)
            return


@dataclass
class Offer:
    """What a section may still have in one run of weeks.

    `cost` [period, teacher, room] is infinite where something is taken; `days` [period],
    `left` [teacher] the meetings a teacher may still take; `changes` the price of another
    teacher and of another room.
    """

    cost: Floats
    asked: int
    days: Ints
    left: Ints
    changes: tuple[float, float]

    @classmethod
    def of(cls, desk: Desk, section: int, run: int) -> "Offer":
        """Price everything that is still free."""
        row = desk.statement.world.section[section]
        periods, teachers, rooms = (
            desk.listed(section, each) for each in (PERIODS, TEACHERS, ROOMS)
        )
        hours, open_rooms = desk.free(section, run)
        cost = prices(desk.statement, section)
        free = hours[:, :, None] & open_rooms[:, None, :] & (cost < POSSIBLE)
        for at in np.flatnonzero(hours.any(axis=0)):
            for far in desk.too_far(int(teachers[at]), periods, rooms, run):
                free[:, at] &= ~far
        room, teacher = (float(weights().fit * each) for each in desk.statement.fit.more[:2])
        return cls(
            cost=np.where(free, cost, np.inf),
            asked=int(row[MEETINGS]),
            days=desk.statement.frame.weekdays[periods],
            left=desk.left(teachers, run)[:, WEEK],
            changes=(np.inf if row[SAME_TEACHER] else teacher, np.inf if row[SAME_ROOM] else room),
        )

    def meetings(self) -> list[Place]:
        """Choose the cheapest first meeting that leaves the others a place; [] for none."""
        for _ in range(TRIES):
            first = cheapest(self.cost)
            if first is None:
                break
            places = self._with_others(first)
            if len(places) == self.asked:
                return places
            self.cost[first] = np.inf
        return []

    def _with_others(self, first: Place) -> list[Place]:
        places, cost = [first], self.cost.copy()
        while len(places) < self.asked:
            self._heed(cost, places)
            best = cheapest(cost)
            if best is None:
                break
            places.append(best)
        return places

    def _heed(self, cost: Floats, places: Sequence[Place]) -> None:
        """Enter the last meeting chosen: another weekday, and the price of a change."""
        period, teacher, room = places[-1]
        cost[self.days == self.days[period]] = np.inf
        cost[:, np.arange(cost.shape[1]) != teacher] += self.changes[0]
        cost[:, :, np.arange(cost.shape[2]) != room] += self.changes[1]
        if self.left[teacher] <= sum(place[1] == teacher for place in places):
            cost[:, teacher] = np.inf


def cheapest(cost: Floats) -> Place | None:
    """Find the cheapest place; None where everything costs infinity."""
    if not cost.size:
        return None
    period, teacher, room = np.unravel_index(int(cost.argmin()), cost.shape)
    return (int(period), int(teacher), int(room)) if cost[period, teacher, room] < np.inf else None


def prices(statement: Statement, section: int) -> Floats:
    """What a meeting costs in travel and fit, as the total weighs them [period, teacher, room]."""
    row, entry = statement.world.section[section], statement.world.entry
    lists = [slice(row[each], row[each + 1]) for each in (PERIODS, TEACHERS, ROOMS)]
    pairs = np.ix_(entry[lists[1]] - statement.frame.first_teacher, entry[lists[2]])

    def priced(costs: Costs) -> Floats:
        periods, teachers, rooms = (costs.entry[each] for each in lists)
        both = costs.pair[pairs] + teachers[:, None] + rooms[None, :]
        whole: Floats = both[None] + periods[:, None, None]
        return whole

    weigh = weights()
    return weigh.travel * priced(statement.travel) + weigh.fit * priced(statement.fit)
