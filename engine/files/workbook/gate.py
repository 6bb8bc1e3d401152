"""The gate of the workbook: what is no safe .xlsx is refused before any of it is unpacked.

Only the directory at the end of the file is read here, and only when it is small; the sizes in
it bound what may be unpacked later, since `zipfile` never gives more than they say.
"""

import zipfile
import zlib
from pathlib import Path
from typing import Final
from xml.parsers import expat

from engine.files.reading.plain import Pair
from engine.files.reading.report import refusal
from engine.refusals import BadInput

MOST_BYTES: Final = 64 * 1024 * 1024  # of the file, and of all its parts unpacked
MOST_PARTS: Final = 2_000
MOST_DIRECTORY_BYTES: Final = 1024 * 1024
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_END_OF_DIRECTORY: Final = b"PK\x05\x06"
_ZIP64_LOCATOR: Final = b"PK\x06\x07"
_END_SIZE: Final = 22
_LONGEST_COMMENT: Final = 65_535
_PROLOGUE_BYTES: Final = 64 * 1024

_SAVE_AS: Final[Pair] = (
    "用 Excel 或 WPS 打开，另存为 .xlsx 工作簿。",
    "Open it in Excel or WPS and save it as an .xlsx workbook.",
)
_XLSX: Final[Pair] = ".xlsx 工作簿", "an .xlsx workbook"


# What the library raises for an archive that is damaged, cut short or packed in a way it does not
# know (NotImplementedError is its word for the last); each becomes a refusal.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    ValueError,
    OSError,
)


def open_workbook(path: Path) -> zipfile.ZipFile:
    """Open a workbook whose parts are few, small, not encrypted, and without macros.

    Raises BadInput, in milliseconds and without unpacking, for anything else.
    """
    _refuse_other_files(path)
    _refuse_large_directory(path)
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as error:
        raise damaged(path.name, str(error)) from error
    _refuse_parts(path.name, archive.infolist())
    _refuse_doctypes(path.name, archive)
    return archive


def damaged(file: str, found: str) -> BadInput:
    """The refusal of a workbook that is broken inside."""
    return refusal(
        file, found, expected=("完好的 .xlsx 工作簿", "an undamaged .xlsx workbook"), fix=_SAVE_AS
    )


def _refuse_other_files(path: Path) -> None:
    size = path.stat().st_size
    if size == 0:
        raise refusal(
            path.name,
            "0 bytes",
            expected=_XLSX,
            fix=("文件是空的，请重新导出或复制。", "The file is empty: export or copy it again."),
        )
    with path.open("rb") as file:
        start = file.read(len(_OLD_OFFICE))
        if start == _OLD_OFFICE:
            file.seek(0)
            raise _old_office(path.name, file.read(MOST_BYTES))
    if not start.startswith(b"PK"):
        raise refusal(path.name, _quoted(start), expected=_XLSX, fix=_SAVE_AS)
    if size > MOST_BYTES:
        raise _too_large(path.name, size)


def _old_office(file: str, content: bytes) -> BadInput:
    if _ENCRYPTED in content:
        return refusal(
            file,
            "EncryptedPackage",
            expected=("没有密码的工作簿", "a workbook without password"),
            fix=("打开后去掉密码，再保存。", "Open it, remove the password, and save it."),
        )
    return refusal(file, ".xls / .et", expected=_XLSX, fix=_SAVE_AS)


def _refuse_large_directory(path: Path) -> None:
    """Look at the end of the file, so that a directory of a million parts is never read."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _END_SIZE - _LONGEST_COMMENT))
        tail = file.read()
    end = tail.rfind(_END_OF_DIRECTORY)
    if end < 0 or len(tail) - end < _END_SIZE:
        raise damaged(path.name, "no end of directory")
    parts = int.from_bytes(tail[end + 10 : end + 12], "little")
    directory = int.from_bytes(tail[end + 12 : end + 16], "little")
    if _ZIP64_LOCATOR in tail or parts > MOST_PARTS or directory > MOST_DIRECTORY_BYTES:
        raise _too_many_parts(path.name, parts)


def _refuse_parts(file: str, parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        raise _too_many_parts(file, len(parts))
    size = sum(part.file_size for part in parts)
    if size > MOST_BYTES:
        raise _too_large(file, size)
    if any(part.flag_bits & 1 for part in parts):
        raise _old_office(file, _ENCRYPTED)
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise damaged(file, "compress_type")
    names = [part.filename.lower() for part in parts]
    if any(name.endswith("vbaproject.bin") for name in names):
        raise refusal(
            file,
            "vbaProject.bin",
            expected=("没有宏的工作簿", "a workbook without macros"),
            fix=(
                "另存为“Excel 工作簿(.xlsx)”，不要带宏。",
                "Save it as an Excel workbook (.xlsx) without macros.",
            ),
        )
    if "xl/workbook.xml" not in names:
        raise refusal(file, ", ".join(names[:3]), expected=_XLSX, fix=_SAVE_AS)


def _refuse_doctypes(file: str, archive: zipfile.ZipFile) -> None:
    for part in archive.namelist():  # whatever its name, a part may be read as a sheet
        try:
            with archive.open(part) as stream:
                found = _declares_doctype(stream.read(_PROLOGUE_BYTES))
        except _BROKEN as error:
            raise damaged(file, part) from error
        if found:
            raise refusal(
                file,
                f"{part}: DOCTYPE",
                expected=("没有外部实体的工作簿", "a workbook without entities of its own"),
                fix=_SAVE_AS,
            )


class _Seen(Exception):
    """The root element was reached."""


def _declares_doctype(start: bytes) -> bool:
    """Whether a document type is declared before the root element, in any encoding."""
    declared: list[str] = []

    def at_root(*_: object) -> None:
        raise _Seen

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda name, *_: declared.append(name)
    parser.StartElementHandler = at_root
    try:
        parser.Parse(start, False)  # noqa: FBT003 - the C function takes no keyword
    except _Seen:
        return bool(declared)
    except (expat.ExpatError, LookupError):
        return bool(declared)  # not XML: reading it will say so, if it is read at all
    return bool(declared) or len(start) == _PROLOGUE_BYTES  # a prologue that no spreadsheet writes


def _too_large(file: str, size: int) -> BadInput:
    limit = MOST_BYTES // 1024 // 1024
    return refusal(
        file,
        f"{size / 1024 / 1024:.0f} MB",
        expected=(
            f"解压后不超过 {limit} MB 的工作簿",
            f"a workbook of at most {limit} MB unpacked",
        ),
        fix=(
            "删去图片和无关的工作表，或改用 CSV 文件夹。",
            "Remove pictures and other sheets, or use a folder of CSV files.",
        ),
    )


def _too_many_parts(file: str, parts: int) -> BadInput:
    return refusal(
        file,
        f"{parts} parts",
        expected=(
            f"不超过 {MOST_PARTS} 个部件的工作簿",
            f"a workbook of at most {MOST_PARTS} parts",
        ),
        fix=_SAVE_AS,
    )


def _quoted(start: bytes) -> str:
    return start.decode("ascii", errors="replace").strip("\ufffd\0") or start.hex(" ")
