"""The text of a cell before it means anything: blanks, full-width characters, list separators."""

import re
import unicodedata

Pair = tuple[str, str]

LONGEST_CELL = 32_767  # what one cell of a workbook can hold
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LIST_MARKS = "、，,\n"  # what people put between items instead of `;`
_DAMAGED = re.compile(r"\d(?:\.\d+)?[eE]\+\d+")
_EDGES = " \t\n\r\u00a0\u3000\u200b\ufeff"  # blanks that nobody sees at the edge of a cell
# Signs that nobody sees anywhere: of no width, of direction, of hyphenation.
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_FULL_WIDTH = {0xFF01 + at: 0x21 + at for at in range(94)} | {0x3000: " ", 0x00A0: " "}


class Wrong(Exception):
    """A cell that does not hold what its column expects, worded in Chinese and English."""

    def __init__(self, expected: Pair, fix: Pair) -> None:
        super().__init__(expected[1])
        self.expected = expected
        self.fix = fix


def trimmed(text: str) -> str:
    """Cut the blanks at both ends, and what nobody sees anywhere; one kind of line end."""
    plain = (text if text.isascii() else _UNSEEN.sub("", text)).strip(_EDGES)
    return plain.replace("\r\n", "\n").replace("\r", "\n") if "\r" in plain else plain


def half_width(text: str) -> str:
    """Turn full-width letters, digits and signs (１２：３０) into ordinary ones.

    No others: 60² is not 602.
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text.translate(_FULL_WIDTH)).strip(_EDGES)


def looks_damaged(text: str) -> bool:
    """Whether a spreadsheet turned an id or a phone number into scientific notation."""
    return _DAMAGED.fullmatch(text) is not None


def items(text: str) -> list[str]:
    """Split a list cell at `;`, ordinary or full-width; empty items fall away."""
    parts = (trimmed(part) for part in text.replace("\uff1b", ";").split(";"))
    return [part for part in parts if part]


def refuse_unprintable(text: str) -> None:
    """Refuse control characters, which no table can carry."""
    if _UNPRINTABLE.search(text):
        raise Wrong(
            ("可以显示的文字", "printable text"),
            ("删去看不见的控制字符。", "Delete the invisible control characters."),
        )


def too_long_for_a_cell(text: str) -> bool:
    """Whether no cell of a workbook can hold a text; signs beyond the first 65,536 count twice."""
    twice = len(text) > LONGEST_CELL // 2 and sum(each > "\uffff" for each in text)
    return len(text) + twice > LONGEST_CELL


def refuse_overlong(text: str) -> None:
    """Refuse a text that no cell of a workbook can hold."""
    if too_long_for_a_cell(text):
        raise Wrong(
            (f"不超过 {LONGEST_CELL} 个字符", f"at most {LONGEST_CELL} characters"),
            ("缩短内容。", "Shorten it."),
        )
