"""Mending: cells that are not written as they should be, but can mean only one thing.

They are put right before anything is understood, and every mending is remarked on: nothing
that was read otherwise than it stands is passed over in silence.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from engine.files.reading.headings import known_headings, loose
from engine.files.reading.moments import is_plain_date, is_serial_time
from engine.files.reading.plain import LIST_MARKS, half_width, items, looks_damaged
from engine.files.reading.raw import RawRow, RawTable
from engine.files.reading.report import Report
from engine.files.reading.rows import is_example
from engine.files.tables import Column

Pair = tuple[str, str]
NAMED = 6  # rows spelled out before the rest is counted

LISTS = frozenset({"words", "codes", "weeks_list", "wholes", "skills", "choices"})
AS_WRITTEN = frozenset({"text", "word", "words"})  # their signs are the writer's own
SEPARATORS: Pair = (
    "几项之间的顿号、逗号或换行按 ; 读",
    "commas and line ends between items were read as ;",
)
FULL_WIDTH: Pair = "全角字符按半角读", "full-width characters were read as ordinary ones"
DATES: Pair = "日期按 年-月-日 读", "dates were read as year-month-day"
TIMES: Pair = "表格软件的时间数值按 时:分 读", "a spreadsheet's numbers were read as times"
SEVERAL: Pair = "一格写了几个，按每个一行读", "several in one cell were read as a row each"
MERGED: Pair = "合并的单元格，每行都按它读", "merged cells were read in every row"
DAMAGED: Pair = (
    "像是被表格软件改成科学计数法的号码，数字已不全，请重填",
    "looks like a number that a spreadsheet cut short: write it again",
)
UNSPLIT: Pair = (
    "带顿号、逗号或换行，按一项读；几项请用 ; 分开",
    "holds commas or line ends, read as one item: join several with ;",
)
CROWDED: Pair = (
    "像是一格写了几个人，按一人读；请一人一行",
    "looks like several people, read as one: give each a row",
)


@dataclass
class _Notes:
    """Which rows of a column were mended, by what was done to them."""

    rows: dict[tuple[str, Pair], list[int]] = field(default_factory=dict)

    def add(self, heading: str, what: Pair, row: int) -> None:
        self.rows.setdefault((heading, what), []).append(row)

    def tell(self, raw: RawTable, report: Report) -> None:
        for (heading, (zh, en)), rows in self.rows.items():
            named = sorted(set(rows))
            head, more = ", ".join(map(str, named[:NAMED])), len(named) - NAMED
            report.remark(
                raw.place(named[0], heading),
                f"{zh}（第{head}行{f'等{len(named)}行' if more > 0 else ''}）。",
                f"{en} (rows {head}{f' and {more} more' if more > 0 else ''}).",
            )


def mended(tables: Mapping[str, RawTable], report: Report) -> dict[str, RawTable]:
    """Mend every table, with one remark a column and kind of mending."""
    known = _Known(tables)
    return {name: _mended(raw, known, report) for name, raw in tables.items()}


class _Known:
    """What stands in the tables by itself: ids by table, words by vocabulary."""

    def __init__(self, tables: Mapping[str, RawTable]) -> None:
        self._ids: dict[str, frozenset[str]] = {}
        self._words: dict[str, set[str]] = {}
        for name, raw in tables.items():
            for column, at in columns_in(raw):
                cells = {row.cells[at] or "" for row in raw.rows}
                if raw.table.key == (column.key,):
                    self._ids[name] = frozenset(map(half_width, cells))
                if column.vocabulary:
                    plain = {item for cell in cells for item in items(cell) if not _marked(item)}
                    self._words.setdefault(column.vocabulary, set()).update(plain)

    def apart(self, item: str, column: Column) -> list[str]:
        """The parts of an item between commas and line ends, if it can only be several.

        An id that holds a comma stays whole, and so does a word whose parts are not all words
        that stand somewhere by themselves.
        """
        parts = [part for part in items(_as_list(item)) if part]
        if len(parts) < 2 or half_width(item) in self._ids_of(column):
            return [item]
        if column.kind == "words" and not set(parts) <= self._words_of(column):
            return [item]
        if column.kind == "skills" and not all(set(part) & set(":\uff1a") for part in parts):
            return [item]
        return parts

    def _words_of(self, column: Column) -> set[str]:
        spoken = self._words.get(column.vocabulary, set())
        return spoken | column.words.keys() | set(column.words.values())

    def _ids_of(self, column: Column) -> frozenset[str]:
        if column.several:
            return frozenset[str]().union(*self._ids.values())
        return self._ids.get(column.refers or "", frozenset())


def columns_in(raw: RawTable) -> list[tuple[Column, int]]:
    """The columns of a table that stand in a file, with their positions."""
    known = known_headings(raw.table)
    found = {
        known[loose(heading)].key: (known[loose(heading)], at)
        for at, heading in enumerate(raw.headings)
        if loose(heading) in known
    }
    return list(found.values())


def _mended(raw: RawTable, known: _Known, report: Report) -> RawTable:
    notes = _Notes()
    columns = [_Mender(column, raw.headings[at], at, known) for column, at in columns_in(raw)]
    rows: list[RawRow] = []
    for row in raw.rows:
        rows += [row] if is_example(row) else _apart(_row(row, columns, notes), columns, notes)
    for number, at in raw.merged:
        if at < len(raw.headings):
            notes.add(raw.headings[at], MERGED, number)
    notes.tell(raw, report)
    return replace(raw, rows=tuple(rows))


class _Mender:
    """Mends the cells of one column; equal cells are looked at once."""

    def __init__(self, column: Column, heading: str, at: int, known: _Known) -> None:
        self.column = column
        self.heading = heading
        self.at = at
        self._known = known
        self._seen: dict[str, tuple[str, list[Pair]]] = {}

    def mended(self, cell: str) -> tuple[str, list[Pair]]:
        """The cell as it is read, and what had to be done to it."""
        if cell not in self._seen:
            self._seen[cell] = self._look_at(cell)
        return self._seen[cell]

    def parts(self, cell: str) -> list[str]:
        """The several ids of a cell, each by itself."""
        return [part for item in items(cell) for part in self._known.apart(item, self.column)]

    def _look_at(self, cell: str) -> tuple[str, list[Pair]]:
        column, found, done = self.column, cell, list[Pair]()
        if column.kind in LISTS and _marked(cell):
            parts = self.parts(cell)
            done += [SEPARATORS] if len(parts) > len(items(cell)) else []
            done += [UNSPLIT] if any(map(_marked, parts)) and column.kind == "words" else []
            found = ";".join(parts) if SEPARATORS in done else cell
        return found, [*done, *(what for what, is_so in _SIGNS if is_so(found, column))]


def _full_width(cell: str, column: Column) -> bool:
    plain = _as_list(cell).replace("\uff1b", ";")  # marks between items are told as such
    return column.kind not in AS_WRITTEN and half_width(plain) != plain


_SIGNS: tuple[tuple[Pair, Callable[[str, Column], bool]], ...] = (
    (FULL_WIDTH, _full_width),
    (DATES, lambda cell, of: of.kind == "date" and not is_plain_date(half_width(cell))),
    (TIMES, lambda cell, of: of.kind == "time" and is_serial_time(half_width(cell))),
    (UNSPLIT, lambda cell, of: of.kind == "word" and _marked(cell)),
    (DAMAGED, lambda cell, of: of.kind == "text" and looks_damaged(cell)),
    (CROWDED, lambda cell, of: of.one_person and len(items(_as_list(cell))) > 1),
)


def _marked(item: str) -> bool:
    return bool(set(item) & set(LIST_MARKS))


def _as_list(item: str) -> str:
    return item.translate({ord(mark): ";" for mark in LIST_MARKS})


def _row(row: RawRow, columns: Iterable[_Mender], notes: _Notes) -> RawRow:
    cells = list(row.cells)
    for each in columns:
        cell = cells[each.at]
        if cell:
            cells[each.at], done = each.mended(cell)
            for what in done:
                notes.add(each.heading, what, row.number)
    return RawRow(row.number, tuple(cells))


def _apart(row: RawRow, columns: Iterable[_Mender], notes: _Notes) -> list[RawRow]:
    """One row for each of several ids in a cell, where the column lets them share the rest."""
    for each in columns:
        parts = each.parts(row.cells[each.at] or "") if each.column.several else []
        if len(parts) > 1:
            notes.add(each.heading, SEVERAL, row.number)
            head, tail = row.cells[: each.at], row.cells[each.at + 1 :]
            return [RawRow(row.number, (*head, part, *tail)) for part in parts]
    return [row]
