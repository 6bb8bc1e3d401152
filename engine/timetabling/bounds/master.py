"""The column master: the linear program over pooled placements, whose duals are good prices."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from engine.rules.terms import Bools, Floats, Ints
from engine.timetabling.bounds.matrix import Matrix, Rows, scarce
from engine.timetabling.bounds.pool import Columns
from engine.timetabling.bounds.relaxation import Multipliers, Relaxation
from engine.timetabling.bounds.usage import Uses, uses
from engine.timetabling.kernels.arrays import AGREED, WEEK
from engine.timetabling.sharing import ENDLESS
from engine.timetabling.weights import weights

ROUGH = 1e-2
"""How exactly the interior-point method must end: prices are valid whatever they are."""


@dataclass(frozen=True)
class Master:
    """The linear program of one aim over some columns: place, leave out, work above agreed.

    Sections that are not `active` [S] stay out of it and count as placed for nothing. Its
    columns are the placements, one leave-out a section, one overload a load row, and the
    worst street's share when fairness counts.
    """

    relaxation: Relaxation
    given: Multipliers
    columns: Columns
    active: Bools
    fair: bool

    def prices(self, seconds: float) -> tuple[float, Multipliers] | None:
        """Solve it by an interior-point method: its value, roughly, and the prices.

        None when time ran out.
        """
        found = self._matrix().duals(ROUGH, seconds)
        if found is None:
            return None
        value, duals = found
        price = np.maximum(0.0, -duals)
        hours, days, loads, streets = (price[each] for each in self._where)
        given = self.given
        prices = replace(
            given,
            hours=self._hours.spread(hours).reshape(given.hours.shape),
            days=self._days.spread(days).reshape(given.days.shape),
            loads=self._loads.spread(loads).reshape(given.loads.shape),
            streets=streets if self.fair else given.streets,
        )
        return value + given.served * self.relaxation.statement.lost, prices

    def _matrix(self) -> Matrix:
        world, matrix = self.relaxation.statement.world, Matrix()
        sections, placed = len(world.section), len(self.columns.section)
        costs = self.given.travel * self.columns.travel + self.given.fit * self.columns.fit
        matrix.columns(costs)
        out = matrix.columns(
            self.given.served * world.stake[:-1, 0].astype(np.float64),
            np.where(self.active, np.inf, 0.0),
        )
        one = matrix.rows(self.active.astype(np.float64), np.ones(sections))
        matrix.add(one.start + self.columns.section, np.arange(placed), 1.0)
        matrix.add(np.arange(one.start, one.stop), np.arange(out.start, out.stop), 1.0)
        for rows in (self._hours, self._days, self._loads):
            here = matrix.rows(np.full(len(rows.most), -np.inf), rows.most)
            matrix.add(here.start + rows.row, rows.column, 1.0)
        above = matrix.columns(self._overload_cost, self._overload_most)
        matrix.add(np.arange(here.start, here.stop), np.arange(above.start, above.stop), -1.0)
        self._add_streets(matrix, out)
        return matrix

    def _add_streets(self, matrix: Matrix, out: slice) -> None:
        """Hold every street's unserved share below the worst, which costs the fairness weight."""
        demand = self.relaxation.statement.demand
        if not self.fair:
            return
        worst = matrix.columns(np.array([float(weights().fairness)]))
        rows = matrix.rows(np.full(len(demand.total), -np.inf), -demand.lost.astype(np.float64))
        section, street = np.nonzero(demand.by_street)
        stake = demand.by_street[section, street].astype(np.float64)
        matrix.add(rows.start + street, out.start + section, stake)
        streets = np.arange(len(demand.total))
        matrix.add(rows.start + streets, np.full(len(streets), worst.start), -demand.total / 1e4)

    @property
    def _where(self) -> list[slice]:
        """The rows of hours, days, loads and streets."""
        sizes = [len(rows.most) for rows in (self._hours, self._days, self._loads)]
        sizes.append(len(self.given.streets) if self.fair else 0)
        ends = np.cumsum([len(self.relaxation.statement.world.section), *sizes])
        return [slice(int(end) - size, int(end)) for end, size in zip(ends[1:], sizes, strict=True)]

    @cached_property
    def _uses(self) -> Uses:
        columns = self.columns
        return uses(self.relaxation.statement, columns.section, columns.weeks, columns.at)

    @cached_property
    def _hours(self) -> Rows:
        used, shape = self._uses, self.given.hours.shape
        keys = np.ravel_multi_index((used.thing, used.period, used.atom), shape)
        return scarce(keys, used.placement, np.ones(int(np.prod(shape))))

    @cached_property
    def _days(self) -> Rows:
        used, shape, world = self._uses, self.given.days.shape, self.relaxation.statement.world
        keys = np.ravel_multi_index((used.thing, world.period[used.period, 0], used.atom), shape)
        return scarce(keys, used.placement, np.repeat(world.limit[:, :7].ravel(), shape[2]))

    @cached_property
    def _loads(self) -> Rows:
        used, shape = self._uses, self.given.loads.shape
        keys = np.ravel_multi_index((used.thing, used.atom), shape)
        return scarce(keys, used.placement, np.repeat(self._free_load, shape[1]))

    @property
    def _free_load(self) -> Ints:
        """The load that costs nothing [Q]: what is agreed, when points of fit count."""
        limit = self.relaxation.statement.world.limit
        agreed = limit[:, AGREED] if self.given.fit else ENDLESS
        free: Ints = np.minimum(limit[:, WEEK], agreed).astype(np.int64)
        return free

    @property
    def _overload_cost(self) -> Floats:
        over = self.relaxation.over(self.given)[0]
        cost: Floats = over[self._loads.key % len(over)]
        return cost

    @property
    def _overload_most(self) -> Floats:
        thing = self._loads.key // self.given.loads.shape[1]
        limit = self.relaxation.statement.world.limit[thing, WEEK]
        most: Floats = np.where(limit < ENDLESS, limit - self._loads.most, np.inf)
        return most
