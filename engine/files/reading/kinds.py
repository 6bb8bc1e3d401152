"""The kinds of cells: how each is read, written and named."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from engine.files.reading import amounts, moments, wordings
from engine.files.reading.plain import Wrong, refuse_unprintable
from engine.files.tables import Column, KindName

Words = Mapping[str, str]
Value: TypeAlias = Any  # what a cell means depends on its kind


@dataclass(frozen=True)
class Kind:
    """One kind of cell: its name for the docs, its reader, its writer.

    The reader raises Wrong; the writer gets the value and the words to use for reserved ones.
    """

    zh: str
    en: str
    read: Callable[[str, Column], Value]
    write: Callable[[Value, Words], str]


def _alone(read: Callable[[str], Value]) -> Callable[[str, Column], Value]:
    """A reader that needs to know nothing of the column."""
    return lambda cell, _: read(cell)


def _joined(value: Value, words: Words) -> str:
    return ";".join(words.get(each, each) for each in value)


def _word(value: Value, words: Words) -> str:
    return words.get(value, value)


def _yes_no(value: Value, words: Words) -> str:
    answer = "yes" if value else "no"
    return words.get(answer, answer)


KINDS: Mapping[KindName, Kind] = {
    "text": Kind("文字", "text", _alone(wordings.text), lambda value, _: str(value)),
    "word": Kind("一个词", "one word", wordings.word, _word),
    "code": Kind(
        "编号",
        "id",
        lambda cell, column: wordings.code(cell, column.longest),
        lambda value, _: str(value),
    ),
    "whole": Kind("整数", "whole number", amounts.whole, lambda value, _: str(value)),
    "number": Kind("数字", "number", amounts.number, lambda value, _: amounts.write_number(value)),
    "yes_no": Kind("是/否", "yes/no", _alone(wordings.yes_no), _yes_no),
    "date": Kind("日期", "date", _alone(moments.day), lambda value, _: str(value)),
    "time": Kind(
        "时:分", "HH:MM", _alone(moments.minute), lambda value, _: moments.write_minute(value)
    ),
    "words": Kind("词的列表", "list of words", wordings.words, _joined),
    "codes": Kind("编号列表", "list of ids", wordings.codes, _joined),
    "weeks": Kind("周次", "weeks", _alone(moments.weeks), lambda value, _: str(value)),
    "weeks_list": Kind("周次列表", "list of weeks", _alone(moments.weeks_list), _joined),
    "wholes": Kind(
        "整数列表",
        "list of whole numbers",
        amounts.wholes,
        lambda value, _: amounts.write_wholes(value),
    ),
    "skills": Kind(
        "专长:等级",
        "skill:level",
        _alone(wordings.skills),
        lambda value, _: ";".join(f"{skill}:{level}" for skill, level in value),
    ),
    "choice": Kind("选项", "choice", wordings.choice, _word),
    "choices": Kind("选项列表", "list of choices", wordings.choices, _joined),
}
LISTS = frozenset({"words", "codes", "weeks_list", "wholes", "skills", "choices"})
_YES_NO_WORDS = {"yes": "是", "no": "否"}


def read_cell(cell: str, column: Column) -> Value:
    """Read a trimmed cell; an empty one is what the column says, or nothing.

    Raises Wrong with what was expected and how to mend it.
    """
    refuse_unprintable(cell)
    value = _read(cell or column.empty, column)
    if column.required and value in ("", None, ()):
        raise Wrong(
            (f"{KINDS[column.kind].zh}，不能为空", f"{KINDS[column.kind].en}, not empty"),
            (f"{column.note_zh}。", f"Fill it in: {column.note_en}."),
        )
    return value


def _read(meant: str, column: Column) -> Value:
    if meant:
        return KINDS[column.kind].read(meant, column)
    if column.kind in LISTS:
        return ()
    return "" if column.kind == "text" else None


def write_cell(value: Value, column: Column, *, chinese: bool = False) -> str:
    """Write a value as the text of a cell, in the file's words or the workbook's."""
    if value is None:
        return ""
    return KINDS[column.kind].write(value, workbook_words(column) if chinese else {})


def workbook_words(column: Column) -> Words:
    """The file's words of a column and what the workbook writes for them."""
    return _YES_NO_WORDS if column.kind == "yes_no" else column.words
