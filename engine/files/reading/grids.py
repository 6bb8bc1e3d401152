"""From a grid of cells to a table with headings: the same for CSV files and sheets."""

from collections.abc import Iterable, Sequence
from itertools import islice

from engine.files.reading.headings import HEADINGS_TO_LOOK_AT, heading_row
from engine.files.reading.raw import RawRow, RawTable, in_sheet
from engine.files.reading.report import Place, Report
from engine.files.tables import Table

Cell = str | None  # None: could not be read, reported already
Line = tuple[int, list[Cell]]
MOST_ROWS = 200_000
MOST_COLUMNS = 200


def as_table(table: Table, place: Place, lines: Iterable[Line], report: Report) -> RawTable | None:
    """Take the headings and rows out of numbered lines; blank lines count but fall away.

    `place` names file and sheet. Reports and gives None when there are no headings or too much
    content; reports rows with more or fewer cells than headings.
    """
    told = (line for line in lines if any(cell != "" for cell in line[1]))
    filled = list(islice(told, MOST_ROWS + HEADINGS_TO_LOOK_AT + 1))
    if len(filled) > MOST_ROWS + HEADINGS_TO_LOOK_AT:
        _fault_too_much(place, report)
        return None
    index = heading_row(table, [cells for _, cells in filled])
    if index is None:
        report.fault(
            place,
            "",
            expected=("有表头的表", "a table with headings"),
            fix=(
                f"第1行写“{table.zh}”的表头；没有内容也要保留表头。",
                f"Put the headings of {table.name} into row 1, even when there are no rows.",
            ),
        )
        return None
    heading_number, cells = filled[index]
    _remark_low(place, heading_number, report)
    headings = _without_blank_tail([cell or "" for cell in cells])
    if len(headings) > MOST_COLUMNS:
        _fault_too_much(place, report)
        return None
    rows = tuple(
        RawRow(number, _fitted(place, number, (headings, cells), report))
        for number, cells in filled[index + 1 :]
    )
    return RawTable(table, in_sheet(place.file, place.sheet), heading_number, tuple(headings), rows)


def _remark_low(place: Place, heading_row: int, report: Report) -> None:
    if heading_row > 1:
        report.remark(
            Place(place.file, place.sheet, heading_row),
            f"表头在第{heading_row}行，上面的行没有读。",
            f"the headings stand in row {heading_row}, what is above was not read.",
        )


def empty_table(table: Table, file: str) -> RawTable:
    """A table that may be absent and is: all headings and no rows."""
    return RawTable(
        table, in_sheet(file, table.name), 1, tuple(each.key for each in table.columns), ()
    )


def _fitted(
    place: Place, number: int, line: tuple[Sequence[str], list[Cell]], report: Report
) -> tuple[Cell, ...]:
    headings, cells = line
    count = len(headings)
    if len(cells) < count or any(cell != "" for cell in cells[count:]):
        report.fault(
            Place(place.file, place.sheet, number),
            f"{len(cells)}",
            expected=(f"{count} 格，与表头一样多", f"{count} cells, as many as headings"),
            fix=(
                "补齐或删去多余的格；文字里有逗号时给它加英文双引号。",
                "Add or remove cells; put a text that holds a comma into double quotes.",
            ),
        )
        return (None,) * count
    return tuple(cells[:count])


def _without_blank_tail(cells: list[str]) -> list[str]:
    last = max((index for index, cell in enumerate(cells) if cell), default=-1)
    return cells[: last + 1]


def _fault_too_much(place: Place, report: Report) -> None:
    report.fault(
        place,
        "",
        expected=(
            f"不超过 {MOST_ROWS} 行、{MOST_COLUMNS} 列",
            f"at most {MOST_ROWS} rows and {MOST_COLUMNS} columns",
        ),
        fix=(
            "删去多余的内容，或拆成几个场景。",
            "Delete what is not needed, or split the scenario.",
        ),
    )
