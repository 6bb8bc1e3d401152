"""The arrays and objects of a JSON scenario as tables of text cells, each with its path."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias, TypeGuard

from engine.files.reading.amounts import write_number
from engine.files.reading.json_text import json_path
from engine.files.reading.kinds import LISTS
from engine.files.reading.moments import write_minute
from engine.files.reading.plain import trimmed
from engine.files.reading.raw import RawRow, RawTable, one_row
from engine.files.reading.report import Place, Report
from engine.files.tables import Column, Table

Path: TypeAlias = tuple[int | str, ...]


class JsonReader:
    """Reads the parts of one JSON file, reporting values of the wrong shape."""

    def __init__(self, file: str, report: Report) -> None:
        self.file = file
        self.report = report

    def place(self, path: Path) -> Place:
        """Where a value stands."""
        return Place(self.file, column=json_path(path))

    def fault_shape(self, path: Path, found: object) -> None:
        """Report a value that has another shape than the format's."""
        self.report.fault(
            self.place(path),
            "" if found is None else str(found),
            expected=("docs/files.md 写明的结构", "the structure that docs/files.md describes"),
            fix=(
                "用 paike convert 导出一份，对照着改。",
                "Export one with paike convert and compare.",
            ),
        )

    def facts(
        self, table: Table, found: Mapping[str, object], paths: Mapping[str, Path]
    ) -> RawTable:
        """Lay facts out as a table of one row; `paths` says where those stand that lie deeper."""
        columns = {column.key: column for column in table.columns}
        cells = {
            key: self._cell(value, columns.get(key), paths.get(key, ("problem", key)))
            for key, value in found.items()
        }
        return one_row(table, lambda _, key: self.place(paths.get(key, ("problem", key))), cells)

    def table(self, table: Table, rows: object) -> RawTable | None:
        """Lay an array of objects out as a table; None when it is no array, which is reported."""
        path = ("problem", table.name)
        if not isinstance(rows, list):
            self.fault_shape(path, rows)
            return None
        for number, row in enumerate(rows):
            if not isinstance(row, dict):
                self.fault_shape((*path, number), row)
        objects = [(number, row) for number, row in enumerate(rows) if isinstance(row, dict)]
        keys = [column.key for column in table.columns] if not objects else []
        headings = tuple(dict.fromkeys([*keys, *(key for _, row in objects for key in row)]))
        columns = {column.key: column for column in table.columns}
        return RawTable(
            table,
            lambda row, heading: self.place(_steps(path, row, heading)),
            0,
            headings,
            tuple(
                RawRow(
                    number + 1,
                    tuple(
                        self._cell(row.get(key), columns.get(key), (*path, number, key))
                        for key in headings
                    ),
                )
                for number, row in objects
            ),
        )

    def with_extra(self, raw: RawTable, extra: object) -> RawTable:
        """Put the columns that paike does not know back behind the others."""
        given: dict[str, object] = extra if isinstance(extra, dict) else {}
        headings, rows = given.get("headings"), given.get("rows")
        if not (_texts(headings) and _grid(rows, (len(raw.rows), len(headings)))):
            self.fault_shape(("extra_columns", raw.table.name), extra)
            return raw
        beside = zip(raw.rows, rows, strict=True)
        return replace(
            raw,
            headings=(*raw.headings, *headings),
            rows=tuple(RawRow(row.number, (*row.cells, *more)) for row, more in beside),
        )

    def _cell(self, value: object, column: Column | None, path: Path) -> str | None:
        """The text that a table would hold for a JSON value."""
        several = isinstance(value, list) and column is not None and column.kind not in LISTS
        if several or isinstance(value, dict):
            self.fault_shape(path, value)
            return None
        if column and column.kind == "time" and type(value) is int:
            return write_minute(value)
        return ";".join(map(_text, value)) if isinstance(value, list) else _text(value)


def _steps(path: Path, row: int, heading: str) -> Path:
    return (*path, *([row - 1] if row else []), *([heading] if heading else []))


def _texts(found: object) -> TypeGuard[list[str]]:
    return isinstance(found, list) and all(isinstance(text, str) for text in found)


def _grid(found: object, shape: tuple[int, int]) -> TypeGuard[list[list[str]]]:
    rows, columns = shape
    if not isinstance(found, list) or len(found) != rows:
        return False
    return all(_texts(row) and len(row) == columns for row in found)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return write_number(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ":".join(map(_text, value))
    return trimmed(str(value))
