"""The column master: the linear program over pooled placements, whose duals are good prices."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from engine.rules.terms import Bools, Floats, Ints
from engine.timetabling.bounds.aims import SHARE, Aim, Caps
from engine.timetabling.bounds.apart import add_apart
from engine.timetabling.bounds.cuts.rows import add_cuts, add_odd_sets
from engine.timetabling.bounds.journeys import add_journeys, stops
from engine.timetabling.bounds.matrix import Basis, Matrix, Rows, Solution, every_row, scarce
from engine.timetabling.bounds.pool import Columns
from engine.timetabling.bounds.relaxation import Multipliers, Relaxation
from engine.timetabling.bounds.usage import Uses, uses
from engine.timetabling.choice import Choice
from engine.timetabling.kernels.arrays import AGREED, WEEK
from engine.timetabling.sharing import ENDLESS

SPECK = 1e-4
"""A solver's whole number is within this of one."""


@dataclass(frozen=True)
class Solved:
    """What a master answers: its value, prices, and the basis to begin the next one from.

    `out` [S] is the part of each section that it leaves out, `parts` [n] that of each of its
    placements that it takes; `whole` has those that it takes not only in part.
    """

    value: float
    prices: Multipliers
    out: Floats
    columns: Columns
    parts: Floats
    whole: Choice
    basis: Basis


