"""A linear program put together piece by piece, as HiGHS reads it."""

from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np

from engine.rules.terms import Bools, Floats, Ints

QUIET = highspy.Highs.__base__
"""The solver itself: its Python dress prints a banner before it can be told not to."""


@dataclass(frozen=True)
class Rows:
    """Scarce things as rows of a matrix: nonzeros (row, column), each row's key and limit.

    `key` [m] is the place of a row in the flat array of its kind of prices, of `size`. Each row
    stands for all `alike` (row, key) that the same placements use up to the same limit.
    """

    row: Ints
    column: Ints
    key: Ints
    most: Floats
    size: int
    alike: tuple[Ints, Ints]

    def spread(self, prices: Floats) -> Floats:
        """Prices of the rows as a flat array of all things of their kind.

        Things alike share a price evenly: what holds of some of them later still has its part.
        """
        row, key = self.alike
        flat = np.zeros(self.size)
        flat[key] = (prices / np.maximum(np.bincount(row, minlength=len(prices)), 1))[row]
        return flat


def scarce(keys: Ints, columns: Ints, most: Floats) -> Rows:
    """Number the keys that more placements use than their limit allows; of equal rows keep the tightest.

    Atoms of a term that the same placements use give equal rows. They are told by a random
    mark a column, added up a row; a row dropped by chance would only cost sharpness.
    """
    key, row, count = np.unique(keys, return_inverse=True, return_counts=True)
    marks = np.random.default_rng(0).integers(1 << 40, size=int(columns.max(initial=-1)) + 1)
    sums = np.zeros(len(key), dtype=np.int64)
    np.add.at(sums, row, marks[columns])
    order = np.lexsort((most[key], sums))
    first, group = np.unique(sums[order], return_index=True, return_inverse=True)[1:]
    head = np.empty(len(key), dtype=np.int64)
    head[order] = order[first][group]  # the tightest of those with the same placements
    head = np.where(most[key] == most[key[head]], head, -1)
    return _kept(head, count > most[key], key, row, columns, most)


def every_row(keys: Ints, columns: Ints, most: Floats) -> Rows:
    """Number the keys that more placements use than their limit allows, equal rows or not."""
    key, row, count = np.unique(keys, return_inverse=True, return_counts=True)
    return _kept(np.arange(len(key)), count > most[key], key, row, columns, most)


def _kept(head: Ints, tight: Bools, key: Ints, row: Ints, columns: Ints, most: Floats) -> Rows:
    keep = tight & (head == np.arange(len(key)))
    number, used = np.cumsum(keep) - 1, keep[row]
    stands = tight & (head >= 0)
    alike = number[head[stands]], key[stands]
    limits = most[key[keep]].astype(np.float64)
    return Rows(number[row[used]], columns[used], key[keep], limits, len(most), alike)


FEASIBLE = int(highspy.SolutionStatus.kSolutionStatusFeasible)
MOST_NODES = 20
"""Branches of an integer program: these programs are whole at their root, or nearly."""

Basis = dict[str, tuple[Ints, list[Any]]]
"""What was basic at a solution: by name of a block, the keys of its members and their status."""


@dataclass(frozen=True)
class Solution:
    """The objective of a linear program, its columns, the duals of its rows, and its basis."""

    value: float
    columns: Floats
    duals: Floats
    basis: Basis


@dataclass(frozen=True)
class Block:
    """Columns or rows that belong together, known from one program to the next by their keys."""

    name: str
    keys: Ints

    def statuses(self, known: Basis, otherwise: Any) -> list[Any]:
        """The status of each member at an earlier solution, or what new ones have."""
        keys, statuses = known.get(self.name, (np.zeros(0, dtype=np.int64), []))
        if not len(keys):
            return [otherwise] * len(self.keys)
        place = np.minimum(np.searchsorted(keys, self.keys), len(keys) - 1)
        held = keys[place] == self.keys
        return [
            statuses[at] if here else otherwise
            for at, here in zip(place.tolist(), held.tolist(), strict=True)
        ]


