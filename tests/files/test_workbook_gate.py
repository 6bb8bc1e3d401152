"""What is no safe workbook is refused at the gate: quickly, in bounded memory, with advice."""

import struct
import tracemalloc
import zipfile

import pytest

from engine.files.formats import read_scenario, write_scenario
from engine.files.workbook import parts
from engine.refusals import BadInput
from tests.files.small_scenario import Scenario

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet2.xml"
MEGABYTE = 1024 * 1024
DOCTYPE = b'<!DOCTYPE worksheet [<!ENTITY own SYSTEM "file:///etc/hostname">]>'


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A sound workbook."""
    here = tmp_path_factory.mktemp("sound")
    path = here / "sound.xlsx"
    write_scenario(read_scenario(Scenario().write(here / "small")), path)
    return path


def rebuilt(sound, path, replaced, without=()):
    """A workbook with some parts replaced by other bytes, added, or left out."""
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        names = [name for name in old.namelist() if name not in (*replaced, *without)]
        for name in names:
            new.writestr(name, old.read(name))
        for name, content in replaced.items():
            new.writestr(name, content)
    return path


def part(sound, name):
    """The bytes of one part of the sound workbook."""
    with zipfile.ZipFile(sound) as archive:
        return archive.read(name)


def refusal_of(path):
    """The one fault with which a workbook as a whole is refused."""
    with pytest.raises(BadInput) as caught:
        read_scenario(path)
    (fault,) = caught.value.faults
    assert fault.file == path.name
    assert (fault.row, fault.column) == (0, "")
    return fault


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"", "文件是空的"),
        (b"hello", "另存为 .xlsx"),
        (b"<html><table>", "另存为 .xlsx"),
        (OLD_OFFICE + bytes(5000), "另存为 .xlsx"),
        (OLD_OFFICE + bytes(99) + "EncryptedPackage".encode("utf-16-le"), "去掉密码"),
        (b"PK\x03\x04" + bytes(5000), "另存为 .xlsx"),
    ],
    ids=["empty", "text", "html", "xls", "password", "no directory"],
)
def test_other_content_under_the_name_xlsx_is_refused(tmp_path, content, advice):
    """Files that are no workbook are refused with advice that fits."""
    path = tmp_path / "bad.xlsx"
    path.write_bytes(content)

    assert advice in refusal_of(path).fix[0]


def test_zip_of_something_else_is_refused(tmp_path):
    """A zip without a workbook inside is no workbook."""
    with zipfile.ZipFile(tmp_path / "bad.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<document/>")

    assert refusal_of(tmp_path / "bad.xlsx").found == "word/document.xml"


def test_bomb_of_300_megabytes_is_never_unpacked(sound, tmp_path):
    """A small file that unpacks to 300 MB is refused by its directory alone."""
    path = rebuilt(sound, tmp_path / "bomb.xlsx", {})
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/worksheets/sheet99.xml", "w") as stream,
    ):
        for _ in range(300):
            stream.write(bytes(MEGABYTE))

    tracemalloc.start()
    fault = refusal_of(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert fault.found.endswith("MB")
    assert path.stat().st_size < 10 * MEGABYTE
    assert peak < 2 * MEGABYTE


def test_part_larger_than_it_says_is_refused(sound, tmp_path):
    """A directory that lies about a size does not get the rest unpacked."""
    path = rebuilt(sound, tmp_path / "bad.xlsx", {SHEET: bytes(MEGABYTE)})
    content = bytearray(path.read_bytes())
    at = content.rfind(SHEET.encode()) - 46  # the entry of the directory begins there
    assert content[at : at + 4] == b"PK\x01\x02"
    struct.pack_into("<I", content, at + 24, 100)
    path.write_bytes(content)

    assert "xlsx" in refusal_of(path).expected[0]


def test_directory_of_many_parts_is_refused_unread(sound, tmp_path):
    """More parts than any workbook has are refused by their number."""
    path = rebuilt(sound, tmp_path / "bad.xlsx", {f"x/{n}": b"" for n in range(2100)})

    assert refusal_of(path).found.endswith("parts")


def test_macros_are_refused(sound, tmp_path):
    """A workbook with macros is refused, whatever its name."""
    path = rebuilt(sound, tmp_path / "bad.xlsx", {"xl/vbaProject.bin": b"macro"})

    assert refusal_of(path).found == "vbaProject.bin"


def test_entities_hide_behind_no_name(sound, tmp_path):
    """A sheet may lie in a part of any name; its entities are refused all the same."""
    sheets = part(sound, "xl/_rels/workbook.xml.rels").replace(b"sheet2.xml", b"sheet2.bin")
    body = DOCTYPE + part(sound, SHEET).partition(b"?>")[2]
    replaced = {"xl/_rels/workbook.xml.rels": sheets, "xl/worksheets/sheet2.bin": body}
    path = rebuilt(sound, tmp_path / "bad.xlsx", replaced, [SHEET])

    assert refusal_of(path).found == "xl/worksheets/sheet2.bin: DOCTYPE"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (SHEET, b'encoding="UTF-8"', b'encoding="zlib"'),
        (SHEET, b'encoding="UTF-8"', b'encoding="no such"'),
        ("xl/workbook.xml", b'r:id="rId2"', b""),
    ],
)
def test_what_only_looks_like_a_part_is_refused(sound, tmp_path, name, old, new):
    """An encoding that is none, a sheet that leads to no part."""
    assert old in part(sound, name)
    changed = {name: part(sound, name).replace(old, new)}

    assert refusal_of(rebuilt(sound, tmp_path / "bad.xlsx", changed)).fix


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_entities_of_its_own_are_refused(sound, tmp_path, name, encoding):
    """A part that declares entities, in whatever encoding, is refused unread."""
    body = part(sound, name).partition(b"?>")[2].decode()
    head = f'<?xml version="1.0" encoding="{encoding}"?>{DOCTYPE.decode()}'
    path = rebuilt(sound, tmp_path / "bad.xlsx", {name: (head + body).encode(encoding)})

    assert refusal_of(path).found == f"{name}: DOCTYPE"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<worksheet><sheetData><row",
        b"not xml at all",
        b"<a>" * 100,
        b'<worksheet><sheetData><row r="x"/></sheetData></worksheet>',
        b'<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>99999</v></c></row></sheetData></worksheet>',
        b'<worksheet><sheetData><row r="1"><c r="1A"><v>1</v></c></row></sheetData></worksheet>',
        b'<worksheet><sheetData><row r="1"><c r="A1"><v>1e999</v></c></row></sheetData></worksheet>',
        b'<worksheet><mergeCells><mergeCell ref="A:A"/></mergeCells></worksheet>',
    ],
    ids=["empty", "cut", "no xml", "deep", "row", "string", "reference", "number", "merge"],
)
def test_damaged_sheet_is_refused_without_a_traceback(sound, tmp_path, content):
    """A sheet that does not keep to the format refuses the workbook, or the cell."""
    path = rebuilt(sound, tmp_path / "bad.xlsx", {SHEET: content})

    with pytest.raises(BadInput):
        read_scenario(path)


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET])
def test_missing_part_is_refused(sound, tmp_path, name):
    """A workbook of which a part is missing is refused."""
    assert refusal_of(rebuilt(sound, tmp_path / "bad.xlsx", {}, [name])).fix


@pytest.mark.parametrize("kept", [0.2, 0.6, 0.999])
def test_truncated_file_is_refused(sound, tmp_path, kept):
    """A workbook that was not copied to its end is refused."""
    content = sound.read_bytes()
    path = tmp_path / "bad.xlsx"
    path.write_bytes(content[: int(len(content) * kept)])

    assert refusal_of(path).fix


def test_sheet_of_junk_is_given_up_early(sound, tmp_path, monkeypatch):
    """A sheet with more elements than any spreadsheet writes is not read to its end."""
    monkeypatch.setattr(parts, "_MOST_OTHERS", 1000)
    path = rebuilt(sound, tmp_path / "bad.xlsx", {SHEET: b"<worksheet>" + b"<c/>" * 2000})

    assert "too many elements" in refusal_of(path).found


def test_row_of_junk_is_given_up_early(sound, tmp_path, monkeypatch):
    """A row with more cells than any spreadsheet writes is not read to its end."""
    monkeypatch.setattr(parts, "_MOST_INSIDE", 1000)
    path = rebuilt(sound, tmp_path / "bad.xlsx", {SHEET: b"<worksheet><row>" + b"<c/>" * 2000})

    assert "too many elements" in refusal_of(path).found
