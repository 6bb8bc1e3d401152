"""How a column looks in a workbook: its note, its drop-down, its width, what its cells hold."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from engine.files.reading.amounts import range_of
from engine.files.reading.kinds import KINDS, workbook_words
from engine.files.tables import Column
from engine.files.tables import table as table_named

ROWS_TO_FILL: Final = 5_000  # drop-downs reach this far below the headings
_WIDEST: Final = 40
_NARROWEST: Final = 9


def look(column: Column | None) -> str:
    """The name of the format in which the cells of a column are shown; texts keep their digits."""
    kind = column.kind if column else "text"
    return kind if kind in ("whole", "number", "date") else "text"


def typed(cell: str, column: Column | None) -> str | float | date:
    """What a workbook stores for the text of a cell: a number, a date, or the text itself.

    A number that 16 digits do not carry stays text, so that it reads back as the same.
    """
    kind = look(column)
    if kind == "date":
        return date.fromisoformat(cell)
    if kind in ("whole", "number"):
        value = float(cell)
        return value if float(f"{value:.16G}") == value else cell
    return cell


def note(column: Column) -> str:
    """The note on a heading: what the cells hold, whether they must be filled, in two languages."""
    kind = KINDS[column.kind]
    zh, en = range_of(column)
    words = "、".join(workbook_words(column).values())
    lines = [
        column.note_zh,
        f"{kind.zh}{zh}{'' if not words else '：' + words}；{'必填' if column.required else '可以留空'}",
        f"{column.key}: {column.note_en}; {kind.en}{en}",
    ]
    return "\n".join(lines)


def drop_down(column: Column) -> dict[str, object] | None:
    """The drop-down of a column: its fixed words, or the ids of the table it refers to."""
    if column.kind in ("choice", "yes_no"):
        words = list(workbook_words(column).values())
        return {
            "validate": "list",
            "source": words,
            "error_title": "请从列表里选",
            "error_message": "、".join(words),
        }
    if column.kind == "code" and column.refers:
        sheet = table_named(column.refers).zh
        return {
            "validate": "list",
            "source": f"='{sheet}'!$A$2:$A${ROWS_TO_FILL}",
            "error_type": "warning",
            "error_title": "没有这个编号",
            "error_message": f"“{sheet}”表里没有它，读入时会被退回。",
        }
    return None


def width(cells: Iterable[str]) -> int:
    """A width that shows most of the cells; a Chinese character is two wide."""
    widest = max(sum(2 if ord(each) > 0xFF else 1 for each in cell) for cell in cells)
    return min(max(widest + 2, _NARROWEST), _WIDEST)
