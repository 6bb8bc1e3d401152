"""Writing a workbook: Chinese names, drop-downs, notes on the headings, the same bytes always."""

import io
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from engine.domain.problem import Problem
from engine.domain.settings import Settings
from engine.files.reading.kinds import write_cell
from engine.files.reading.plain import LONGEST_CELL, too_long_for_a_cell
from engine.files.reading.raw import Extra
from engine.files.reading.report import Place, Report
from engine.files.tables import SETTINGS, TERM, Column
from engine.files.workbook.columns import ROWS_TO_FILL, drop_down, look, note, typed, width
from engine.files.workbook.term_sheet import HEADINGS, READING
from engine.files.writing import WrittenScenario, WrittenTable, written

_MADE_ON: Final = datetime(2026, 1, 1, tzinfo=UTC)  # fixed, so that equal content is equal bytes
_FONT: Final[Mapping[str, object]] = {"font_name": "等线", "font_size": 11, "valign": "top"}
_HEADING: Final[Mapping[str, object]] = {"bold": True, "border": 1, "text_wrap": True}
_FORMATS: Final[Mapping[str, Mapping[str, object]]] = {
    "heading": {**_HEADING, "bg_color": "#DDE7F3"},
    "required": {**_HEADING, "bg_color": "#F8D9D0"},
    "text": {"num_format": "@"},
    "whole": {"num_format": "0"},
    "number": {"num_format": "General"},
    "date": {"num_format": "yyyy-mm-dd"},
    "example": {"italic": True, "font_color": "#8C8C8C", "num_format": "@"},
    "note": {"font_color": "#595959", "text_wrap": True},
}
_TERM_WIDTHS: Final = (28, 34, 60)
_A4: Final = 9
_ROWS_THAT_SET_THE_WIDTH: Final = 200

Line = tuple[str, str, str]


def workbook_bytes(problem: Problem, extras: Mapping[str, Extra], file: str) -> bytes:
    """Write a problem as a workbook; raises BadInput when a text is too long for any cell."""
    scenario = written(problem, extras, chinese=True)
    _refuse_overlong(scenario, file)
    book = Book()
    book.write_term(scenario)
    for table in scenario.tables.values():
        book.write_table(table)
    return book.content()


def _refuse_overlong(scenario: WrittenScenario, file: str) -> None:
    report = Report()
    for table in scenario.tables.values():
        for number, row in enumerate(table.rows, start=2):
            for heading, cell in zip(table.headings, row, strict=True):
                if too_long_for_a_cell(cell):
                    report.fault(
                        Place(file, table.table.zh, number, heading),
                        cell,
                        expected=(
                            f"不超过 {LONGEST_CELL} 个字符",
                            f"at most {LONGEST_CELL} characters",
                        ),
                        fix=("改用 CSV 文件夹或 JSON。", "Use a folder of CSV files, or JSON."),
                    )
    report.refuse_if_faulty()


class Book:
    """A workbook being written, with its formats."""

    def __init__(self) -> None:
        self._bytes = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._bytes, options)
        self._book.set_properties({"created": _MADE_ON})
        self._formats = {
            name: self._book.add_format({**_FONT, **form}) for name, form in _FORMATS.items()
        }

    def content(self) -> bytes:
        """Finish the workbook and give its bytes."""
        self._book.close()
        return self._bytes.getvalue()

    def write_term(self, scenario: WrittenScenario | None, title: str = "") -> None:
        """Write the sheet 学期, a line an item; without a scenario the values stay empty.

        A title given here stands instead of the scenario's.
        """
        sheet = self._add_sheet(TERM.zh)
        sheet.write_row(0, 0, HEADINGS, self._formats["heading"])
        for row, (label, value, about) in enumerate(_term_lines(scenario, title), start=1):
            sheet.write_string(row, 0, label, self._formats["heading"])
            sheet.write_string(row, 1, value, self._formats["text"])
            sheet.write_string(row, 2, about, self._formats["note"])
        for column, wide in enumerate(_TERM_WIDTHS):
            sheet.set_column(column, column, wide)
        sheet.freeze_panes(1, 1)

    def write_table(self, table: WrittenTable, example: tuple[str, ...] = ()) -> None:
        """Write a table on its sheet, below an example row in grey when one is given."""
        sheet = self._add_sheet(table.table.zh)
        sheet.freeze_panes(1, 1)
        columns = [*table.table.columns, *(None for _ in table.headings)][: len(table.headings)]
        shown = [*([example] if example else []), *table.rows[:_ROWS_THAT_SET_THE_WIDTH]]
        for position, column in enumerate(columns):
            heading = table.headings[position]
            wide = width([heading, *(row[position] for row in shown)])
            sheet.set_column(position, position, wide, self._formats[look(column)])
            self._write_heading(sheet, position, heading, column)
        sheet.write_row(1, 0, example, self._formats["example"])
        for number, row in enumerate(table.rows, start=2 if example else 1):
            self._write_row(sheet, number, row, columns)

    def _add_sheet(self, name: str) -> Worksheet:
        """Add a sheet that prints on A4, all columns beside each other, headings on every page."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_header("&C&14&A")
        sheet.set_footer("&C第 &P 页 / 共 &N 页")
        return sheet

    def _write_heading(
        self, sheet: Worksheet, position: int, heading: str, column: Column | None
    ) -> None:
        form = "required" if column and column.required else "heading"
        sheet.write_string(0, position, heading, self._formats[form])
        if column is None:
            return
        sheet.write_comment(0, position, note(column), {"x_scale": 2, "font_size": 9})
        choice = drop_down(column)
        if choice:
            sheet.data_validation(1, position, ROWS_TO_FILL, position, choice)

    def _write_row(
        self, sheet: Worksheet, number: int, row: tuple[str, ...], columns: list[Column | None]
    ) -> None:
        for position, (cell, column) in enumerate(zip(row, columns, strict=True)):
            value = typed(cell, column) if cell else ""
            form = self._formats[look(column)]
            if isinstance(value, date):
                sheet.write_datetime(number, position, value, form)
            elif isinstance(value, float):
                sheet.write_number(number, position, value, form)
            elif value:
                sheet.write_string(number, position, value, form)


def _term_lines(scenario: WrittenScenario | None, title: str) -> Iterator[Line]:
    term = {**(scenario.term if scenario else {}), **({"title": title} if title else {})}
    changed = scenario.settings if scenario else {}
    usual = Settings()
    for column in TERM.columns:
        yield column.zh, term.get(column.key, ""), column.note_zh
    for column in SETTINGS.columns:
        default = write_cell(getattr(usual, column.key), column)
        about = f"{column.note_zh};留空 = {default}"
        yield column.zh, changed.get(column.key, ""), about
    for key, value in scenario.readings if scenario else ():
        yield f"{READING}{key}", value, "政策的读法"
