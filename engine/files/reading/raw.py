"""A scenario as it stands in its files: headings and text cells, nothing understood yet."""

from collections.abc import Mapping
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
    """A table as it stands: where it is, its headings, its rows without the blank ones."""

    table: Table
    file: str
    sheet: str
    heading_row: int
    headings: tuple[str, ...]
    rows: tuple[RawRow, ...]

    def place(self, row: int = 0, heading: str = "") -> Place:
        """Where a row, a column or a cell of the table stands."""
        return Place(self.file, self.sheet, row, heading)


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
