"""`--lang en` leaves no Chinese but names out of the data and the policy's own citations."""

import json
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from engine.files.formats import read_scenario
from engine.files.results_workbook import LONGEST_TITLE
from tests.commands.calling import MICRO, STREET, paike
from tests.commands.conftest import BRIEF

CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")
CITATION = re.compile(r"拱政发〔2023〕16号(§[一二三四]\([一二三四五]\)(¶\d)?)?")
WORLD = MICRO / "fair_streets"
LEFT_OUT = frozenset({"zh"})  # beside it stands `en`
HEADER = re.compile(r"<odd(?:Header|Footer)>(.*?)</odd")


def names_in(scenario: Path) -> list[str]:
    """Every Chinese text of a scenario, the longest first; headers cut a long title."""

    def texts(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            node = list(node.values())
        if isinstance(node, list):
            for each in node:
                yield from texts(each)
        elif isinstance(node, str) and CHINESE.search(node):
            yield node

    found = set(texts(read_scenario(scenario).model_dump(mode="json")))
    return sorted(found | {text[:LONGEST_TITLE] for text in found}, key=len, reverse=True)


def left_chinese(text: str, names: list[str]) -> list[str]:
    """What is still Chinese when names and citations are taken out."""
    for name in names:
        text = text.replace(name, "*")
    return CHINESE.findall(CITATION.sub("*", text))


def english_half(node: Any) -> Any:
    """What is shown in English: of every two texts that end a list the second."""
    if isinstance(node, dict):
        return {key: english_half(each) for key, each in node.items() if key not in LEFT_OUT}
    if isinstance(node, list):
        *_, last_but_one, last = [None, None, *node]
        pair = isinstance(last_but_one, str) and isinstance(last, str)
        return [english_half(each) for each in (node[:-2] if pair else node)] + [last] * pair
    return node


def texts_of(path: Path) -> str:
    """All that a reader of a file sees."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
        return "\n".join(map(str, [*book.sheetnames, *cells, *_edges(path)]))
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".html":
        found = re.search(r'<script[^>]*id="content"[^>]*>(.*?)</script>', text, re.DOTALL)
        assert found is not None
        return json.dumps(english_half(json.loads(found[1])), ensure_ascii=False)
    return text.replace("\r\n ", "") if path.suffix == ".ics" else text


def _edges(workbook: Path) -> list[str]:
    """The headers and footers of all sheets."""
    with zipfile.ZipFile(workbook) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if "sheets/" in name]
    return [unescape(found) for part in parts for found in HEADER.findall(part)]


@pytest.fixture(name="solved", scope="module")
def results_in_english(tmp_path_factory):
    """The folder that `solve --lang en` wrote, with what it said."""
    folder = tmp_path_factory.mktemp("english") / "results"
    answer = paike("solve", WORLD, *BRIEF, "--out", folder, "--lang", "en")
    assert answer.code == 0
    return folder, answer


def test_every_file_of_a_run_is_english(solved):
    """Tables, workbook, calendars, page and verdict, and the screen."""
    folder, answer = solved
    names = names_in(WORLD)
    left = {"screen": left_chinese(answer.out + answer.err, names)}
    for path in sorted(folder.rglob("*.*")):
        left[path.name] = left_chinese(texts_of(path), names)
    assert {name: found for name, found in left.items() if found} == {}
    assert {"unserved.csv", "idle.csv", "audit.csv", "timetable.xlsx"} < left.keys()


def test_the_same_run_in_chinese_has_chinese_sentences(tmp_path):
    """The search above finds Chinese where there is some."""
    assert paike("solve", WORLD, *BRIEF, "--out", tmp_path / "zh").code == 0
    names = names_in(WORLD)
    for name in ("unserved.csv", "idle.csv", "audit.csv", "timetable.xlsx"):
        assert left_chinese(texts_of(tmp_path / "zh" / name), names)


@pytest.mark.parametrize("as_json", [(), ("--json",)], ids=["lines", "json"])
@pytest.mark.parametrize(
    "words",
    [
        ("check", "WORLD"),
        ("pool", "WORLD", "--out", "OUT"),
        ("post", "WORLD", "--out", "OUT"),
        ("verify", "WORLD", "SOLVED"),
        ("explain", "WORLD", "SOLVED", "--seconds", "5", "--out", "OUT"),
        ("audit", "WORLD", "SOLVED", "--out", "OUT"),
        ("audit", "WORLD", "--reading", "branch_floor.at_least=4"),
        ("repair", "WORLD", "SOLVED", "--cancel", "Q1", "--out", "OUT"),
        ("sweep", "WORLD", "SWEEP", "--out", "OUT", "--workers", "1"),
        ("generate", "--size", "village", "--seed", "1", "--out", "OUT"),
        ("convert", "WORLD", "OUT.json"),
        ("template", "OUT.xlsx", "--from", "WORLD"),
        ("template", "OUT.xlsx", "--from", "WORLD", "--street", "nowhere"),
        ("check", "OUT"),
        ("verify", "STREET", "SOLVED"),
    ],
    ids=" ".join,
)
def test_every_command_answers_in_english(solved, tmp_path, words, as_json):
    """What a command prints, and the tables it writes."""
    sweep = tmp_path / "sweep.yaml"
    sweep.write_text("cases:\n  plain: []\nseeds: [1]\nrounds: 1\n", encoding="utf-8")
    paths = {
        "WORLD": WORLD, "STREET": STREET, "SOLVED": solved[0], "SWEEP": sweep,
        "OUT": tmp_path / "out", "OUT.json": tmp_path / "out.json", "OUT.xlsx": tmp_path / "out.xlsx",
    }  # fmt: skip
    answer = paike(*(paths.get(word, word) for word in words), *as_json, "--lang", "en")
    names = [*names_in(WORLD), *(names_in(STREET) if "STREET" in words else [])]
    said = answer.out
    if as_json:
        said = json.dumps(english_half(answer.json), ensure_ascii=False)
    left = [left_chinese(said + answer.err, names)]
    left += [left_chinese(texts_of(path), names) for path in (tmp_path / "out").rglob("*.csv")]
    assert [found for found in left if found] == []
