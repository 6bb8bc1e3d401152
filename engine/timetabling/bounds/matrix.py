"""A linear program put together piece by piece, as HiGHS reads it."""

from dataclasses import dataclass, field

import highspy
import numpy as np

from engine.rules.terms import Floats, Ints

QUIET = highspy.Highs.__base__
"""The solver itself: its Python dress prints a banner before it can be told not to."""


@dataclass(frozen=True)
class Rows:
    """Scarce things as rows of a matrix: nonzeros (row, column), each row's key and limit.

    `key` [m] is the place of a row in the flat array of its kind of prices, of `size`.
    """

    row: Ints
    column: Ints
    key: Ints
    most: Floats
    size: int

    def spread(self, prices: Floats) -> Floats:
        """Prices of the rows as a flat array of all things of their kind."""
        flat = np.zeros(self.size)
        flat[self.key] = prices
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
    tightest = np.lexsort((most[key], sums))
    keep = np.zeros(len(key), dtype=np.bool_)
    keep[tightest[np.unique(sums[tightest], return_index=True)[1]]] = True
    keep &= count > most[key]
    number, used = np.cumsum(keep) - 1, keep[row]
    limits = most[key[keep]].astype(np.float64)
    return Rows(number[row[used]], columns[used], key[keep], limits, len(most))


@dataclass
class Matrix:
    """Columns with costs and upper limits (all at least 0), rows with limits, nonzeros."""

    _costs: list[Floats] = field(default_factory=list)
    _uppers: list[Floats] = field(default_factory=list)
    _lows: list[Floats] = field(default_factory=list)
    _highs: list[Floats] = field(default_factory=list)
    _entries: list[tuple[Ints, Ints, Floats]] = field(default_factory=list)

    def columns(self, costs: Floats, most: Floats | None = None) -> slice:
        """Add columns; says where they stand."""
        start = sum(len(each) for each in self._costs)
        self._costs.append(costs)
        self._uppers.append(np.full(len(costs), np.inf) if most is None else most)
        return slice(start, start + len(costs))

    def rows(self, low: Floats, high: Floats) -> slice:
        """Add rows; says where they stand."""
        start = sum(len(each) for each in self._lows)
        self._lows.append(low)
        self._highs.append(high)
        return slice(start, start + len(low))

    def add(self, rows: Ints, columns: Ints, values: Floats | float) -> None:
        """Add nonzeros; those at the same place add up."""
        self._entries.append((rows, columns, np.broadcast_to(values, rows.shape)))

    def duals(self, tolerance: float, seconds: float) -> tuple[float, Floats] | None:
        """Solve by an interior-point method in one thread: objective and duals of the rows.

        None when no usable point was reached.
        """
        solver = QUIET()
        solver.setOptionValue("output_flag", False)  # noqa: FBT003 - the solver's own signature
        solver.setOptionValue("solver", "ipm")
        solver.setOptionValue("run_crossover", "off")
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("ipm_optimality_tolerance", tolerance)
        solver.setOptionValue("time_limit", max(0.1, seconds))
        solver.passModel(self._program())
        solver.run()
        solution = solver.getSolution()
        duals = np.asarray(solution.row_dual, dtype=np.float64)
        usable = solution.dual_valid and len(duals) and bool(np.isfinite(duals).all())
        return (solver.getInfo().objective_function_value, duals) if usable else None

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
