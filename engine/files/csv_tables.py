"""A folder of CSV files and `scenario.toml`: the form in which scenarios are kept."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from engine.files.reading.encodings import read_text
from engine.files.reading.grids import Line, as_table, empty_table
from engine.files.reading.headings import loose
from engine.files.reading.plain import trimmed
from engine.files.reading.raw import RawScenario, RawTable
from engine.files.reading.report import Place, Report
from engine.files.scenario_toml import read_toml, write_toml
from engine.files.tables import TABLES, Table
from engine.files.writing import WrittenScenario

LONGEST_LINE = 1_000_000
TOML = "scenario.toml"
FORMULA_SIGNS = ("=", "+", "-", "@", "'")
_FORMULA = re.compile(r"'*[=+@-]")
_HARMLESS = re.compile(r"[+-]?[\d.]+(?:[eE][+-]?\d+)?|-", re.ASCII)


def read_folder(folder: Path, report: Report) -> RawScenario:
    """Read a folder as it stands; files that are missing or cannot be read are reported."""
    term, settings, readings = read_toml(folder / TOML, report)
    found = _files_of(folder, TABLES, report)
    tables = {table.name: _table(table, found, report) for table in TABLES}
    whole = {name: table for name, table in tables.items() if table is not None}
    return RawScenario(folder.name, term, settings, readings, whole)


def _table(table: Table, found: Mapping[str, Path], report: Report) -> RawTable | None:
    path = found.get(table.name)
    if path is not None:
        return read_csv(table, path, report)
    if table.may_be_absent:
        return empty_table(table, f"{table.name}.csv")
    report.fault(
        Place(f"{table.name}.csv", table.name),
        "",
        expected=(f"“{table.zh}”表的文件", f"the file of the table {table.name}"),
        fix=(
            "补上这个文件；没有内容也要有一行表头。",
            "Add the file; with nothing to say it still holds its headings.",
        ),
    )
    return None


def files_of_tables(folder: Path) -> Collection[str]:
    """The names of the files in which a folder holds tables of a scenario, under any name."""
    found = _csv_files(folder, TABLES) if folder.is_dir() else ()
    return [path.name for path, table in found if table is not None]


def _csv_files(folder: Path, tables: Iterable[Table]) -> Iterator[tuple[Path, str | None]]:
    """The CSV files of a folder, each with the table of its English or Chinese name, if any."""
    names = {loose(name): table.name for table in tables for name in (table.name, table.zh)}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() == ".csv":
            yield path, names.get(loose(path.stem))


def _files_of(folder: Path, tables: Iterable[Table], report: Report) -> Mapping[str, Path]:
    """Find the file of each table by its English or Chinese name."""
    found: dict[str, Path] = {}
    for path, name in _csv_files(folder, tables):
        if name is None:
            report.remark(Place(path.name), "不认识这个文件，没有读。", "unknown file, not read.")
        elif name in found:
            report.fault(
                Place(path.name, name),
                path.name,
                expected=("每张表一个文件", "one file a table"),
                fix=(
                    f"与 {found[name].name} 是同一张表，留一个。",
                    f"It is the table of {found[name].name}: keep one.",
                ),
            )
        else:
            found[name] = path
    return found


def read_csv(table: Table, path: Path, report: Report) -> RawTable | None:
    """Read one CSV file as it stands; None when it could not be read, which is then reported."""
    text = read_text(path, report)
    if text is None:
        return None
    return as_table(table, Place(path.name, table.name), _lines(text, path.name, report), report)


def _lines(text: str, file: str, report: Report) -> Iterator[Line]:
    csv.field_size_limit(LONGEST_LINE)
    reader = csv.reader(_bounded(io.StringIO(text, newline="")), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, [_bare(trimmed(cell)) for cell in cells]
    except csv.Error as error:
        report.fault(
            Place(file, row=number + 1),
            str(error),
            expected=(
                "用逗号分隔、英文双引号成对的一行",
                "cells between commas, double quotes in pairs",
            ),
            fix=("检查这一行及其后的双引号。", "Look at the double quotes from this row on."),
        )


def _bounded(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if len(line) > LONGEST_LINE:
            raise csv.Error(f"more than {LONGEST_LINE} characters")
        yield line


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write a table as UTF-8 with BOM, lines ended by a line feed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([guarded(cell) for cell in row] for row in (headings, *rows))
    return text.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula; reading takes it off."""
    harmless = cell[:1] not in FORMULA_SIGNS or _HARMLESS.fullmatch(cell)
    return cell if harmless or not _FORMULA.match(cell) else f"'{cell}"


def _bare(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell


def folder_files(written: WrittenScenario) -> Mapping[str, bytes]:
    """The files of a scenario folder by name."""
    files = {
        f"{name}.csv": csv_bytes(table.headings, table.rows)
        for name, table in written.tables.items()
    }
    return {TOML: write_toml(written), **files}
