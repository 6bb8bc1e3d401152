"""`paike check --marked`: a refused workbook comes back with its faults in red, and only then."""

import openpyxl
import pytest

from tests.commands.calling import MICRO, paike

WORLD = MICRO / "fair_streets"


@pytest.fixture(name="sound")
def workbook_without_a_fault(tmp_path):
    """A micro world as a workbook."""
    assert paike("convert", WORLD, tmp_path / "collect.xlsx").code == 0
    return tmp_path / "collect.xlsx"


@pytest.fixture(name="bad")
def workbook_with_faults(sound, tmp_path):
    """The same with a bad number and a stranger on two sheets."""
    book = openpyxl.load_workbook(sound)
    for sheet, heading, value in (("教室", "座位", "许多"), ("需求", "课程", "K99")):
        at = [cell.value for cell in book[sheet][1]].index(heading) + 1
        book[sheet].cell(2, at).value = value
    book.save(tmp_path / "bad.xlsx")
    return tmp_path / "bad.xlsx"


def test_a_refused_workbook_comes_back_marked(bad, tmp_path):
    """Exit code 2 and all faults as always; the marked workbook is the only thing written."""
    before = set(tmp_path.iterdir())
    answer = paike("check", bad, "--marked", tmp_path / "marked.xlsx")

    assert (answer.code, answer.out) == (2, "")
    lines = answer.err.splitlines()
    assert lines[0] == f"输入有 2 处错误，已标在 {tmp_path / 'marked.xlsx'}，没有写入别的内容。"
    assert len(lines) == 3
    assert set(tmp_path.iterdir()) - before == {tmp_path / "marked.xlsx"}
    book = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    assert "填的是：许多" in book["教室"]["D2"].comment.text
    assert book.worksheets[0].title == "错误清单"


def test_without_the_option_nothing_is_written(bad, tmp_path):
    """The same refusal, and no file."""
    before = set(tmp_path.iterdir())
    answer = paike("check", bad)

    assert answer.code == 2
    assert answer.err.startswith("输入有 2 处错误，没有写入任何内容。")
    assert set(tmp_path.iterdir()) == before


def test_a_sound_workbook_is_checked_and_nothing_written(sound, tmp_path):
    """Where there is nothing to mark, that is said."""
    answer = paike("check", sound, "--marked", tmp_path / "marked.xlsx", "--lang", "en")

    assert answer.code == 0
    assert "learners make" in answer.out
    assert answer.err.splitlines()[-1] == f"No faults; {tmp_path / 'marked.xlsx'} was not written."
    assert not (tmp_path / "marked.xlsx").exists()


def test_a_marked_workbook_may_be_marked_again_in_its_place(bad, tmp_path):
    """An earlier marked workbook of the same name gives way to the new one."""
    target = tmp_path / "marked.xlsx"
    for _ in range(2):
        assert paike("check", bad, "--marked", target, "--lang", "en").code == 2

    note = openpyxl.load_workbook(target)["教室"]["D2"].comment.text
    assert note.splitlines()[1] == "Found: 许多"


def test_refusals_are_json_when_asked_for(bad, tmp_path):
    """The first line says where they were marked."""
    answer = paike("check", bad, "--marked", tmp_path / "m.xlsx", "--json", "--lang", "en")

    assert answer.json["exit_code"] == 2
    assert answer.json["refused"][0] == (
        f"The input has 2 faults, marked in {tmp_path / 'm.xlsx'}; nothing else was written."
    )


@pytest.mark.parametrize(
    ("scenario", "target", "says"),
    [
        ("WORLD", "marked.xlsx", "--marked 只用于工作簿"),
        ("bad.xlsx", "marked.csv", "文件名以 .xlsx 结尾"),
        ("bad.xlsx", "bad.xlsx", "换一个文件名"),
        ("bad.xlsx", "nowhere/marked.xlsx", "先建文件夹"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_is_read(
    bad, tmp_path, scenario, target, says
):
    """A folder, another kind of file, the workbook itself, a folder that is not there."""
    content = bad.read_bytes()
    source = WORLD if scenario == "WORLD" else tmp_path / scenario
    answer = paike("check", source, "--marked", tmp_path / target)

    assert answer.code == 2
    assert len(answer.err.splitlines()) == 2
    assert says in answer.err
    assert bad.read_bytes() == content
    assert not (tmp_path / "marked.xlsx").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut short", b"<html>"])
def test_a_workbook_that_does_not_open_is_refused_as_always(tmp_path, content):
    """What cannot be opened cannot be marked, and both are said."""
    (tmp_path / "odd.xlsx").write_bytes(content)
    answer = paike("check", tmp_path / "odd.xlsx", "--marked", tmp_path / "marked.xlsx")

    assert answer.code == 2
    assert "无法标红" in answer.err
    assert "没有写入任何内容" in answer.err
    assert not (tmp_path / "marked.xlsx").exists()
