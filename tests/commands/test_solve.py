"""`solve` writes everything or nothing, the same bytes on any number of cores."""

import csv
import io
import json
import random
import shutil

import pytest

from engine.commands.saving import OWN
from tests.commands.calling import MICRO, STREET, paike
from tests.commands.conftest import BRIEF
from tests.scenarios.reading import bytes_in, table

FILES = {
    *("sections.csv", "timetable.csv", "dates.csv", "unserved.csv", "idle.csv"),
    *("postings.csv", "audit.csv", "verdict.json", "certificate.json", "SHA256SUMS"),
    *("timetable.xlsx", "timetable.html", "calendars"),
}


def test_the_folder_holds_every_result_and_verifies(world, results):
    """Tables, workbook, page, calendars and verdict; the witness agrees with all of it."""
    verdict = json.loads((results / "verdict.json").read_text("utf-8"))

    assert {path.name for path in results.iterdir()} == FILES
    assert (verdict["placed"], verdict["hard_breaches"]) == (2, 0)
    assert paike("verify", world, results).code == 0


def test_the_last_screen_says_what_a_clerk_wants_to_know(world, tmp_path):
    """Learners, fairness, kilometres, staffing, proof, and where the files are."""
    answer = paike("solve", world, *BRIEF, "--out", tmp_path / "out")

    for words in ("报名 30 人次，排上 20 人次", "街道公平", "公里", "政策标准", "没有违反任何规则"):
        assert words in answer.out
    assert str(tmp_path / "out" / "timetable.html") in answer.out
    for words in ("Ctrl-C", "合班、分班", "排出第一张课表", "求解完成", "独立核验", "正在写出结果"):
        assert words in answer.err


def test_missing_people_are_told_with_the_posts_that_would_fill_all_places(tmp_path):
    """What the branches lack is told in one sum; new posts come from the flow."""
    scenario = MICRO / "staffing_sum_passes_posting_fails"
    needed = json.loads(paike("post", scenario, "--json").out)["new_posts"]

    answer = paike("solve", scenario, *BRIEF, "--out", tmp_path / "out")

    policy = next(line for line in answer.out.splitlines() if line.startswith("政策标准"))
    assert needed == 1
    assert policy.endswith(f"街道分院 1 处缺 1 人，全部补足至少新增 {needed} 人")


@pytest.mark.integration
@pytest.mark.parametrize(
    "scenario", [STREET, MICRO / "online_when_no_room"], ids=["street", "micro"]
)
def test_one_core_and_two_write_the_same_bytes(scenario, tmp_path):
    """Every file of the folder, the workbook, the calendars and the page included."""
    folders = []
    for workers in (1, 2):
        folders.append(tmp_path / str(workers))
        words = ("--seconds", "0.4", "--deterministic", "--seed", "5", "--workers", workers)
        assert paike("solve", scenario, *words, "--out", folders[-1]).code == 0

    one, two = (bytes_in(folder) for folder in folders)
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


def shuffled(scenario, target, chance):
    """The same scenario with the rows and the columns of every table in another order."""
    shutil.copytree(scenario, target)
    for path in target.glob("*.csv"):
        head, *rows = csv.reader(io.StringIO(path.read_text("utf-8-sig")))
        chance.shuffle(rows)
        order = chance.sample(range(len(head)), len(head))
        text = io.StringIO()
        csv.writer(text).writerows([row[at] for at in order] for row in (head, *rows))
        path.write_text(text.getvalue(), "utf-8-sig", newline="")
    return target


@pytest.mark.integration
def test_the_order_of_rows_and_columns_changes_no_byte(tmp_path):
    """Every file of the folder is the same, page and workbook included."""
    words = ("--seconds", "0.4", "--deterministic", "--workers", "1", "--out")
    assert paike("solve", STREET, *words, tmp_path / "out").code == 0

    for seed in range(2):
        other = shuffled(STREET, tmp_path / f"shuffled-{seed}", random.Random(seed))
        assert paike("solve", other, *words, tmp_path / f"out-{seed}").code == 0
        one, two = bytes_in(tmp_path / "out"), bytes_in(tmp_path / f"out-{seed}")
        assert one.keys() == two.keys()
        assert [name for name in one if one[name] != two[name]] == []


def test_a_later_run_leaves_nothing_of_an_earlier_one_but_what_is_not_ours(
    world, results, tmp_path
):
    """Solving into the folder of a repair takes its operations away, not the clerk's notes."""
    out = tmp_path / "out"
    assert paike("repair", world, results, "--cancel", "Q2", "--out", out).code == 0
    teachers = out / "calendars" / "teachers"
    (teachers / "T0-gone.ics").write_text("a teacher of an earlier run")
    (out / "notes.txt").write_text("mine")

    assert paike("solve", world, *BRIEF, "--out", out).code == 0

    assert {path.name for path in out.iterdir()} == FILES | {"notes.txt", "scenario"}
    assert [path.name for path in teachers.iterdir()] == ["T1.ics"]
    assert paike("verify", world, out).code == 0


