"""Cells that hold numbers: whole ones, any ones, lists of whole ones."""

import re

from engine.files.reading.plain import Pair, Wrong, half_width, items
from engine.files.tables import GREATEST_WHOLE, Column

_WHOLE = re.compile(r"[+-]?\d{1,15}(?:\.0{1,15})?", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d{1,20}(?:\.\d{0,30})?|\.\d{1,30})(?:[eE][+-]?\d{1,3})?", re.ASCII)


def whole(text: str, column: Column) -> int:
    """Read a whole number; `30.0`, as spreadsheets write it, is 30."""
    plain = half_width(text)
    if not _WHOLE.fullmatch(plain):
        raise _wrong(column, ("整数", "a whole number"))
    value = int(plain.split(".")[0])
    _refuse_outside(value, column, ("整数", "a whole number"))
    return value


def number(text: str, column: Column) -> float:
    """Read a number."""
    plain = half_width(text)
    if not _NUMBER.fullmatch(plain):
        raise _wrong(column, ("数字", "a number"))
    value = float(plain)
    _refuse_outside(value, column, ("数字", "a number"))
    return value


def wholes(text: str, column: Column) -> tuple[int, ...]:
    """Read whole numbers joined by `;`."""
    return tuple(whole(item, column) for item in items(text))


def write_number(value: float) -> str:
    """Write a number the shortest way that reads back as the same."""
    return repr(value).removesuffix(".0")


def write_wholes(values: tuple[int, ...]) -> str:
    """Write whole numbers joined by `;`."""
    return ";".join(str(value) for value in values)


def range_of(column: Column) -> Pair:
    """Word the numbers a column allows; empty when only size bounds them."""
    least = column.least if column.above is None else column.above
    if least is None:
        return "", ""
    low = write_number(float(least))
    if column.most < GREATEST_WHOLE:
        high = write_number(float(column.most))
        if column.above is not None:
            return f"，大于{low}，不超过{high}", f" above {low}, at most {high}"
        return f",{low}到{high}", f" from {low} to {high}"
    if column.above is not None:
        return f"，大于{low}", f" above {low}"
    return f"，不小于{low}", f" of at least {low}"


def _refuse_outside(value: float, column: Column, what: Pair) -> None:
    least = -column.most if column.least is None else column.least
    too_low = value < least or (column.above is not None and value <= column.above)
    if too_low or value > column.most:
        raise _wrong(column, what)


def _wrong(column: Column, what: Pair) -> Wrong:
    zh, en = range_of(column)
    return Wrong(
        (what[0] + zh, what[1] + en),
        (
            "只填数字，不带单位和千位逗号。",
            "Write the number alone, without unit or thousands separator.",
        ),
    )
