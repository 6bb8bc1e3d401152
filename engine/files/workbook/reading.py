"""Reading a workbook: a sheet a table, and the sheet 学期 for what no table holds."""

import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import ParseError

from openpyxl.utils.exceptions import CellCoordinatesException

from engine.files.reading.grids import as_table, empty_table
from engine.files.reading.headings import loose, table_by_headings
from engine.files.reading.raw import RawScenario, RawTable
from engine.files.reading.report import Place, Report, refusal
from engine.files.tables import TABLES, TERM, Table
from engine.files.workbook.cells import Lookups, SheetCells, read_cells
from engine.files.workbook.fault_sheet import is_list, may_be_list
from engine.files.workbook.gate import damaged, open_workbook
from engine.files.workbook.parts import (
    SheetPart,
    counts_from_1904,
    date_styles,
    shared_strings,
    sheet_parts,
)
from engine.files.workbook.term_sheet import read_term
from engine.refusals import BadInput

# Whatever a part that does not keep to the format may raise while it is read.
DAMAGE: Final = (
    ParseError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    LookupError,
    ValueError,
    OverflowError,
    AttributeError,
    TypeError,
    CellCoordinatesException,
)


MUST_BE_THERE: Final = tuple(table for table in TABLES if not table.may_be_absent)


@dataclass(frozen=True)
class _Sheets:
    """The sheets of a workbook that hold tables, by table, and how to read them."""

    file: str
    archive: zipfile.ZipFile
    lookups: Lookups
    parts: dict[str, SheetPart]

    def cells(self, part: SheetPart) -> SheetCells:
        return read_cells(self.archive, part.part, self.lookups)


def read_workbook(path: Path, report: Report) -> RawScenario:
    """Read a workbook as it stands; raises BadInput when it is unsafe, foreign or damaged."""
    with open_workbook(path) as archive:
        try:
            return read_open(path.name, archive, report)
        except DAMAGE as error:
            raise damaged(path.name, str(error)) from error


def read_open(file: str, archive: zipfile.ZipFile, report: Report) -> RawScenario:
    """Read an open workbook as it stands; what is damaged raises one of `DAMAGE`."""
    if counts_from_1904(archive):
        raise _from_1904(file)
    lookups = Lookups(shared_strings(archive), date_styles(archive))
    sheets = _Sheets(file, archive, lookups, {})
    _find_tables(sheets, sheet_parts(archive), report)
    tables = {table.name: _table(table, sheets, report) for table in TABLES}
    term = sheets.parts.get(TERM.name)
    place = Place(file, term.title if term else TERM.zh)
    lines = sheets.cells(term).lines() if term else None
    if lines is None:
        _fault_missing(TERM, file, report)
    facts, settings, readings = read_term(lines, place, report)
    whole = {name: table for name, table in tables.items() if table is not None}
    return RawScenario(file, facts, settings, readings, whole)


def _find_tables(sheets: _Sheets, parts: Iterable[SheetPart], report: Report) -> None:
    """Find the sheet of each table: by its name, else by its headings; the others are remarked."""
    names = {
        loose(each): table.name for table in (*TABLES, TERM) for each in (table.name, table.zh)
    }
    strangers = []
    for part in parts:
        name = names.get(loose(part.title))
        if name is None:
            strangers.append(part)
        elif name in sheets.parts:
            _fault_twice(sheets.file, part.title, sheets.parts[name].title, report)
        else:
            _take(sheets, name, part, report)
    for part in strangers:
        if _is_list(part, sheets):
            place = Place(sheets.file, part.title)
            report.remark(
                place, "上次检查的清单，没有读。", "the list of an earlier check, not read."
            )
            continue
        missing = [each for each in MUST_BE_THERE if each.name not in sheets.parts]
        rows = [cells for _, cells in sheets.cells(part).lines()] if missing else []
        table = table_by_headings(missing, rows)
        place = Place(sheets.file, part.title)
        if table is None:
            report.remark(place, "不认识这张工作表，没有读。", "unknown sheet, not read.")
        else:
            zh = f"没有叫“{table.zh}”的工作表，按表头认作它。"
            report.remark(place, zh, f"read as {table.name} by its headings.")
            _take(sheets, table.name, part, report)


