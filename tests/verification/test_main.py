"""The witness as a program of its own, on files."""

import json
import shutil

import pytest

from engine.domain.results import Plan
from engine.files.formats import read_scenario, write_scenario
from engine.files.input_hash import input_hash
from engine.files.results import write_results
from engine.verification.__main__ import main
from tests.verification.publishing import published, small_world


@pytest.fixture
def folders(tmp_path):
    """A scenario and its results as folders."""
    scenario, results = tmp_path / "scenario", tmp_path / "results"
    write_scenario(small_world(), scenario)
    told = input_hash(read_scenario(scenario))
    parts = {name: part for name, part in published() if name != "verdict"}
    verdict = published().verdict.model_copy(update={"input_hash": told})
    write_results(Plan(**parts, verdict=verdict), results)
    return str(scenario), str(results)


def test_a_right_folder_ends_with_0(folders, capsys):
    """Everything written and read again is right."""
    assert main([*folders, "--lang", "en"]) == 0
    assert capsys.readouterr().out.endswith("every published number is right.\n")


def test_json_can_be_read_by_a_machine(folders, capsys):
    """The same as JSON."""
    assert main([*folders, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["levels"]["served"] == 3


def test_every_amount_can_be_listed(folders, capsys):
    """`--all` lists the soft amounts as well."""
    assert main([*folders, "--all"]) == 0
    assert "[计3] 未满足的人次：需求 Q3" in capsys.readouterr().out


def test_a_breach_ends_with_1(folders, tmp_path, capsys):
    """One changed cell of the published files is enough."""
    table = tmp_path / "results" / "timetable.csv"
    table.write_bytes(table.read_bytes().replace(b"P2", b"P1"))

    assert main([*folders]) == 1
    assert "[违反] 教师同一时间已有别的班：" in capsys.readouterr().out


def test_refused_input_ends_with_2(folders, tmp_path, capsys):
    """A folder without a timetable is refused in words."""
    (tmp_path / "results" / "timetable.csv").unlink()

    assert main([*folders]) == 2
    assert "timetable" in capsys.readouterr().err


def test_locks_are_checked_against_an_earlier_folder(folders, tmp_path, capsys):
    """As they were is right, otherwise is a breach, and a lock on no section is refused."""
    scenario, results = folders
    earlier = tmp_path / "earlier"
    shutil.copytree(results, earlier)
    locks = tmp_path / "scenario" / "locks.csv"
    name = published().timetable.meetings[0].section
    for file in ("verdict.json", "SHA256SUMS"):  # they are about a scenario without locks
        (tmp_path / "results" / file).unlink()
    locks.write_text(f"section,what\n{name},teacher\n", "utf-8")
    told = [scenario, results, "--earlier", str(earlier), "--lang", "en"]

    assert main(told) == 0
    table = earlier / "timetable.csv"
    table.write_bytes(table.read_bytes().replace(b",T,", b",T2,"))
    assert main(told) == 1
    assert "locks_kept" in capsys.readouterr().out
    locks.write_text("section,what\nS-TYPO,teacher\n", "utf-8")
    assert main(told) == 2
    assert "S-TYPO" in capsys.readouterr().err
