"""docs/files.md, made from the list of tables: `python -m engine.files.document` writes it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from engine.domain.settings import Settings
from engine.files.json_problem import FORMAT, VERSION
from engine.files.reading.amounts import range_of
from engine.files.reading.encodings import MOST_BYTES
from engine.files.reading.grids import MOST_COLUMNS, MOST_ROWS
from engine.files.reading.kinds import KINDS, workbook_words, write_cell
from engine.files.reading.report import MOST_LISTED
from engine.files.reading.rows import EXAMPLE_MARK
from engine.files.tables import (
    PROVENANCE,
    PROVENANCE_ENDINGS,
    RESULT_TABLES,
    SETTINGS,
    TABLES,
    TERM,
    Column,
    Table,
)
from engine.files.workbook.gate import MOST_BYTES as MOST_WORKBOOK_BYTES
from engine.files.workbook.gate import MOST_PARTS

PAGE: Final = Path("docs/files.md")
_MEGABYTE: Final = 1024 * 1024

_HEAD: Final = """# Files · 文件

Made by `python -m engine.files.document` from `engine/files/tables.toml` and
`engine/files/result_tables.toml`; change those, not this page.

A scenario is a folder of CSV files with `scenario.toml`, one `.xlsx` workbook, or one `.json`
file. All three say the same; `paike convert` turns one into another without loss.
The district's border for the map, `outline.geojson` (WGS84), lies in the folder or beside the file.
场景有三种形式：CSV 文件夹、一个工作簿、一个 JSON 文件，可以互相转换，不丢内容。
地图上的区界 `outline.geojson`（WGS84）放在文件夹里，或放在工作簿、JSON 文件旁边。

## How cells are written · 怎么填