def test_every_table_of_results_is_known_to_be_ours():
    """What a run may leave behind is what a later one takes away."""
    assert {*FILES, "operations.csv", "alone.csv"} - {"calendars"} <= {*OWN}


def test_a_run_may_start_from_an_earlier_one(world, results, tmp_path):
    """The timetable of a folder is read and is no worse afterwards."""
    answer = paike("solve", world, *BRIEF, "--start", results, "--out", tmp_path / "out", "--json")

    assert answer.json["levels"][0]["value"] == 20


def test_measures_are_taken_where_time_counts_and_left_out_where_bytes_count(
    world, results, tmp_path
):
    """Seconds, memory and versions stand in the verdict of an ordinary run only."""
    counted = json.loads((results / "verdict.json").read_text("utf-8"))
    answer = paike("solve", world, "--seconds", "0", "--out", tmp_path / "out", "--json")

    assert (counted["seconds"], counted["peak_mb"], counted["versions"]) == (None, None, {})
    assert answer.json["seconds"] > 0
    assert answer.json["peak_mb"] > 10
    assert {"python", "ortools"} <= answer.json["versions"].keys()


@pytest.mark.parametrize("form", ["world.xlsx", "world.json"])
def test_a_scenario_may_come_as_a_workbook_or_as_json(world, results, tmp_path, form):
    """Whatever the form, the results verify against the folder."""
    assert paike("convert", world, tmp_path / form).code == 0
    assert paike("solve", tmp_path / form, *BRIEF, "--out", tmp_path / "out").code == 0

    assert paike("verify", world, tmp_path / "out").code == 0
    assert table(tmp_path / "out", "timetable") == table(results, "timetable")


@pytest.mark.parametrize("name", ["requests", "teachers", "rooms", "schools", "budgets"])
def test_a_scenario_with_an_empty_table_is_solved_or_refused_but_never_breaks(
    world, tmp_path, name
):
    """Nobody asks, nobody teaches, no room: each is a result like another."""
    poor = tmp_path / "poor"
    paike("convert", world, poor)
    path = poor / f"{name}.csv"
    path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")

    assert paike("solve", poor, *BRIEF, "--out", tmp_path / "out").code == 0
    for words in (("verify", "out"), ("explain", "out"), ("audit", "out"), ("check",), ("post",)):
        further = [tmp_path / word for word in words[1:]]
        assert paike(words[0], poor, *further).code == 0, words


def with_lock(world, results, folder, what="all", section=None):
    """A copy of the world in which one section is locked, and the section."""
    paike("convert", world, folder)
    name = section or table(results, "timetable")[0]["section"]
    (folder / "locks.csv").write_text(f"section,what\n{name},{what}\n", "utf-8")
    return name


def test_a_locked_section_stays_when_the_term_is_planned_anew(world, results, tmp_path):
    """The only teacher would rather have others; the witness is asked about the locks as well."""
    scenario, out = tmp_path / "scenario", tmp_path / "out"
    name = with_lock(world, results, scenario)
    requests = scenario / "requests.csv"
    requests.write_text(requests.read_text("utf-8-sig").replace(",2,", ",1,"), "utf-8")

    assert paike("solve", scenario, *BRIEF, "--start", results, "--out", out).code == 0

    before, after = (
        [row for row in table(folder, "timetable") if row["section"] == name]
        for folder in (results, out)
    )
    assert before == after
    assert paike("verify", scenario, out, "--earlier", results).code == 0


def test_a_broken_lock_is_a_breach(world, results, tmp_path):
    """The earlier timetable had another hour."""
    scenario, earlier = tmp_path / "scenario", tmp_path / "earlier"
    name = with_lock(world, results, scenario, "period")
    shutil.copytree(results, earlier)
    placed = earlier / "timetable.csv"
    rows = placed.read_text("utf-8-sig")
    placed.write_text(rows.replace("P11", "P0").replace("P12", "P11").replace("P0", "P12"), "utf-8")

    answer = paike("verify", scenario, results, "--earlier", earlier, "--lang", "en")

    assert answer.code == 1
    assert f"[H] locks_kept: {name}: the period is locked to" in answer.out


@pytest.mark.parametrize("start", [True, False], ids=["no such section", "no earlier timetable"])
def test_locks_that_hold_nothing_are_refused(world, results, tmp_path, start):
    """A misspelt section, or no timetable to hold: code 2, and nothing is written."""
    scenario, out = tmp_path / "scenario", tmp_path / "out"
    with_lock(world, results, scenario, section="S-TYPO" if start else None)
    given = ("--start", results) if start else ()

    answer = paike("solve", scenario, *BRIEF, *given, "--out", out)

    assert answer.code == 2
    assert ("S-TYPO" if start else "--start") in answer.err
    assert not out.exists()
    if start:
        assert paike("verify", scenario, results, "--earlier", results).code == 2
