"""Which column of a file is which: headings in English or Chinese, missing, twice, unknown."""

import unicodedata
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from engine.files.reading.plain import trimmed
from engine.files.reading.raw import RawTable
from engine.files.reading.report import Report
from engine.files.tables import Column, Table

HEADINGS_TO_LOOK_AT = 10  # a title or a note may stand above the headings
FEWEST_KNOWN = 2
FEWEST_TO_TELL = 3  # headings by which a sheet of another name is recognised


def loose(heading: str) -> str:
    """A heading without blanks, capitals and full-width signs."""
    return "".join(unicodedata.normalize("NFKC", trimmed(heading)).split()).lower()


def known_headings(table: Table) -> Mapping[str, Column]:
    """The columns of a table by every heading they may have, loosely written."""
    return {loose(name): column for column in table.columns for name in (column.key, column.zh)}


def heading_row(table: Table, rows: Sequence[Sequence[str | None]]) -> int | None:
    """Find the row of headings among the first rows: the first with two known ones.

    Without such a row it is the first that is not blank; None when all are blank.
    """
    known = known_headings(table)
    fallback = None
    for index, row in enumerate(rows[:HEADINGS_TO_LOOK_AT]):
        cells = [cell for cell in row if cell]
        if len({known[loose(cell)].key for cell in cells if loose(cell) in known}) >= FEWEST_KNOWN:
            return index
        if cells and fallback is None:
            fallback = index
    return fallback


def table_by_headings(
    tables: Sequence[Table], rows: Sequence[Sequence[str | None]]
) -> Table | None:
    """The one table whose headings these rows hold: three at least, and half of its columns."""
    counts = []
    for table in tables:
        known, at = known_headings(table), heading_row(table, rows)
        cells = rows[at] if at is not None else ()
        found = {known[loose(cell)].key for cell in cells if cell and loose(cell) in known}
        if len(found) >= FEWEST_TO_TELL and 2 * len(found) >= len(table.columns):
            counts.append((len(found), table))
    most = max((count for count, _ in counts), default=0)
    best = [table for count, table in counts if count == most]
    return best[0] if len(best) == 1 else None


def columns_of(raw: RawTable, report: Report) -> Mapping[str, int]:
    """Map the keys of a table's columns to their positions in the file.

    Reports headings that are missing or stand twice; unknown ones are left alone.
    """
    known = known_headings(raw.table)
    positions: dict[str, int] = {}
    for position, heading in enumerate(raw.headings):
        column = known.get(loose(heading))
        if column is None:
            continue
        if column.key in positions:
            report.fault(
                raw.place(raw.heading_row, heading),
                heading,
                expected=("每列只出现一次", "every column once"),
                fix=("删去重复的一列。", "Delete the second one."),
            )
        else:
            positions[column.key] = position
    for column in raw.table.columns:
        if column.key not in positions:
            _fault_missing(raw, column, report)
    return positions


def unknown_positions(raw: RawTable) -> tuple[int, ...]:
    """The positions of the columns that paike does not know."""
    known = known_headings(raw.table)
    return tuple(
        position
        for position, heading in enumerate(raw.headings)
        if heading and loose(heading) not in known
    )


def _fault_missing(raw: RawTable, column: Column, report: Report) -> None:
    known = known_headings(raw.table)
    strangers = {loose(each): each for each in raw.headings if loose(each) not in known}
    near = [
        strangers[match]
        for name in (column.key, column.zh)
        for match in get_close_matches(loose(name), list(strangers), n=1, cutoff=0.7)
    ]
    fix = (
        f"在第{raw.heading_row}行补上这一列的表头。",
        f"Add the heading in row {raw.heading_row}.",
    )
    if near:
        fix = (f"是不是写成了“{near[0]}”?请改正表头。", f"Is it '{near[0]}'? Correct the heading.")
    report.fault(
        raw.place(raw.heading_row, column.key),
        near[0] if near else "",
        expected=(
            f"有“{column.zh}”（或 {column.key}）这一列",
            f"a column '{column.key}' (or {column.zh})",
        ),
        fix=fix,
    )
