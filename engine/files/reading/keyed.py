"""A table of one row, written as key and value: the term and the settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.files.reading.raw import RawRow, RawTable
from engine.files.reading.report import Place
from engine.files.tables import Table

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class KeyedTable(RawTable):
    """A table whose columns stand one below the other; `lines` is where each of them stands."""

    lines: Mapping[str, int] = field(default_factory=dict)

    def place(self, row: int = 0, heading: str = "") -> Place:
        """Where an item stands."""
        return Place(self.file, self.sheet, self.lines.get(heading, 0), heading)


Facts = tuple[KeyedTable, KeyedTable, Pairs]


def keyed_table(
    table: Table, place: tuple[str, str], cells: Mapping[str, str | None], lines: Mapping[str, int]
) -> KeyedTable:
    """Lay items out as one row; items that are not given are empty cells."""
    missing = [column.key for column in table.columns if column.key not in cells]
    headings = (*cells, *missing)
    row = RawRow(0, (*cells.values(), *("" for _ in missing)))
    return KeyedTable(table, *place, 0, headings, (row,), lines)


def void_table(table: Table, file: str) -> KeyedTable:
    """A keyed table that could not be read at all and was reported."""
    return keyed_table(table, (file, ""), {column.key: None for column in table.columns}, {})