| kind · 类型 | written · 写法 |
|---|---|
| text · 文字 | anything in one cell; blanks at the ends, and signs that nobody sees, fall away |
| id · 编号 | at most 64 characters (a request's 50), without `;` and `*`; full-width letters and digits become ordinary ones |
| list · 列表 | joined by `;` (the full-width semicolon too); `*` is all, where the column says so. Commas, 、 and line ends between items are read as `;` when the parts can only be several |
| number · 数字 | without unit and thousands separator; `30.0` is a whole number |
| yes/no · 是/否 | `yes` `no` `true` `false` 是 否; empty is no |
| date · 日期 | `2026-09-07`; 2026/9/7, 2026.9.7, 2026年9月7日, 20260907 and a spreadsheet's serial number mean the same |
| time · 时:分 | `08:30`, up to `24:00`; a spreadsheet's part of a day (0.5) means the same |
| weeks · 周次 | `1-16`, `9-16`, `1-15/2` (odd), `2-16/2` (even), `4` |
| skills · 专长 | `书法:2;国画:1`, levels 1–3, a skill once |
| choice · 选项 | one of the words of the column, English or Chinese |

Headings and choices may be English or Chinese in every format; folders are written in English,
workbooks in Chinese. An empty cell is none: no limit, no preference, or what the column says.
What is not written as it should be but can mean only one thing is read so: full-width digits and letters,
dates in another form, headings below a title, cells merged down a column, sheets under another name that their
headings tell apart, several ids in one cell of `unavailable.id` or `last_term.teacher` (a row each). Every such
mending is remarked on with its rows (`paike check` shows them); what is doubtful is refused, or kept and remarked on.
写法不规范、但只有一种意思的,照那个意思读,并逐条提示;拿不准的退回,或原样保留并提示。
A row that begins with {example} is an example and is passed over, with a remark.
Every column must be there. There may be further columns, which the engine does not use and
every conversion keeps; reading remarks on them, but for those that say where a row comes from
({provenance}).

## What is refused · 什么会被退回

All faults at once, each with file, sheet, row (the headings are row 1), column, what was found,
what was expected and how to mend it; exit code 2, and nothing is written. Beyond {listed:,}
faults only their number is told. In JSON the column is the path to the value.

- **CSV**: UTF-8 with or without BOM, GBK or GB18030, found file by file; at most {csv} MB,
  {rows:,} rows and {columns} columns a table. Written as UTF-8 with BOM; a text that a spreadsheet
  would run as a formula (`=1+1`, `@x`, `-a`) stands behind an apostrophe, which reading takes off.
- **Workbook**: one sheet a table, under its Chinese or English name. Refused before anything is
  unpacked: more than {xlsx} MB unpacked, more than {parts:,} parts, macros, a password, entities
  of its own, `.xls` and `.et` (save as .xlsx). Refused cells: formulas without a stored value
  (open and save it once), errors, cells merged across columns. Cells merged down one column
  count for every row. Hidden sheets are read, and reading says so.
- **JSON**: `{{"format": "{form}", "version": {version}, "problem": …, "extra_columns": …}}`, where
  `problem` holds the tables below as arrays of objects, clock times as minutes after midnight,
  and `term`, `settings` and `readings`.

"""

_HASH: Final = """
## The input hash · 输入指纹

`input_hash` of `verdict.json` is the SHA-256 of the problem's canonical JSON: the fields of
`problem` with sorted keys and without blanks, every list sorted. The order of rows and of words
in a cell, the format, and columns that the engine does not know leave it unchanged.
"""


def page() -> str:
    """The whole page."""
    return "".join(_pieces())


def _pieces() -> Iterator[str]:
    yield _HEAD.format(
        example=EXAMPLE_MARK,
        listed=MOST_LISTED,
        csv=MOST_BYTES // _MEGABYTE,
        rows=MOST_ROWS,
        columns=MOST_COLUMNS,
        xlsx=MOST_WORKBOOK_BYTES // _MEGABYTE,
        parts=MOST_PARTS,
        form=FORMAT,
        provenance=", ".join(
            f"`{each}`" for each in (*PROVENANCE, *(f"*{end}" for end in PROVENANCE_ENDINGS))
        ),
        version=VERSION,
    )
    yield "## `scenario.toml` · 工作表 学期\n\nUnknown keys are remarked, not refused.\n\n"
    yield _rows(TERM)
    yield "\n`[settings]` 设置, only those that differ:\n\n"
    yield _settings()
    yield '\n`[readings]` 读法: open readings of the rule pack, `name = "value"`.\n'
    yield "\n# Tables of a scenario · 场景的表\n"
    for table in TABLES:
        yield _section(table)
    yield "\n# Tables of a folder of results · 结果的表\n\nWritten by `paike solve`; columns may be added, not renamed.\n"
    for table in RESULT_TABLES:
        yield _section(table)
    yield _HASH


def _section(table: Table) -> str:
    return (
        f"\n## `{table.name}` · {table.zh}\n\n{table.about_en}\n{table.about_zh}\n\n{_rows(table)}"
    )


def _rows(table: Table) -> str:
    lines = ["| column | 列 | kind | | note | 说明 |", "|---|---|---|---|---|---|"]
    lines += [_row(column) for column in table.columns]
    return "\n".join(lines) + "\n"


def _row(column: Column) -> str:
    needed = "required" if column.required else ""
    if column.empty:
        needed = f"empty = {column.empty}"
    cells = (f"`{column.key}`", column.zh, _kind(column), needed, column.note_en, column.note_zh)
    return f"| {' | '.join(cells)} |"


def _kind(column: Column) -> str:
    kind = KINDS[column.kind].en + range_of(column)[1]
    if column.refers:
        kind += f" of `{column.refers}`"
    if column.words and column.kind != "yes_no":
        pairs = workbook_words(column).items()
        kind += ": " + ", ".join(f"`{english}` {chinese}" for english, chinese in pairs)
    return kind + (", `*` = all" if column.star else "")


def _settings() -> str:
    usual = Settings()
    lines = ["| setting | 设置 | kind | default | note | 说明 |", "|---|---|---|---|---|---|"]
    for column in SETTINGS.columns:
        default = write_cell(getattr(usual, column.key), column)
        cells = (
            f"`{column.key}`",
            column.zh,
            _kind(column),
            default,
            column.note_en,
            column.note_zh,
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
