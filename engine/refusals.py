"""Everything paike refuses, as one tree.

Refusal
├── BadInput          one or many cells, files or settings that cannot be used (exit code 2)
├── NoCluster         a cluster that does not answer, has no workers, or needs an extra (2)
├── UnknownName       a term, section or organisation that the scenario does not hold (2)
└── Stopped           stopped before a first timetable existed (3)

Every refusal words itself in Chinese and English; nothing is half-saved when one is raised.
"""

import errno
import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh", "en"]
_IN_CHINESE = {
    os.strerror(number): words
    for number, words in (
        (errno.EACCES, "没有权限"),
        (errno.EBUSY, "正被别的程序占用"),
        (errno.EDQUOT, "磁盘配额已满"),
        (errno.EEXIST, "已有同名的文件"),
        (errno.EFBIG, "文件太大"),
        (errno.EINVAL, "不能这样用"),
        (errno.EIO, "磁盘读写出错"),
        (errno.EISDIR, "是文件夹，不是文件"),
        (errno.ELOOP, "链接绕成了圈"),
        (errno.ENAMETOOLONG, "名字太长"),
        (errno.ENOENT, "没有这个文件或文件夹"),
        (errno.ENOSPC, "磁盘已满"),
        (errno.ENOTDIR, "不是文件夹"),
        (errno.EPERM, "不允许"),
        (errno.EROFS, "只读，不能写入"),
    )
}


@dataclass(frozen=True, order=True)
class Fault:
    """One place in the input that cannot be used, and how to mend it.

    `row` counts as Excel does (the header is row 1; 0 = the whole sheet or file) and `column`
    is the heading as it stands in the file; `found` is quoted, or what the system says of it.
    `expected` and `fix` are pairs (Chinese, English).
    """

    file: str
    sheet: str
    row: int
    column: str
    found: str
    expected: tuple[str, str]
    fix: tuple[str, str]

    def line(self, lang: Lang = "zh") -> str:
        """Word the fault in one line: where, found, expected, how to fix it."""
        place = self.place(lang)
        if lang == "zh":
            found = f"填的是“{self.found}”" if self.found else "没有内容"
            found = _IN_CHINESE.get(self.found, found)
            return f"{place}：{found}，应为{self.expected[0]}。{self.fix[0]}"
        found = f"found '{self.found}'" if self.found else "found nothing"
        return f"{place}: {found}, expected {self.expected[1]}. {self.fix[1]}"

    def place(self, lang: Lang = "zh") -> str:
        """Word where the fault stands: file, sheet, row, column."""
        parts = [self.file]
        if self.sheet:
            parts.append(f"工作表“{self.sheet}”" if lang == "zh" else f"sheet '{self.sheet}'")
        if self.row:
            parts.append(f"第{self.row}行" if lang == "zh" else f"row {self.row}")
        if self.column:
            parts.append(f"“{self.column}”列" if lang == "zh" else f"column '{self.column}'")
        return ("，" if lang == "zh" else ", ").join(parts)


class Refusal(Exception):
    """Something paike will not do, with its reason in two languages."""

    exit_code = 2

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en

    def lines(self, lang: Lang = "zh") -> list[str]:
        """Give the refusal as lines for a person, in the language asked for."""
        return [self.zh if lang == "zh" else self.en]


class BadInput(Refusal):
    """Input that cannot be used, with every place where it goes wrong.

    `more` counts faults that were found but are not listed; `copy` is where they were marked,
    the only thing that was written.
    """

    def __init__(self, faults: Iterable[Fault], more: int = 0, copy: str = "") -> None:
        self.faults = tuple(sorted(set(faults)))
        self.more = more
        count = len(self.faults) + more
        head = f"The input has {count} {'fault' if count == 1 else 'faults'}"
        super().__init__(
            f"输入有 {count} 处错误，{f'已标在 {copy}，' if copy else ''}没有写入{'别的' if copy else '任何'}内容。",
            f"{head}, marked in {copy}; nothing else was written."
            if copy
            else f"{head}; nothing was written.",
        )

    def lines(self, lang: Lang = "zh") -> list[str]:
        """List the count first, then one line a fault."""
        listed = [*super().lines(lang), *(fault.line(lang) for fault in self.faults)]
        if self.more:
            rest = f"另有 {self.more} 处未列出。", f"{self.more} more are not listed."
            listed.append(rest[0] if lang == "zh" else rest[1])
        return listed


class UnknownName(Refusal):
    """A name that the scenario or the timetable does not hold."""


class NoCluster(Refusal):
    """A cluster that cannot be used: not there, without workers, or Dask is not installed."""


class Stopped(Refusal):
    """Stopped before a first verified timetable existed."""

    exit_code = 3