def _is_list(part: SheetPart, sheets: _Sheets) -> bool:
    return may_be_list(part.title) and is_list(sheets.cells(part).rows.get(1, {}).get(1))


def list_of_earlier_check(archive: zipfile.ZipFile) -> str | None:
    """The part that lists the faults of an earlier check; None when the workbook has none."""
    sheets = _Sheets("", archive, Lookups(shared_strings(archive), date_styles(archive)), {})
    return next((each.part for each in sheet_parts(archive) if _is_list(each, sheets)), None)


def _take(sheets: _Sheets, name: str, part: SheetPart, report: Report) -> None:
    sheets.parts[name] = part
    if part.hidden:
        place = Place(sheets.file, part.title)
        report.remark(place, "工作表是隐藏的，照样读了。", "hidden sheet, read all the same.")


def _fault_twice(file: str, title: str, first: str, report: Report) -> None:
    report.fault(
        Place(file, title),
        title,
        expected=("每张表一张工作表", "one sheet a table"),
        fix=(
            f"与“{first}”是同一张表，留一张。",
            f"It is the same table as '{first}': keep one.",
        ),
    )


def _table(table: Table, sheets: _Sheets, report: Report) -> RawTable | None:
    part = sheets.parts.get(table.name)
    if part is None:
        if table.may_be_absent:
            return empty_table(table, sheets.file)
        _fault_missing(table, sheets.file, report)
        return None
    cells = sheets.cells(part)
    raw = as_table(table, Place(sheets.file, part.title), cells.lines(), report)
    if raw is None:
        return None
    _report_unusable(raw, cells, report)
    return replace(raw, merged=tuple((row, column - 1) for row, column in cells.merged))


def _report_unusable(raw: RawTable, cells: SheetCells, report: Report) -> None:
    for number, column, shown in cells.unread:
        report.fault(
            raw.place(number, _heading(raw, column)),
            shown,
            expected=("算好的值", "a value"),
            fix=(
                "在 Excel 或 WPS 里打开并保存一次，或把公式改成数值。",
                "Open and save it once in Excel or WPS, or replace the formula by its value.",
            ),
        )
    for number, column in cells.wide_merges:
        if number > raw.heading_row:
            report.fault(
                raw.place(number, _heading(raw, column)),
                "",
                expected=("没有横向合并的单元格", "cells that are not merged across columns"),
                fix=("取消合并，每格分别填写。", "Unmerge them and fill in each cell."),
            )
    for number in cells.beyond:
        report.fault(
            raw.place(number),
            "",
            expected=("表格右边没有别的内容", "nothing to the right of the table"),
            fix=("删去表格右边多余的内容。", "Delete what stands there."),
        )


def _heading(raw: RawTable, column: int) -> str:
    return raw.headings[column - 1] if column <= len(raw.headings) else ""


def _fault_missing(table: Table, file: str, report: Report) -> None:
    report.fault(
        Place(file, table.zh),
        "",
        expected=(f"工作表“{table.zh}”", f"a sheet '{table.zh}' (or {table.name})"),
        fix=(
            "补上这张工作表；没有内容也要有一行表头。",
            "Add the sheet; with nothing to say it still holds its headings.",
        ),
    )


def _from_1904(file: str) -> BadInput:
    return refusal(
        file,
        "date1904",
        expected=("按 1900 日期系统保存的工作簿", "a workbook that counts its days from 1900"),
        fix=(
            "在 Excel 选项里取消“使用 1904 日期系统”，核对日期后再保存。",
            "Turn off the 1904 date system in Excel's options, check the dates and save it.",
        ),
    )
