"""The cells of a worksheet as text: numbers, dates, shared texts, formulas, merged cells."""

import zipfile
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from xml.etree.ElementTree import Element

from engine.files.reading.grids import MOST_COLUMNS, Line
from engine.files.reading.moments import write_minute
from engine.files.reading.plain import trimmed
from engine.files.workbook.parts import cell_at, child, elements, local, text_of

_DAY_ZERO: Final = date(1899, 12, 30)
_LAST_SERIAL: Final = 2_958_465  # 9999-12-31
_EXACT: Final = 1e15  # whole numbers up to here keep every digit
MOST_CELLS: Final = 1_000_000
_MOST_MERGED: Final = 1_000_000


@dataclass(frozen=True)
class Lookups:
    """What cells refer to: the shared texts, and the styles that mean dates."""

    strings: list[str]
    dates: frozenset[int]


@dataclass
class SheetCells:
    """The cells of a sheet that hold something, by row and column, both counted from 1.

    `merged` are cells (row, column) that hold what the first of their merged column holds,
    `unread` cells without a value (row, column, what stands there), `wide_merges` the first
    cells (row, column) of merges over several columns.
    """

    rows: dict[int, dict[int, str | None]] = field(default_factory=dict)
    merged: list[tuple[int, int]] = field(default_factory=list)
    unread: list[tuple[int, int, str]] = field(default_factory=list)
    wide_merges: list[tuple[int, int]] = field(default_factory=list)
    beyond: list[int] = field(default_factory=list)
    count: int = 0
    last_row: int = 0

    def lines(self) -> list[Line]:
        """The rows in order, all as wide as the widest."""
        columns = range(1, max(map(max, self.rows.values()), default=0) + 1)
        return [
            (number, [cells.get(column, "") for column in columns])
            for number, cells in sorted(self.rows.items())
        ]


def read_cells(archive: zipfile.ZipFile, part: str, lookups: Lookups) -> SheetCells:
    """Read a worksheet; merged cells of one column all hold what the first one holds.

    Raises ValueError and the like when the part is damaged or larger than can be used.
    """
    found = SheetCells()
    filled = 0
    for each in elements(archive, part, "row", "mergeCell"):
        if local(each) == "row":
            _read_row(found, each, lookups)
        else:
            filled += _fill_merged(found, each.get("ref", ""))
        if filled > _MOST_MERGED:
            raise ValueError(f"{part}: more than {_MOST_MERGED} merged rows")
    return found


def _read_row(found: SheetCells, row: Element, lookups: Lookups) -> None:
    number = int(row.get("r") or found.last_row + 1)
    found.last_row = max(found.last_row, number)
    column = 0
    for cell in row:
        reference = cell.get("r")
        column = cell_at(reference)[1] if reference else column + 1
        value = _value(cell, lookups)
        if value == "":
            continue
        if column > MOST_COLUMNS:
            found.beyond.append(number)
            return
        if value is None:
            found.unread.append((number, column, _shown(cell)))
        found.rows.setdefault(number, {})[column] = value
        found.count += 1
    if found.count > MOST_CELLS:
        raise ValueError(f"{found.count} cells")


def _shown(cell: Element) -> str:
    formula, stored = child(cell, "f"), child(cell, "v")
    error = "" if stored is None else stored.text or ""
    return error or f"={'' if formula is None else formula.text or ''}"


def _value(cell: Element, lookups: Lookups) -> str | None:
    """The text of a cell; None when it is a formula without a value, or an error."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = child(cell, "is")
        return "" if inline is None else trimmed(text_of(inline))
    stored = child(cell, "v")
    text = "" if stored is None or stored.text is None else stored.text
    if kind == "e" or (not text and kind != "str" and child(cell, "f") is not None):
        return None
    return _meant(text, cell, lookups) if text else ""


def _meant(text: str, cell: Element, lookups: Lookups) -> str:
    kind = cell.get("t", "n")
    if kind == "s":
        return trimmed(lookups.strings[int(text)])
    if kind == "b":
        return "yes" if text == "1" else "no"
    if kind == "n":
        return _number(float(text), dated=int(cell.get("s", "0")) in lookups.dates)
    return trimmed(text)


def _number(value: float, *, dated: bool) -> str:
    if dated and 0 <= value <= _LAST_SERIAL:
        return _moment(value)
    if value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return repr(value)


def _moment(serial: float) -> str:
    minutes = round(serial % 1 * 24 * 60)
    if serial <= 1:
        return write_minute(round(serial * 24 * 60))
    day = str(_DAY_ZERO + timedelta(days=int(serial)))
    return f"{day} {write_minute(minutes)}" if minutes else day


def _fill_merged(found: SheetCells, reference: str) -> int:
    """Fill a merged run of cells down its column; gives how many rows it spans."""
    (top, left), (bottom, right) = map(cell_at, reference.split(":"))
    if right > left:
        found.wide_merges.append((top, left))
        return 1
    first = found.rows.get(top, {}).get(left, "")
    below = range(top + 1, min(bottom, found.last_row) + 1)
    for number in below:
        if first != "" and number in found.rows and left not in found.rows[number]:
            found.rows[number][left] = first
            found.merged.append((number, left))
    return 1 + len(below)
