"""Cells that hold words: texts, ids, choices, lists of them, skills with levels."""

import re
from collections.abc import Mapping
from functools import lru_cache

from engine.domain.thing import EVERY
from engine.files.reading.plain import (
    Pair,
    Wrong,
    half_width,
    items,
    looks_damaged,
    refuse_overlong,
)
from engine.files.tables import LONGEST_CODE, Column

YES_NO: Mapping[str, bool] = {
    "yes": True,
    "no": False,
    "是": True,
    "否": False,
    "true": True,
    "false": False,
}
_NOT_IN_CODES = re.compile(r"[;*]")
_SKILL = re.compile(r"(.+):\s*([1-3\uff11-\uff13])")
_SKILL_EXPECTED: Pair = (
    "专长:等级，等级1到3，如 书法:2",
    "skill:level with a level from 1 to 3, such as 书法:2",
)


def text(cell: str) -> str:
    """Read free text."""
    refuse_overlong(cell)
    return cell


def word(cell: str, column: Column) -> str:
    """Read one word of the scenario's own; a `;` would make it several."""
    found = items(cell)
    if len(found) != 1 or EVERY in found:
        raise Wrong(
            ("一个词", "one word"), ("只留一个词，不用 ; 和 *。", "Keep one word, without ; or *.")
        )
    return _meant(found[0], column)


def words(cell: str, column: Column) -> tuple[str, ...]:
    """Read words joined by `;`; `*` is all, where the column allows it."""
    found = tuple(_meant(item, column) for item in items(cell))
    if EVERY in found and not column.star:
        raise Wrong(
            ("写明每一个词", "every word by its name"),
            ("这一列不能用 *。", "This column takes no *."),
        )
    return found


def code(cell: str, longest: int = LONGEST_CODE) -> str:
    """Read an id: short, in one line, without `;` and `*` and signs that nobody sees."""
    plain = half_width(cell)
    if looks_damaged(plain):
        raise Wrong(
            ("完整的编号", "the whole id"),
            (
                "表格软件把编号变成了科学计数法：把该列设为文本后重新填写。",
                "A spreadsheet turned it into scientific notation: format the column as text and write it again.",
            ),
        )
    if len(plain) > longest or _NOT_IN_CODES.search(plain) or not plain.isprintable():
        raise Wrong(
            (
                f"编号，不超过{longest}个字符，不含 ; 和 *",
                f"an id of at most {longest} characters without ; and *",
            ),
            ("一格只填一个编号。", "Write one id in the cell."),
        )
    return plain


def codes(cell: str, column: Column) -> tuple[str, ...]:
    """Read ids joined by `;`; `*` is all, where the column allows it."""
    parts = items(cell)
    return tuple(part if part == EVERY and column.star else code(part) for part in parts)


def choice(cell: str, column: Column) -> str:
    """Read one word of a fixed list, in English or Chinese."""
    found = _choices_of(column).get(_loose(cell))
    if found is None:
        raise Wrong(
            (
                "下列之一:" + "、".join(column.words.values()),
                "one of " + ", ".join(column.words),
            ),
            ("从列表里选一个。", "Take one of the list."),
        )
    return found


def choices(cell: str, column: Column) -> tuple[str, ...]:
    """Read words of a fixed list joined by `;`."""
    return tuple(choice(item, column) for item in items(cell))


def yes_no(cell: str) -> bool:
    """Read 是/否 or yes/no."""
    found = YES_NO.get(_loose(cell))
    if found is None:
        raise Wrong(("是 或 否", "yes or no"), ("填“是”或“否”。", "Write yes or no."))
    return found


def skills(cell: str) -> tuple[tuple[str, int], ...]:
    """Read `skill:level` pairs joined by `;`; one skill has one level."""
    pairs = [_skill(item) for item in items(cell)]
    if len({skill for skill, _ in pairs}) < len(pairs):
        raise Wrong(
            ("每项专长只写一次", "every skill once"),
            ("同一专长只留一个等级。", "Keep one level a skill."),
        )
    return tuple(pairs)


def _skill(item: str) -> tuple[str, int]:
    form = _SKILL.fullmatch(item.replace("\uff1a", ":"))
    if form is None:
        raise Wrong(
            _SKILL_EXPECTED,
            (
                "补上冒号和等级；多项用 ; 分开。",
                "Add the colon and the level; join several with ;.",
            ),
        )
    return form[1].strip(), int(form[2])


def _meant(item: str, column: Column) -> str:
    """The file's word for a workbook's reserved word (屏幕 is `screen`); others as they are."""
    return _choices_of(column).get(_loose(item), item) if column.words else item


@lru_cache(maxsize=1024)
def _loose(cell: str) -> str:
    return half_width(cell).lower()


def _choices_of(column: Column) -> Mapping[str, str]:
    return _choices(tuple(column.words.items()), tuple(column.also.items()))


@lru_cache(maxsize=256)
def _choices(pairs: tuple[Pair, ...], also: tuple[Pair, ...]) -> Mapping[str, str]:
    known = {english: english for english, _ in pairs}
    known |= {english.replace("_", " "): english for english, _ in pairs}
    return known | {chinese: english for english, chinese in pairs} | dict(also)
