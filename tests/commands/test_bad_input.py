"""Bad files end to end: a clear refusal with its cell, code 2, no traceback, nothing written."""

import os
import shutil
import zipfile

import pytest

from tests.commands.calling import MICRO, paike

WORLD = MICRO / "two_meetings_two_days"
SHEET = "xl/worksheets/sheet2.xml"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEGABYTE = 1024 * 1024


@pytest.fixture(name="workbook", scope="module")
def a_sound_workbook(tmp_path_factory):
    """A micro world as a workbook."""
    path = tmp_path_factory.mktemp("sound") / "world.xlsx"
    assert paike("convert", WORLD, path).code == 0
    return path


def rebuilt(workbook, path, *, without=(), **parts):
    """A workbook with parts left out, added, or replaced; `vba` is the macro's."""
    named = {"sheet": SHEET, "vba": "xl/vbaProject.bin", "book": "xl/workbook.xml"}
    replaced = {named[name]: content for name, content in parts.items()}
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in (*replaced, *without):
                new.writestr(name, old.read(name))
        for name, content in replaced.items():
            with new.open(name, "w", force_zip64=True) as part:
                part.writelines(content)
    return path


def bomb(workbook, path):
    """One sheet unpacks to 300 MB, in a file of 300 kB."""
    return rebuilt(workbook, path, sheet=(bytes(MEGABYTE) for _ in range(300)))


def macros(workbook, path):
    """A workbook that would run a program."""
    return rebuilt(workbook, path, vba=[b"macro"])


def old_excel(workbook, path):
    """A file of Excel 97."""
    path = path.with_suffix(".xls")
    path.write_bytes(OLD_OFFICE + bytes(5000))
    return path


def empty(workbook, path):
    """A file without a single byte."""
    path.write_bytes(b"")
    return path


def sheet_missing(workbook, path):
    """A workbook whose teachers were deleted."""
    with zipfile.ZipFile(workbook) as archive:
        book = archive.read("xl/workbook.xml").decode()
    start = book.index('<sheet name="教师"')
    end = book.index("/>", start) + 2
    return rebuilt(workbook, path, book=[(book[:start] + book[end:]).encode()])


def changed(table, old, new):
    """A folder of the world with words of one table replaced."""

    def change(workbook, path):
        folder = path.with_suffix("")
        assert paike("convert", WORLD, folder).code == 0
        file = folder / f"{table}.csv"
        text = file.read_text("utf-8-sig")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8-sig")
        return folder

    return change


def twice(table):
    """A folder of the world with the last row of a table standing twice."""

    def change(workbook, path):
        folder = changed(table, "\n", "\n")(workbook, path)
        file = folder / f"{table}.csv"
        text = file.read_text("utf-8-sig")
        file.write_text(text + text.splitlines()[-1] + "\n", "utf-8-sig")
        return folder

    return change


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (bomb, "world.xlsx"),
        (macros, "宏"),
        (old_excel, "另存为 .xlsx"),
        (empty, "文件是空的"),
        (sheet_missing, "教师"),
        (twice("teachers"), "第3行，“id”列"),
        (changed("areas", "D1,示例D1,district,,", "D1,示例D1,district,C1,"), "“parent”列"),
        (changed("periods", "09:00,10:30", "10:30,09:00"), "periods.csv"),
        (changed("periods", "09:00,10:30", "25:00,26:30"), "25:00"),
    ],
    ids=[
        *("zip bomb", "macros", "xls", "empty", "sheet missing", "id twice", "area cycle"),
        *("ends before it starts", "no time of day"),
    ],
)
def test_a_bad_file_is_refused_with_advice_and_nothing_is_written(workbook, tmp_path, made, told):
    """`check` says what is wrong and where; `solve` refuses it just so and leaves no folder."""
    bad = made(workbook, tmp_path / "world.xlsx")

    answer = paike("check", bad)
    solved = paike("solve", bad, "--seconds", "0", "--out", tmp_path / "out")

    assert (answer.code, solved.code) == (2, 2)
    assert told in answer.err
    assert "没有写入任何内容" in solved.err
    assert not (tmp_path / "out").exists()


def test_every_fault_is_told_at_once(workbook, tmp_path):
    """Two tables, two faults, one refusal."""
    folder = changed("periods", "09:00,10:30", "25:00,26:30")(workbook, tmp_path / "x.xlsx")
    teachers = folder / "teachers.csv"
    teachers.write_text(teachers.read_text("utf-8-sig").replace("part_time", "sometimes"), "utf-8")

    told = paike("check", folder).err

    assert "25:00" in told
    assert "sometimes" in told


@pytest.mark.parametrize(
    "shape",
    [
        "null",
        '{"type": "Point", "coordinates": [1, 2]}',
        '{"type": "Polygon", "coordinates": [[[NaN, 30], [120, 30]]]}',
        '{"type": "Polygon", "coordinates": [[[1e999, 30], [120, 30]]]}',
        '{"type": "Polygon", "coordinates": [[["a", "b"]]]}',
        '{"type": "Polygon", "coordinates": [[[30.2, 120.1]]]}',
        "[" * 100_000,
    ],
    ids=["null", "point", "nan", "infinite", "words", "latitude first", "deep"],
)
def test_a_border_that_is_none_is_refused_before_anything_runs(tmp_path, shape):
    """The map would be drawn last; its border is read first."""
    world = shutil.copytree(MICRO / "fair_streets", tmp_path / "world")
    (world / "outline.geojson").write_text(f'{{"features": [{{"geometry": {shape}}}]}}', "utf-8")

    answer = paike("solve", world, "--seconds", "0", "--out", tmp_path / "out")

    assert answer.code == 2
    assert "outline.geojson" in answer.err
    assert not (tmp_path / "out").exists()


def test_a_pipe_is_no_table(tmp_path):
    """What might never end is not waited for."""
    world = shutil.copytree(MICRO / "fair_streets", tmp_path / "world")
    (world / "teachers.csv").unlink()
    os.mkfifo(world / "teachers.csv")

    answer = paike("check", world)

    assert answer.code == 2
    assert "teachers.csv" in answer.err
