"""The sheet 学期: what `scenario.toml` holds in a folder, one line an item."""

from collections.abc import Callable, Sequence
from typing import Final

from engine.files.reading.grids import Line
from engine.files.reading.headings import loose
from engine.files.reading.raw import RawTable, one_row
from engine.files.reading.report import Place, Report
from engine.files.tables import SETTINGS, TERM, Table

HEADINGS: Final = ("项目", "值", "说明")
READING: Final = "readings."
_SKIPPED: Final = frozenset({"项目", "item"})
Facts = tuple[RawTable, RawTable, tuple[tuple[str, str], ...]]


def read_term(lines: Sequence[Line] | None, place: Place, report: Report) -> Facts:
    """Read the lines of the sheet as they stand; without lines every item is void."""
    if lines is None:
        nothing = {column.key: None for column in TERM.columns}
        return one_row(TERM, _at(place, {}), nothing), one_row(SETTINGS, _at(place, {}), {}), ()
    items = _items(lines, place, report)
    own = {key: value for key, (_, _, value) in items.items()}
    rows = {key: (number, label) for key, (number, label, _) in items.items()}
    settings = {key: own.pop(key) for key in list(own) if key in _keys(SETTINGS)}
    readings = {key: own.pop(key) for key in list(own) if key.startswith(READING)}
    return (
        one_row(TERM, _at(place, rows), own),
        one_row(SETTINGS, _at(place, rows), settings),
        tuple(
            sorted((key.removeprefix(READING), value) for key, value in readings.items() if value)
        ),
    )


def _keys(table: Table) -> frozenset[str]:
    return frozenset(column.key for column in table.columns)


def _at(place: Place, rows: dict[str, tuple[int, str]]) -> Callable[[int, str], Place]:
    def where(_: int, key: str) -> Place:
        number, label = rows.get(key, (0, key))
        return Place(place.file, place.sheet, number, label)

    return where


def _items(
    lines: Sequence[Line], place: Place, report: Report
) -> dict[str, tuple[int, str, str | None]]:
    """The items by key: the row, the label as it stands, and the value."""
    known = {
        loose(label): column.key
        for table in (TERM, SETTINGS)
        for column in table.columns
        for label in (column.key, column.zh, f"{table.name}.{column.key}")
    }
    found: dict[str, tuple[int, str, str | None]] = {}
    for number, cells in lines:
        label = cells[0] or ""
        if not label or loose(label) in _SKIPPED:
            continue
        key = known.get(loose(label), label)
        if key in found:
            report.fault(
                Place(place.file, place.sheet, number, label),
                label,
                expected=("每项只写一次", "every item once"),
                fix=("删去重复的一行。", "Delete the second line."),
            )
        else:
            found[key] = (number, label, cells[1] if len(cells) > 1 else "")
    return found