@dataclass
class Matrix:
    """Columns with costs and upper limits (all at least 0), rows with limits, nonzeros.

    Columns and rows come in named blocks with ascending keys.
    """

    _costs: list[Floats] = field(default_factory=list)
    _uppers: list[Floats] = field(default_factory=list)
    _lows: list[Floats] = field(default_factory=list)
    _highs: list[Floats] = field(default_factory=list)
    _entries: list[tuple[Ints, Ints, Floats]] = field(default_factory=list)
    _blocks: tuple[list[Block], list[Block]] = field(default_factory=lambda: ([], []))

    def columns(
        self, name: str, costs: Floats, most: Floats | None = None, keys: Ints | None = None
    ) -> slice:
        """Add columns; says where they stand."""
        start = sum(len(each) for each in self._costs)
        self._costs.append(costs)
        self._uppers.append(np.full(len(costs), np.inf) if most is None else most)
        self._blocks[0].append(Block(name, np.arange(len(costs)) if keys is None else keys))
        return slice(start, start + len(costs))

    def rows(self, name: str, low: Floats, high: Floats, keys: Ints | None = None) -> slice:
        """Add rows; says where they stand."""
        start = sum(len(each) for each in self._lows)
        self._lows.append(low)
        self._highs.append(high)
        self._blocks[1].append(Block(name, np.arange(len(low)) if keys is None else keys))
        return slice(start, start + len(low))

    def add(self, rows: Ints, columns: Ints, values: Floats | float) -> None:
        """Add nonzeros; those at the same place add up."""
        self._entries.append((rows, columns, np.broadcast_to(values, rows.shape)))

    def solved(self, seconds: float, known: Basis) -> Solution | None:
        """Solve it by the simplex method in one thread; None when no optimum was reached in time.

        It begins from a basis that is known, which may be of a program with other columns and
        rows. The answer is a vertex, whose duals are sharper than those of an inner point.
        """
        solver = self._solver(self._program(), seconds)
        solver.setOptionValue("solver", "simplex")
        if known:
            solver.setBasis(self._basis(known))
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution, value = solver.getSolution(), solver.getInfo().objective_function_value
        columns = np.asarray(solution.col_value, dtype=np.float64)
        duals = np.asarray(solution.row_dual, dtype=np.float64)
        return Solution(value, columns, duals, self._known(solver.getBasis()))

    def whole(
        self, columns: slice, seconds: float, gap: float, begun: Bools | None = None
    ) -> Floats | None:
        """Solve it with these columns whole, to a relative gap; None when none was found in time.

        `begun` marks those of the columns that are one in a solution to begin at.
        """
        program = self._program()
        kinds = [highspy.HighsVarType.kContinuous] * program.num_col_
        kinds[columns] = [highspy.HighsVarType.kInteger] * (columns.stop - columns.start)
        program.integrality_ = kinds
        solver = self._solver(program, seconds)
        solver.setOptionValue("mip_rel_gap", gap)
        solver.setOptionValue("mip_max_nodes", MOST_NODES)
        if begun is not None:
            at = np.arange(columns.start, columns.stop, dtype=np.int32)
            solver.setSolution(len(at), at, begun.astype(np.float64))
        solver.run()
        if solver.getInfo().primal_solution_status != FEASIBLE:
            return None
        return np.asarray(solver.getSolution().col_value, dtype=np.float64)[columns]

    def _solver(self, program: highspy.HighsLp, seconds: float) -> Any:
        solver = QUIET()
        solver.setOptionValue("output_flag", False)  # noqa: FBT003 - the solver's own signature
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("time_limit", max(0.1, seconds))
        solver.passModel(program)
        return solver

    def _basis(self, known: Basis) -> highspy.HighsBasis:
        basis, (columns, rows) = highspy.HighsBasis(), self._blocks
        status = highspy.HighsBasisStatus
        basis.col_status = [x for each in columns for x in each.statuses(known, status.kLower)]
        basis.row_status = [x for each in rows for x in each.statuses(known, status.kBasic)]
        basis.alien = True
        basis.valid = True
        return basis

    def _known(self, basis: highspy.HighsBasis) -> Basis:
        found: Basis = {}
        for statuses, blocks in zip(
            (basis.col_status, basis.row_status), self._blocks, strict=True
        ):
            at, every = 0, list(statuses)
            for block in blocks:
                found[block.name] = (block.keys, every[at : at + len(block.keys)])
                at += len(block.keys)
        return found

    def _program(self) -> highspy.HighsLp:
        program = highspy.HighsLp()
        costs, lows = np.concatenate(self._costs), np.concatenate(self._lows)
        program.num_col_, program.num_row_ = len(costs), len(lows)
        program.col_cost_, program.col_lower_ = costs, np.zeros(len(costs))
        program.col_upper_ = np.concatenate(self._uppers)
        program.row_lower_, program.row_upper_ = lows, np.concatenate(self._highs)
        start, index, value = self._by_column(len(costs), len(lows))
        program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        program.a_matrix_.start_, program.a_matrix_.index_ = start, index
        program.a_matrix_.value_ = value
        return program

    def _by_column(self, columns: int, rows: int) -> tuple[Ints, Ints, Floats]:
        row, column, value = (np.concatenate(each) for each in zip(*self._entries, strict=True))
        key, place = np.unique(column * rows + row, return_inverse=True)
        start = np.searchsorted(key // rows, np.arange(columns + 1))
        rows_of: Ints = (key % rows).astype(np.int64)
        values: Floats = np.bincount(place, weights=value).astype(np.float64)
        return start.astype(np.int64), rows_of, values
