"""Rows of cells turned into what they mean, and into things of the domain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from engine.domain.thing import Thing
from engine.files.reading.headings import columns_of, unknown_positions
from engine.files.reading.kinds import Value, read_cell
from engine.files.reading.plain import Wrong
from engine.files.reading.raw import Extra, RawRow, RawTable
from engine.files.reading.report import Place, Report
from engine.files.tables import Column, Table

AnyThing = TypeVar("AnyThing", bound=Thing)
EXAMPLE_MARK = "示例"


@dataclass(frozen=True)
class Row:
    """A row as far as it could be read: values by column key; what could not be read is absent."""

    number: int
    values: dict[str, Value]


@dataclass(frozen=True)
class Sheet:
    """A table as far as it could be read, which still knows where every cell stands."""

    raw: RawTable
    positions: Mapping[str, int]
    rows: tuple[Row, ...]

    @property
    def table(self) -> Table:
        """The description of the table."""
        return self.raw.table

    def place(self, row: Row, key: str) -> Place:
        """Where the cell of a row and column stands."""
        return self.raw.place(row.number, self.heading(key))

    @property
    def holds_examples(self) -> bool:
        """Whether rows were passed over because they are examples of the template."""
        return len(self.rows) < len(self.raw.rows)

    def heading(self, key: str) -> str:
        """The heading of a column as it stands in the file."""
        return self.raw.headings[self.positions[key]] if key in self.positions else key

    def values(self, key: str) -> list[Value]:
        """The values of a column that could be read."""
        return [row.values[key] for row in self.rows if key in row.values]


def read_rows(raw: RawTable, report: Report) -> Sheet:
    """Read every cell of a table, reporting each that does not hold what its column expects."""
    positions = columns_of(raw, report)
    readers = [
        _CellReader(raw, raw.table.column(key), position, report)
        for key, position in positions.items()
    ]
    rows = []
    for row in raw.rows:
        if not is_example(row):
            found = {
                each.column.key: value for each in readers if (value := each.read(row)) is not _BAD
            }
            rows.append(Row(row.number, found))
    return Sheet(raw, positions, tuple(rows))


def is_example(row: RawRow) -> bool:
    """Whether a row is an example of the template: its first filled cell begins with 示例."""
    return next((cell for cell in row.cells if cell), "").startswith(EXAMPLE_MARK)


def extra_columns(raw: RawTable) -> Extra:
    """The columns that paike does not know, with their cells."""
    positions = unknown_positions(raw)
    return Extra(
        tuple(raw.headings[position] for position in positions),
        tuple(
            tuple(row.cells[position] or "" for position in positions)
            for row in raw.rows
            if not is_example(row)
        )
        if positions
        else (),
    )


def things(kind: type[AnyThing], sheet: Sheet, report: Report) -> tuple[AnyThing, ...]:
    """Make the things of a table; what the domain still refuses is reported with its place."""
    made = []
    for row in sheet.rows:
        try:
            made.append(kind.model_validate(row.values))
        except ValidationError as error:
            _fault_refused(sheet, row, error, report)
    return tuple(made)


_BAD = object()


class _CellReader:
    """Reads the cells of one column; equal texts are understood once."""

    def __init__(self, raw: RawTable, column: Column, position: int, report: Report) -> None:
        self.column = column
        self._raw = raw
        self._position = position
        self._report = report
        self._seen: dict[str, Value] = {}

    def read(self, row: RawRow) -> Value:
        cell = row.cells[self._position]
        if cell is None:
            return _BAD
        if cell not in self._seen:
            self._seen[cell] = self._understood(cell)
        value = self._seen[cell]
        if isinstance(value, Wrong):
            place = self._raw.place(row.number, self._raw.headings[self._position])
            self._report.fault(place, cell, expected=value.expected, fix=value.fix)
            return _BAD
        return value

    def _understood(self, cell: str) -> Value:
        try:
            return read_cell(cell, self.column)
        except Wrong as wrong:
            return wrong


def _fault_refused(sheet: Sheet, row: Row, error: ValidationError, report: Report) -> None:
    for each in error.errors():
        key = str(each["loc"][0]) if each["loc"] else ""
        report.fault(
            sheet.place(row, key),
            str(each.get("input", "")),
            expected=(f"符合要求的值({each['msg']})", each["msg"]),
            fix=("按该列的说明填写。", "Fill it in as the column's note says."),
        )


def rows_of(sheets: Mapping[str, Sheet], name: str) -> Sequence[Row]:
    """The rows of a table; none when the table is missing."""
    sheet = sheets.get(name)
    return sheet.rows if sheet else ()