@dataclass(frozen=True)
class Master:
    """The linear program of one aim over some placements.

    Its columns are the placements, one leave-out a section, one overload a load row, and the
    worst street's share when fairness counts; levels before the aim are rows with a cap.
    `within` [S] marks the sections it is about; the others count as placed.
    """

    relaxation: Relaxation
    aim: Aim
    caps: Caps
    columns: Columns
    within: Bools | None = None

    def solved(self, seconds: float, known: Basis) -> Solved | None:
        """Solve it, from a basis that is known; None when time ran out."""
        matrix, rows = self._stated()
        found = matrix.solved(seconds, known)
        return None if found is None else self._answer(found, rows)

    def whole(
        self, seconds: float, gap: float, travellers: Ints, begun: Bools | None = None
    ) -> Choice | None:
        """The placements to take, none in part; None when none were found in time.

        The journeys of the teachers who are travellers are held too. `begun` [n] marks the
        placements of a timetable to begin at.
        """
        matrix, _ = self._stated()
        given = stops(self.relaxation.statement, self.columns)
        held = given.of(np.isin(given.teacher, travellers))
        add_journeys(matrix, self.relaxation.statement, held)
        add_apart(matrix, self.relaxation.statement, self.columns)
        found = matrix.whole(slice(0, len(self.columns.section)), seconds, gap, begun)
        if found is None:
            return None
        return self._taken(found)

    def _stated(self) -> tuple[Matrix, dict[str, slice]]:
        matrix, rows = Matrix(), {}
        out = self._add_sections(matrix)
        for name in ("hours", "days", "loads"):
            rows[name] = self._add_rows(matrix, name, getattr(self, f"_{name}"))
        over, most = self._overload_cost, self._overload_most
        above = matrix.columns("above", over, most, self._loads.key)
        matrix.add(np.arange(*_ends(rows["loads"])), np.arange(*_ends(above)), -1.0)
        rows["cuts"] = add_cuts(matrix, self.relaxation, out)
        rows["odd_sets"] = add_odd_sets(matrix, self.relaxation, self.columns)
        rows["worst"] = self._add_worst(matrix, out)
        rows |= self._add_caps(matrix, out)
        return matrix, rows

    def _answer(self, found: Solution, rows: dict[str, slice]) -> Solved:
        price = {name: np.maximum(0.0, -found.duals[at]) for name, at in rows.items()}
        nothing = self.relaxation.nothing(self.aim.served, self.aim.travel, self.aim.fit)
        prices = replace(
            nothing,
            served=self.aim.served + float(price["served"].sum()),
            travel=self.aim.travel + float(price["travel"].sum()),
            streets=_added(nothing.streets, price["worst"], price["streets"]),
            hours=self._hours.spread(price["hours"]).reshape(nothing.hours.shape),
            days=self._days.spread(price["days"]).reshape(nothing.days.shape),
            loads=self._loads.spread(price["loads"]).reshape(nothing.loads.shape),
            cuts=price["cuts"],
            odd_sets=price["odd_sets"],
        )
        lost = self.aim.served * self.relaxation.statement.lost
        placed, sections = len(self.columns.section), len(self._stake)
        out = found.columns[placed : placed + sections]
        if self.within is not None:
            out = out * self.within
        parts, taken = found.columns[:placed], self._taken(found.columns)
        return Solved(found.value + lost, prices, out, self.columns, parts, taken, found.basis)

    def _taken(self, columns: Floats) -> Choice:
        """The placements of which the program's columns say that they are taken whole."""
        taken = np.flatnonzero(columns[: len(self.columns.section)] > 1 - SPECK)
        return self.columns.choice(self.relaxation.statement, taken)

    def _add_sections(self, matrix: Matrix) -> slice:
        """Place every section or leave it out; says where the columns of leaving out stand."""
        stake, placed = self._stake[:, 0], len(self.columns.section)
        sections = len(stake)
        costs = self.aim.travel * self.columns.travel + self.aim.fit * self.columns.fit
        matrix.columns("placed", costs)
        out = matrix.columns("out", self.aim.served * stake)
        one = matrix.rows("one", np.ones(sections), np.ones(sections))
        matrix.add(one.start + self.columns.section, np.arange(placed), 1.0)
        matrix.add(np.arange(*_ends(one)), np.arange(*_ends(out)), 1.0)
        return out

    def _add_rows(self, matrix: Matrix, name: str, rows: Rows) -> slice:
        here = matrix.rows(name, np.full(len(rows.most), -np.inf), rows.most, rows.key)
        matrix.add(here.start + rows.row, rows.column, 1.0)
        return here

    def _add_worst(self, matrix: Matrix, out: slice) -> slice:
        """Hold every street's unserved share below the worst, which costs what fairness weighs."""
        streets = len(self._demand) if self.aim.fairness else 0
        worst = matrix.columns("share", np.full(min(1, streets), self.aim.fairness))
        rows = self._add_unserved(matrix, "worst", out, np.zeros(streets))
        at = np.arange(*_ends(rows))
        matrix.add(at, np.full(streets, worst.start), -self._demand[:streets] / SHARE)
        return rows

    def _add_caps(self, matrix: Matrix, out: slice) -> dict[str, slice]:
        """Hold the levels before the aim at their caps."""
        capped, caps, placed = self.aim.capped, self.caps, len(self.columns.section)
        lost = self.relaxation.statement.lost
        most = [caps.served - lost] if capped >= 1 else []
        served = matrix.rows("served", np.full(len(most), -np.inf), np.array(most))
        if capped >= 1:
            sections = np.arange(*_ends(out))
            matrix.add(np.full(len(sections), served.start), sections, self._stake[:, 0])
        share = caps.fairness * self._demand / SHARE if capped >= 2 else np.zeros(0)
        streets = self._add_unserved(matrix, "streets", out, share)
        most = [caps.travel] if capped >= 3 else []
        travel = matrix.rows("travel", np.full(len(most), -np.inf), np.array(most))
        if capped >= 3:
            matrix.add(np.full(placed, travel.start), np.arange(placed), self.columns.travel)
        return {"served": served, "streets": streets, "travel": travel}

    def _add_unserved(self, matrix: Matrix, name: str, out: slice, most: Floats) -> slice:
        """Add rows of the streets' unserved priority-learners, as many as `most` is long."""
        lost = self.relaxation.statement.demand.lost[: len(most)].astype(np.float64)
        rows = matrix.rows(name, np.full(len(most), -np.inf), most - lost)
        section, street = np.nonzero(self._stake[:, 1 : 1 + len(most)])
        stake = self._stake[section, 1 + street]
        matrix.add(rows.start + street, out.start + section, stake)
        return rows

    @cached_property
    def _stake(self) -> Floats:
        stake = self.relaxation.statement.world.stake[:-1].astype(np.float64)
        return stake if self.within is None else stake * self.within[:, None]

    @cached_property
    def _demand(self) -> Floats:
        return self.relaxation.statement.demand.total.astype(np.float64)

    @cached_property
    def _uses(self) -> Uses:
        columns = self.columns
        return uses(self.relaxation.statement, columns.section, columns.weeks, columns.at)

    @cached_property
    def _shape(self) -> tuple[int, int, int]:
        """How many things, periods and atoms there are."""
        statement = self.relaxation.statement
        frame, world = statement.frame, statement.world
        return len(world.venue), len(frame.periods), len(frame.atoms)

    @cached_property
    def _hours(self) -> Rows:
        used, shape = self._uses, self._shape
        keys = np.ravel_multi_index((used.thing, used.period, used.atom), shape)
        return scarce(keys, used.placement, np.ones(int(np.prod(shape))))

    @cached_property
    def _days(self) -> Rows:
        used, (things, _, atoms) = self._uses, self._shape
        world = self.relaxation.statement.world
        weekday = world.period[used.period, 0]
        keys = np.ravel_multi_index((used.thing, weekday, used.atom), (things, 7, atoms))
        return scarce(keys, used.placement, np.repeat(world.limit[:, :7].ravel(), atoms))

    @cached_property
    def _loads(self) -> Rows:
        used, (things, _, atoms) = self._uses, self._shape
        keys = np.ravel_multi_index((used.thing, used.atom), (things, atoms))
        return every_row(keys, used.placement, np.repeat(self._free_load, atoms))

    @property
    def _free_load(self) -> Ints:
        """The load that costs nothing [Q]: what is agreed, when points of fit count."""
        limit = self.relaxation.statement.world.limit
        agreed = limit[:, AGREED] if self.aim.fit else ENDLESS
        free: Ints = np.minimum(limit[:, WEEK], agreed).astype(np.int64)
        return free

    @property
    def _overload_cost(self) -> Floats:
        statement, atoms = self.relaxation.statement, self._shape[2]
        over = self.aim.fit * statement.fit.more[2] * statement.world.weeks
        cost: Floats = over[self._loads.key % atoms]
        return cost

    @property
    def _overload_most(self) -> Floats:
        thing = self._loads.key // self._shape[2]
        limit = self.relaxation.statement.world.limit[thing, WEEK]
        most: Floats = np.where(limit < ENDLESS, limit - self._loads.most, np.inf)
        return most


def _added(nothing: Floats, *prices: Floats) -> Floats:
    """Add up prices of which some may be left out altogether."""
    return nothing + sum((each for each in prices if each.size), nothing)


def _ends(at: slice) -> tuple[int, int]:
    return int(at.start), int(at.stop)
