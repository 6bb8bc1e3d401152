"""The sheet in which a marked workbook lists its faults: how it is recognised when it comes back."""

from typing import Final

from engine.refusals import Lang

LIST_TITLES: Final[dict[Lang, str]] = {"zh": "错误清单", "en": "Faults"}
OPENING_LINE: Final[dict[Lang, str]] = {"zh": "排课检查", "en": "Checked by paike"}


def may_be_list(title: str) -> bool:
    """Whether a sheet has the title of such a list, perhaps with a number."""
    return title.startswith(tuple(LIST_TITLES.values()))


def is_list(first_cell: str | None) -> bool:
    """Whether a sheet with such a title is one: its first cell begins with paike's own words."""
    return (first_cell or "").startswith(tuple(OPENING_LINE.values()))
