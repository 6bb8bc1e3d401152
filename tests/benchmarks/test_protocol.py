"""The protocol goes on where it was stopped, and its page tells medians of the newest version."""

import json

import pytest

from benchmarks.protocol import __main__ as protocol
from benchmarks.protocol import rows as kept
from benchmarks.protocol.one import measured
from benchmarks.protocol.page import section
from benchmarks.protocol.rows import COLUMNS, append, key_of, rows
from tests.scenarios.reading import SCENARIOS

WORDS = ("--sizes", "street", "--seeds", "3", "--seconds", "3", "10")


def row(**told):
    """A row in which nothing is unusual."""
    plain = dict.fromkeys(COLUMNS, 1) | {"size": "street", "date": "2026-11-25", "gap": 0.5}
    return plain | told


@pytest.fixture(name="ran")
def runs_that_were_made(tmp_path, monkeypatch):
    """Run the protocol without solving: gives the runs that it made."""
    made = []

    def run(one, folder):
        made.append((one["seed"], one["seconds"], folder.name))
        if len(made) == 4:
            raise KeyboardInterrupt
        return row(**one)

    monkeypatch.setattr(kept, "HOME", tmp_path / "protocol.csv")
    monkeypatch.setattr(kept.rows, "__defaults__", (tmp_path / "protocol.csv",))
    monkeypatch.setattr(kept.append, "__defaults__", (tmp_path / "protocol.csv",))
    monkeypatch.setattr(protocol, "measured", run)
    monkeypatch.setattr(protocol, "generate", lambda *_: None)
    monkeypatch.setattr(protocol, "HOME", tmp_path)
    (tmp_path / "results.json").write_text(json.dumps({"rows": [], "runs": {}}))
    return made


def test_it_goes_on_where_it_was_stopped(ran):
    """The run that was interrupted is made again, those before it are not."""
    with pytest.raises(KeyboardInterrupt):
        protocol.main(WORDS)
    assert len(rows()) == 3

    assert protocol.main(WORDS) == 0

    assert [(seed, seconds) for seed, seconds, _ in ran[3:]] == [
        (12, 10),
        (12, 10),
        (13, 3),
        (13, 10),
    ]
    assert len(rows()) == 6
    assert protocol.main(WORDS) == 0
    assert len(ran) == 7


def test_a_line_cut_off_is_no_row(tmp_path):
    """What a killed process had begun to write does not count, and the file stays whole."""
    file = tmp_path / "protocol.csv"
    append(row(seed=1), file)
    with file.open("a") as lines:
        lines.write("abc,street,2,10,2026")

    append(row(seed=3), file)

    assert [each["seed"] for each in rows(file)] == ["1", "3"]


def test_a_line_cut_off_in_its_last_field_is_no_row(tmp_path):
    """All fields are there, but the last is not whole: only a line end says so."""
    file = tmp_path / "protocol.csv"
    append(row(seed=1), file)
    append(row(seed=2, load=17), file)
    file.write_text(file.read_text()[:-2])

    assert [each["seed"] for each in rows(file)] == ["1"]


def test_a_kill_while_a_row_is_written_loses_no_earlier_one(tmp_path, monkeypatch):
    """The old file stays until the new one is whole."""
    file = tmp_path / "protocol.csv"
    append(row(seed=1), file)
    monkeypatch.setattr(kept.csv.DictWriter, "writerows", killed)

    with pytest.raises(KeyboardInterrupt):
        append(row(seed=2), file)

    assert [each["seed"] for each in rows(file)] == ["1"]


def killed(*_):
    """End in the middle of writing."""
    raise KeyboardInterrupt


@pytest.mark.parametrize(("one", "other"), [(10, "10"), (10.0, "10"), (10.0, 10)])
def test_ten_seconds_are_ten_however_they_are_written(one, other):
    """A run asked for by `--seconds 10` is the one that is made without being asked for."""
    assert key_of(row(seconds=one)) == key_of(row(seconds=other))
    assert key_of(row(seconds=10)) != key_of(row(seconds=10.5))


def test_the_page_tells_medians_and_the_worst(tmp_path):
    """Of the newest version only, a line for each budget of seconds."""
    file = tmp_path / "protocol.csv"
    append(row(version="old", seconds=10, gap=9.0), file)
    for seed, gap in ((11, 0.1), (12, 0.9), (13, 0.2)):
        append(
            row(version="new", seed=seed, seconds=10, gap=gap, served=103, served_bound=100), file
        )
    append(row(version="new", seed=11, seconds=3, gap=1.5), file)

    told = section(rows(file))

    assert "old" not in told
    assert "| new | street | 1 | 3 | 10 | 3.00 (3.00) | 0.200 (0.900) |" in told
    assert "| new | street | 1 | 1 | 3 | 0.00 (0.00) | 1.500 (1.500) |" in told
    assert section([]) == ""


def test_a_run_tells_what_the_verdict_tells():
    """Levels, bounds, the first timetable's time and memory, of a world that is solved at once."""
    told = measured(SCENARIOS / "micro" / "one_teacher_two_wishes", seconds=0.1, workers=1)

    assert told["hard_breaches"] == 0
    assert told["served_bound"] <= told["served"]
    assert 0 < told["first_s"] <= told["chain_s"] + 0.1
    assert told["peak_mb"] > 0
    assert set(told) == set(COLUMNS) - {"version", "size", "seed", "seconds", "date", "load"}


def test_a_version_is_not_changed_by_what_is_measured(tmp_path):
    """Rows written since the commit are no change of what is measured; a line of code is."""
    files = ("benchmarks/protocol/protocol.csv", "benchmarks/RESULTS.md", "engine.py")
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1\n")
    person = ("-c", "user.name=n", "-c", "user.email=e")
    for words in (("init", "-q"), ("add", "."), (*person, "commit", "-q", "-m", "m")):
        protocol._git(tmp_path, *words)
    name = protocol.version_of(tmp_path)
    assert len(name) == 7

    for written in files[:2]:
        (tmp_path / written).write_text("2\n")
    assert protocol.version_of(tmp_path) == name

    (tmp_path / "engine.py").write_text("2\n")
    assert protocol.version_of(tmp_path) == f"{name}+"
