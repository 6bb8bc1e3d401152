"""A scenario as it stands in its files: headings and text cells, nothing understood yet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from engine.files.reading.report import Place
from engine.files.tables import Table


@dataclass(frozen=True)
class RawRow:
    """A row as it stands: its number in the file and its cells, trimmed.

    None is a cell that could not be read at all and was reported already.
    """

    number: int
    cells: tuple[str | None, ...]


@dataclass(frozen=True)
class RawTable:
    """A table as it stands: its headings, its rows without the blank ones, and where it is.

    `where` gives the place of a row and heading; row 0 is the whole table. `merged` are the
    cells (row, position) that got their content from one they are merged with.
    """

    table: Table
    where: Callable[[int, str], Place]
    heading_row: int
    headings: tuple[str, ...]
    rows: tuple[RawRow, ...]
    merged: tuple[tuple[int, int], ...] = ()

    def place(self, row: int = 0, heading: str = "") -> Place:
        """Where a row, a column or a cell of the table stands."""
        return self.where(row, heading)


def in_sheet(file: str, sheet: str) -> Callable[[int, str], Place]:
    """Places in a file or sheet of rows and columns."""
    return lambda row, heading: Place(file, sheet, row, heading)


def one_row(
    table: Table, where: Callable[[int, str], Place], cells: Mapping[str, str | None]
) -> RawTable:
    """Facts laid out as a table of one row; those that are not given are empty cells."""
    missing = [column.key for column in table.columns if column.key not in cells]
    row = RawRow(0, (*cells.values(), *("" for _ in missing)))
    return RawTable(table, where, 0, (*cells, *missing), (row,))


@dataclass(frozen=True)
class RawScenario:
    """A scenario as it stands: term, settings and readings as tables of one row each."""

    file: str
    term: RawTable
    settings: RawTable
    readings: tuple[tuple[str, str], ...]
    tables: Mapping[str, RawTable]


@dataclass(frozen=True)
class Extra:
    """Columns of a table that paike does not know: kept in order, row by row, and written again."""

    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = field(default=())
