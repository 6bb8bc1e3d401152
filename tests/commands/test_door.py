"""At the door: exit codes, refusals in two languages and in JSON, and never a traceback."""

import pytest

from engine.commands.app import COMMANDS
from tests.commands.calling import MICRO, STREET, paike, told

WORLD = MICRO / "fair_streets"
NOWHERE = "/nowhere/at/all"


@pytest.mark.parametrize(
    "words",
    [
        ("dance",),
        ("check",),
        ("check", WORLD, "--dance"),
        ("audit", WORLD, "--reading", "rounding"),
        ("audit", WORLD, "--reading", "rounding=sideways"),
        ("solve", WORLD, "--seconds", "-1"),
        ("solve", WORLD, "--seconds", "nan"),
        ("solve", WORLD, "--seconds", "inf", "--deterministic"),
        ("solve", WORLD, "--seed", 2**31),
        ("solve", WORLD, "--workers", "0"),
        ("repair", WORLD, NOWHERE, "--today", "yesterday"),
        ("generate", "--size", "planet", "--seed", "1", "--out", "x"),
        ("generate", "--size", "street", "--seed", "1"),
        ("check", NOWHERE),
        ("check", STREET / "areas.csv"),
        ("verify", WORLD, NOWHERE),
        ("verify", WORLD, WORLD),
        ("explain", WORLD, NOWHERE),
        ("sweep", WORLD, NOWHERE),
        ("sweep", WORLD, STREET / "areas.csv"),
        ("convert", WORLD, "world.pdf"),
        ("template", "world.csv"),
        ("template", "world.xlsx", "--from", STREET, "--street", "无此街道"),
    ],
    ids=told,
)
def test_what_cannot_be_used_is_refused_with_code_2(words, tmp_path, monkeypatch):
    """Wrong words and wrong paths are told in both languages and in JSON; nothing is written."""
    monkeypatch.chdir(tmp_path)

    chinese, english = paike(*words), paike(*words, "--lang=en")
    asked_in_json = paike(*words, "--json")

    assert (chinese.code, english.code, asked_in_json.code) == (2, 2, 2)
    assert chinese.err != english.err
    assert (chinese.out, english.out) == ("", "")
    assert asked_in_json.json == {"refused": chinese.err.splitlines(), "exit_code": 2}
    assert list(tmp_path.iterdir()) == []


def test_a_language_that_nobody_speaks_here_is_refused():
    """Chinese and English, no other."""
    answer = paike("check", WORLD, "--lang", "fr")

    assert answer.code == 2
    assert "zh / en" in answer.err


def test_without_words_there_is_help():
    """Who types only `paike` sees the commands."""
    answer = paike()

    assert answer.code == 2
    assert "solve" in answer.out
    assert paike("--help").code == 0


@pytest.mark.parametrize("columns", [80, 100, 120])
def test_no_help_is_cut_off(monkeypatch, columns):
    """In the usual widths of a terminal every sentence of every help stands in full."""
    monkeypatch.setenv("COLUMNS", str(columns))

    cut = [name for name, _ in COMMANDS if "…" in paike(name, "--help").out]

    assert "…" not in paike("--help").out
    assert cut == []


@pytest.mark.parametrize(
    "words",
    [
        ("check", WORLD),
        ("pool", WORLD),
        ("post", WORLD),
        ("audit", WORLD),
        ("verify", WORLD, "RESULTS"),
        ("explain", WORLD, "RESULTS", "--out", "explained"),
        ("audit", WORLD, "RESULTS", "--out", "audited"),
        ("repair", WORLD, "RESULTS", "--cancel", "Q1"),
        ("convert", WORLD, "world.json"),
        ("template", "empty.xlsx"),
    ],
    ids=told,
)
def test_every_command_gives_pure_json_and_lines_in_two_languages(
    words, results, tmp_path, monkeypatch
):
    """On the output stands JSON and nothing else; without it the languages differ."""
    monkeypatch.chdir(tmp_path)
    given = [results if word == "RESULTS" else word for word in words]

    in_json, chinese, english = paike(*given, "--json"), paike(*given), paike(*given, "--lang=en")

    assert in_json.json
    assert (in_json.code, chinese.code, english.code) == (0, 0, 0)
    assert chinese.out != english.out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("check", WORLD), 0),
        (("check", WORLD, "--strict"), 1),
        (("check", MICRO / "near_enough_between_venues", "--strict"), 0),
        (("post", WORLD), 0),
        (("post", WORLD, "--strict"), 1),
        (("post", STREET, "--strict"), 0),
        (("audit", WORLD), 0),
        (("audit", WORLD, "--strict"), 1),
    ],
    ids=told,
)
def test_a_shortfall_counts_only_where_one_is_strict(words, code):
    """Shortfalls are results; with --strict they give 1, and only where there are any."""
    assert paike(*words).code == code


@pytest.mark.parametrize(
    "words",
    [
        ("explain", STREET, "RESULTS"),
        ("audit", STREET, "RESULTS"),
        ("repair", STREET, "RESULTS", "--cancel", "Q0001"),
        ("solve", STREET, "--start", "RESULTS"),
    ],
    ids=lambda words: words[0],
)
def test_results_of_another_scenario_are_refused(words, results, tmp_path):
    """They are told apart by the names in them, and left as they were."""
    given = [results if word == "RESULTS" else word for word in words]
    before = (results / "unserved.csv").read_bytes()

    answer = paike(*given, *(["--out", tmp_path / "out"] if words[0] != "audit" else []))

    assert answer.code == 2
    assert "不是这个场景的结果" in answer.err
    assert not (tmp_path / "out").exists()
    assert (results / "unserved.csv").read_bytes() == before


def test_verify_calls_results_of_another_scenario_a_breach(results):
    """The witness names what does not exist, and gives 1."""
    answer = paike("verify", STREET, results)

    assert answer.code == 1
    assert "[违反] 名称不存在或重复：" in answer.out
    assert answer.out.splitlines()[-1].startswith("不合格")


def test_remarks_stand_beside_the_output(results, tmp_path):
    """Remarks are told in full by check and convert, elsewhere in one line, all beside the output."""
    odd = tmp_path / "odd"
    paike("convert", WORLD, odd)
    rooms = odd / "rooms.csv"
    lines = rooms.read_text("utf-8-sig").splitlines()
    rooms.write_text(
        "\n".join([f"{lines[0]},颜色", *(f"{line},蓝" for line in lines[1:])]), "utf-8"
    )

    looked, pooled = paike("check", odd, "--json"), paike("pool", odd, "--json")

    assert "颜色" in looked.err
    assert "paike check" in pooled.err
    assert "颜色" not in pooled.err
    assert looked.json
    assert pooled.json
