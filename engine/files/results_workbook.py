"""The results workbook: the timetable in four orders, what was not served, and the verdict.

Every cell is a text, a number or a date, never a formula or a link, whatever it begins with.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from io import BytesIO
from itertools import groupby
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from engine.domain.problem import Problem
from engine.domain.results import Plan
from engine.files.readable.lesson_fields import Cell
from engine.files.readable.sheets import Row, Sheet, sheets
from engine.files.readable.words import pick
from engine.files.reading.plain import too_long_for_a_cell
from engine.files.whole.staging import write_whole
from engine.refusals import Lang

A3, A4 = 8, 9
PRINTED_WIDTH_PX = 1047  # A4 landscape between margins of 10 mm, at 96 dots an inch
USUAL_FONT = {"font_name": "宋体", "font_size": 11}  # its digits are the unit of column widths
CHARACTER_PX = 8.5  # of 宋体, or of what stands in for it where there is none
LINE_POINTS, ROW_EDGE_POINTS, TALLEST_ROW_POINTS = 13.5, 4.5, 409.5
MOST_PAGES = 1000  # Excel keeps 1,023 page breaks a sheet
CUT_CELL = 16_000  # signs, of which Excel may count each twice and holds 32,767
MARGIN_INCHES = 0.39
LONGEST_TITLE = 80  # in a header, where all has to fit into 255 signs


@dataclass(frozen=True)
class Looks:
    """The cell formats of the workbook."""

    heading: Format
    text: Format
    number: Format
    day: Format


def write_workbook(
    plan: Plan, problem: Problem, path: Path, *, stamp: datetime | None = None, lang: Lang = "zh"
) -> None:
    """Write a plan as one .xlsx for reading and printing.

    `stamp` is kept as the moment of creation; without it the first day of the term stands in,
    and the same plan gives the same bytes.
    """
    file = BytesIO()
    with Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "default_format_properties": dict(USUAL_FONT),  # it is written into
        },
    ) as book:
        created = stamp or datetime.combine(problem.term.start, time())
        book.set_properties({"title": problem.title, "author": "paike", "created": created})
        looks = _looks(book)
        for sheet in sheets(plan, problem, lang):
            for part in split_for_printing(sheet):
                _write(book.add_worksheet(pick(part.name, lang)), part, looks, lang)
                _set_up_page(book.worksheets()[-1], part, problem, lang)
    write_whole(path, file.getvalue())


def _looks(book: Workbook) -> Looks:
    base = {
        "font_name": "宋体",
        "font_size": 10,
        "valign": "vcenter",
        "border": 1,
        "border_color": "#B8C0C7",
    }
    text = base | {"text_wrap": True}
    return Looks(
        heading=book.add_format(text | {"bold": True, "bg_color": "#E6EDF0", "align": "center"}),
        text=book.add_format(text),
        number=book.add_format(base | {"align": "center"}),
        day=book.add_format(base | {"align": "center", "num_format": "yyyy-mm-dd"}),
    )


def split_for_printing(sheet: Sheet) -> Iterator[Sheet]:
    """Split a sheet whose owners need more page breaks than Excel keeps."""
    if not sheet.breaks:
        yield sheet
        return
    owners = [tuple(rows) for _, rows in groupby(sheet.rows, key=lambda row: row[: sheet.breaks])]
    for first in range(0, max(1, len(owners)), MOST_PAGES):
        rows = tuple(row for owner in owners[first : first + MOST_PAGES] for row in owner)
        part = f" {first // MOST_PAGES + 1}" if first else ""
        yield replace(sheet, rows=rows, name=(sheet.name[0] + part, sheet.name[1] + part))


def _write(page: Worksheet, sheet: Sheet, looks: Looks, lang: Lang) -> None:
    for at, (heading, width) in enumerate(sheet.columns):
        page.set_column(at, at, width)
        page.write_string(0, at, pick(heading, lang), looks.heading)
    for row, cells in enumerate(sheet.rows, start=1):
        page.set_row(row, _height(sheet, cells))
        for at, cell in enumerate(cells):
            _write_cell(page, (row, at), cell, looks)
    page.set_row(0, 2 * LINE_POINTS + ROW_EDGE_POINTS)
    page.freeze_panes(1, sheet.breaks)
    page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1)


def _write_cell(page: Worksheet, at: tuple[int, int], cell: Cell, looks: Looks) -> None:
    if cell is None or cell == "":
        page.write_blank(*at, None, looks.text)
    elif isinstance(cell, date):
        page.write_datetime(*at, cell, looks.day)
    elif isinstance(cell, str):
        page.write_string(*at, _short(cell), looks.text)
    else:
        page.write_number(*at, cell, looks.number)


def _height(sheet: Sheet, cells: Row) -> float:
    """The height, in points, at which the fullest cell shows all its lines.

    It is reckoned here because not every program does so when it opens a file.
    """
    lines = max(
        sum(math.ceil(_width(line) / (width - 0.5)) or 1 for line in cell.split("\n"))
        if isinstance(cell, str)
        else 1
        for cell, (_, width) in zip(cells, sheet.columns, strict=True)
    )
    return min(TALLEST_ROW_POINTS, lines * LINE_POINTS + ROW_EDGE_POINTS)


def _width(text: str) -> int:
    """The width of a text in Latin characters; a Chinese one takes two, as in the GBK coding."""
    return len(text.encode("gbk", "replace"))


def _short(text: str) -> str:
    return f"{text[:CUT_CELL]}…" if too_long_for_a_cell(text) else text


def _set_up_page(page: Worksheet, sheet: Sheet, problem: Problem, lang: Lang) -> None:
    page.set_landscape()
    page.set_paper(A3 if sheet.wide else A4)
    page.set_margins(MARGIN_INCHES, MARGIN_INCHES, 0.6, 0.55)
    page.repeat_rows(0)
    title = problem.title[:LONGEST_TITLE].replace("&", "&&")
    page.set_header(
        f"&L{title}&C&14&B{pick(sheet.name, lang)}&R{problem.term.start} – {problem.term.end}"
    )
    page.set_footer("&C第 &P 页 / 共 &N 页" if lang == "zh" else "&CPage &P of &N")
    if sheet.breaks:
        # Excel drops page breaks of its own accord when told to fit, so the scale is reckoned.
        page.set_print_scale(_scale(sheet))
        page.set_h_pagebreaks(_break_rows(sheet))
    else:
        page.fit_to_pages(1, 0)


def _scale(sheet: Sheet) -> int:
    """The per cent at which all columns stand on one page beside each other."""
    width_px = sum(width * CHARACTER_PX + 5 for _, width in sheet.columns)
    return max(10, min(100, int(100 * PRINTED_WIDTH_PX / width_px)))


def _break_rows(sheet: Sheet) -> list[int]:
    """The rows, the heading being row 0, before which a new owner's page begins."""
    owners = [row[: sheet.breaks] for row in sheet.rows]
    return [at + 1 for at in range(1, len(owners)) if owners[at] != owners[at - 1]]
