"""Which encoding a file of text is in: UTF-8 with or without BOM, or GBK / GB18030."""

import codecs
import errno
import os
from pathlib import Path

from engine.files.reading.report import Place, Report

MOST_BYTES = 64 * 1024 * 1024
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LAST_OF_TWO_BYTES = "\u07ff"


def read_text(path: Path, report: Report, *, most: int = MOST_BYTES) -> str | None:
    """Read a file as text; reports and gives None when it is too large or in no known encoding."""
    try:
        if path.stat().st_size > most:
            _fault_too_large(path, most, report)
            return None
        if path.exists() and not path.is_file() and not path.is_dir():
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))  # it might never end
        return _decoded(path.read_bytes(), path.name, report)
    except OSError as error:
        report.fault(
            Place(path.name),
            error.strerror or "",
            expected=("可以打开的文件", "a file that can be opened"),
            fix=("检查文件是否被别的程序占用。", "See whether another program holds it."),
        )
        return None


def _decoded(content: bytes, name: str, report: Report) -> str | None:
    marked = content.startswith(codecs.BOM_UTF8)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if not marked and not content.startswith(_UTF_16) and not _mostly_utf8(content):
            return _as_gb18030(content, name, report)
        _fault_undecodable(content, error.start, name, report)
        return None
    if not marked and _looks_misread(text):
        return _as_gb18030(content, name, report)
    if "\0" in text:
        _fault_undecodable(content, content.index(b"\0"), name, report)
        return None
    return text


def _as_gb18030(content: bytes, name: str, report: Report) -> str | None:
    try:
        return content.decode("gb18030")
    except UnicodeDecodeError as error:
        _fault_undecodable(content, error.start, name, report)
        return None


def _mostly_utf8(content: bytes) -> bool:
    """Whether broken UTF-8 is still UTF-8: GBK text hardly ever forms its longer characters."""
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return sum(each > _LAST_OF_TWO_BYTES and each != "\ufffd" for each in text) > broken


def _looks_misread(text: str) -> bool:
    """Whether valid UTF-8 is really GBK: only two-byte letters, which as GBK are all Chinese."""
    foreign = [each for each in text if not each.isascii()]
    if not foreign or max(foreign) > _LAST_OF_TWO_BYTES:
        return False
    try:
        meant = "".join(foreign).encode().decode("gb18030")
    except UnicodeDecodeError:
        return False
    return all("\u4e00" <= each <= "\u9fff" for each in meant)


def _fault_undecodable(content: bytes, position: int, name: str, report: Report) -> None:
    row = content.count(b"\n", 0, position) + 1
    report.fault(
        Place(name, row=row),
        " ".join(f"{byte:02X}" for byte in content[position : position + 4]),
        expected=("UTF-8 或 GBK 编码的文字", "text in UTF-8 or GBK"),
        fix=("另存为“CSV UTF-8（逗号分隔）”。", "Save it as CSV UTF-8 (comma delimited)."),
    )


def _fault_too_large(path: Path, most: int, report: Report) -> None:
    megabytes = most // 1024 // 1024
    report.fault(
        Place(path.name),
        f"{path.stat().st_size} bytes",
        expected=(f"不超过 {megabytes} MB 的文件", f"a file of at most {megabytes} MB"),
        fix=("检查是不是放错了文件。", "See whether it is the right file."),
    )
