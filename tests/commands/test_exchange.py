"""Scenarios carried from one form into another by the commands."""

from itertools import pairwise

import pytest

from engine.files.border import BORDER
from engine.files.input_hash import input_hash
from engine.verbs import read
from tests.commands.calling import STREET, paike
from tests.scenarios.reading import bytes_in


def test_every_form_holds_the_same_scenario(world, tmp_path):
    """Folder, workbook, JSON and folder again: one fingerprint."""
    chain = [world, tmp_path / "a.xlsx", tmp_path / "b.json", tmp_path / "c"]

    codes = [paike("convert", *pair).code for pair in pairwise(chain)]

    assert codes == [0, 0, 0]
    assert {input_hash(read(path)) for path in chain} == {input_hash(read(world))}


def test_the_border_goes_along_into_a_folder(tmp_path):
    """From folder to folder by itself; beside a workbook once a person put it there."""
    border = (STREET / BORDER).read_bytes()
    book = tmp_path / "books" / "street.xlsx"

    told = paike("convert", STREET, book)
    paike("convert", STREET, tmp_path / "copy")
    (book.parent / BORDER).write_bytes(border)
    silent = paike("convert", book, tmp_path / "back")

    assert "放在文件旁边" in told.err
    assert "放在文件旁边" not in silent.err
    assert [(tmp_path / name / BORDER).read_bytes() for name in ("copy", "back")] == [border] * 2


def test_the_current_folder_can_be_written_to(world, tmp_path, monkeypatch):
    """A dot is a folder like any other."""
    monkeypatch.chdir(tmp_path)

    assert paike("convert", world, ".").code == 0
    assert input_hash(read(tmp_path)) == input_hash(read(world))


@pytest.mark.integration
def test_generate_writes_the_bundled_street_again(tmp_path):
    """Same size and seed, same bytes; the place may not be there yet."""
    first, second = tmp_path / "deep" / "first", tmp_path / "second"

    for out in (first, second):
        assert paike("generate", "--size", "street", "--seed", "3", "--out", out).code == 0

    assert bytes_in(first) == bytes_in(second)
    assert paike("check", first).code == 0


@pytest.mark.integration
def test_generate_writes_a_set(tmp_path):
    """A set by its name; a size and a set at once, neither, or an unknown one is refused."""
    words = ("generate", "--seed", "1", "--out", tmp_path / "world")

    assert paike(*words, "--set", "part_terms").code == 0
    assert paike("check", tmp_path / "world").code == 0
    for wrong in (("--set", "moon"), (), ("--set", "part_terms", "--size", "street")):
        answer = paike(*words, *wrong)
        assert answer.code == 2
        assert "命令有误" in answer.err


def test_a_template_may_be_filled_with_a_streets_own_rows(tmp_path):
    """By its name; the file is a workbook that opens."""
    words = ("--from", STREET, "--street", "拱宸桥街道")

    assert paike("template", tmp_path / "empty.xlsx").code == 0
    assert paike("template", tmp_path / "full.xlsx", *words).code == 0

    sizes = [(tmp_path / name).stat().st_size for name in ("empty.xlsx", "full.xlsx")]
    assert sizes[0] < sizes[1]


@pytest.mark.parametrize(
    "words",
    [
        ("pool", "STREET", "--out", "file"),
        ("post", "STREET", "--out", "file/below"),
        ("audit", "STREET", "--out", "file"),
        ("generate", "--size", "street", "--seed", "1", "--out", "file"),
        ("convert", "STREET", "file/below.json"),
        ("template", "file/below.xlsx"),
        ("solve", "STREET", "--out", "file"),
        ("sweep", "STREET", "SWEEP", "--out", "file"),
    ],
    ids=lambda words: words[0],
)
def test_a_place_that_cannot_be_written_is_refused(words, tmp_path, monkeypatch):
    """A file is in the way: code 2, said where, and the file stays."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("mine")
    paths = {"STREET": STREET, "SWEEP": STREET.parent / "sets" / "scarce_teachers" / "sweep.yaml"}

    answer = paike(*(paths.get(word, word) for word in words))

    assert answer.code == 2
    assert "file" in answer.err
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"file": "mine"}
