"""`repair` and `sweep` from the command line."""

import pytest

from engine import verbs
from engine.commands import changes
from engine.files.border import BORDER
from engine.files.input_hash import input_hash
from engine.repair.differences import applied
from engine.repair.operations import read_operations
from engine.sweeps.runs import runs_of
from engine.sweeps.spec import read_sweep
from tests.commands.calling import STREET, paike
from tests.scenarios.reading import SCENARIOS, bytes_in, table

SWEEP = SCENARIOS / "sets" / "scarce_teachers" / "sweep.yaml"
ILL = "T1:2026-09-07:2026-09-20"


def repair(scenario, results, out, *words):
    """Run the command; the same bytes every time."""
    return paike("repair", scenario, results, *words, "--deterministic", "--out", out)


def test_a_repaired_folder_is_as_whole_as_a_solved_one(world, results, tmp_path):
    """Every result anew, the facts it obeys, the steps; and it verifies."""
    out = tmp_path / "out"

    answer = repair(world, results, out, "--cancel", "Q2")

    assert answer.code == 0
    assert "撤销班 S-Q2" in answer.out
    names = {path.name for path in out.iterdir()}
    assert names == {path.name for path in results.iterdir()} | {"operations.csv", "scenario"}
    assert paike("verify", out / "scenario", out).code == 0


def test_the_steps_in_the_file_lead_from_the_old_folder_to_the_new_one(world, results, tmp_path):
    """Read back from the files, old and steps give new."""
    repair(world, results, tmp_path / "out", "--teacher-away", ILL)

    old, new = (verbs.read_published(folder).timetable for folder in (results, tmp_path / "out"))
    assert applied(old, read_operations(tmp_path / "out" / "operations.csv")) == new


def test_a_repair_can_be_repaired(world, results, tmp_path):
    """The facts of the first are those of the second, the border too; both verify."""
    first, second = tmp_path / "first", tmp_path / "second"
    mine = tmp_path / "mine"
    paike("convert", world, mine)
    border = (STREET / BORDER).read_bytes()
    (mine / BORDER).write_bytes(border)
    repair(mine, results, first, "--teacher-away", ILL)

    assert repair(first / "scenario", first, second, "--cancel", "Q3").code == 0

    assert paike("verify", second / "scenario", second).code == 0
    assert [row["kind"] for row in table(second / "scenario", "unavailable")] == ["teacher"]
    assert {row["id"] for row in table(second / "scenario", "requests")} == {"Q1", "Q2"}
    assert (second / "scenario" / BORDER).read_bytes() == border


def test_what_a_clerk_wrote_beside_the_tables_is_carried_over(world, results, tmp_path):
    """Columns of one's own stay with their rows; new rows have none."""
    (tmp_path / "changes.yaml").write_text(
        "- {kind: request_added, request: {id: Q9, area: C1, course: K1, learners: 12,"
        " priority: 3, audience: 居民, allowed_periods: P11}}",
        "utf-8",
    )

    repair(
        world, results, tmp_path / "out", "--changes", tmp_path / "changes.yaml", "--cancel", "Q1"
    )

    rows = table(tmp_path / "out" / "scenario", "requests")
    assert {row["id"]: row["origin"] for row in rows} == {
        "Q2": "synthetic",
        "Q3": "synthetic",
        "Q9": "",
    }


def test_the_same_repair_gives_the_same_bytes(world, results, tmp_path):
    """Counted in rounds, with no moment in any file."""
    for name in ("one", "two"):
        repair(world, results, tmp_path / name, "--room-away", "R1::")

    assert bytes_in(tmp_path / "one") == bytes_in(tmp_path / "two")


def test_the_calendars_of_a_repair_are_newer_than_those_before(world, results, tmp_path):
    """Programs that read calendars take the later stamp for the newer state."""
    paike("repair", world, results, "--cancel", "Q1", "--out", tmp_path / "out")

    old, new = (
        (folder / "calendars" / "teachers" / "T1.ics").read_text("utf-8")
        for folder in (results, tmp_path / "out")
    )
    assert "SEQUENCE:0" in old
    assert "SEQUENCE:0" not in new


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--cancel", "Q77"),
        ("--teacher-away", "T1"),
        ("--teacher-away", "T1:2027-09-07:2027-09-20"),
        ("--changes", "no-such-file.yaml"),
    ],
)
def test_incidents_that_do_not_fit_are_refused_and_nothing_is_written(
    world, results, tmp_path, words
):
    """Code 2, and no folder."""
    assert repair(world, results, tmp_path / "out", *words).code == 2
    assert list(tmp_path.iterdir()) == []


def test_the_given_scenario_is_never_overwritten(world, results, tmp_path):
    """A repair whose facts would take the place of the given ones is refused."""
    mine = tmp_path / "scenario"
    paike("convert", world, mine)
    before = bytes_in(mine)

    assert repair(mine, results, tmp_path, "--cancel", "Q1").code == 2
    assert bytes_in(mine) == before


def test_a_sweep_that_was_stopped_says_so(tmp_path, monkeypatch):
    """Runs are left: code 3, and how to go on."""

    def stopped(problem, written, folder, **_):
        runs = runs_of(written.sweep, input_hash(problem))
        return tuple(run.row("not run") for run in runs)

    monkeypatch.setattr(changes.verbs, "sweep", stopped)
    ahead = len(list(runs_of(read_sweep(SWEEP).sweep, "")))

    answer = paike("sweep", STREET, SWEEP, "--out", tmp_path / "out", "--lang", "en")

    assert answer.code == 3
    assert f"{ahead} runs ahead" in answer.err


def test_in_term_the_past_stays_and_the_folder_says_so(world, results, tmp_path):
    """From the third week on T1 is gone: exceptions tell what was, and all of it verifies."""
    first, second = tmp_path / "first", tmp_path / "second"
    ill = ("--teacher-away", "T1:2026-09-07:", "--today", "2026-09-16")
    before = [row for row in table(results, "dates") if row["date"] < "2026-09-16"]

    assert repair(world, results, first, *ill).code == 0
    assert repair(first / "scenario", first, second, "--cancel", "Q3").code == 0

    for folder, earlier in ((first, results), (second, first)):
        told = paike("verify", folder / "scenario", folder, "--earlier", earlier)
        assert told.code == 0, told.out
        assert [row for row in table(folder, "dates") if row["date"] < "2026-09-16"] == before
        assert "as_of = 2026-09-16" in (folder / "scenario" / "scenario.toml").read_text("utf-8")
    assert {row["kind"] for row in table(first, "exceptions")} == {"held"}
    assert {row["id"] for row in table(second, "closed")} <= {"S-Q3"}
    assert paike("explain", second / "scenario", second).code == 0


def test_what_was_held_and_is_told_otherwise_is_a_breach(world, results, tmp_path):
    """The witness looks at the folder before."""
    out = tmp_path / "out"
    repair(world, results, out, "--teacher-away", "T1:2026-09-07:", "--today", "2026-09-16")
    (out / "exceptions.csv").unlink()

    answer = paike("verify", out / "scenario", out, "--earlier", results, "--lang", "en")

    assert answer.code == 1
    assert "[H] past_stays: S-Q" in answer.out


def test_a_folder_that_is_written_anew_keeps_no_old_exceptions(world, results, tmp_path):
    """A run for the whole term has none."""
    out = tmp_path / "out"
    repair(world, results, out, "--teacher-away", "T1:2026-09-07:", "--today", "2026-09-16")
    assert (out / "exceptions.csv").exists()

    repair(world, results, out, "--cancel", "Q2")

    assert not (out / "exceptions.csv").exists()


def test_a_term_does_not_go_back_and_is_not_planned_anew_under_way(world, results, tmp_path):
    """An earlier day is refused, and so is planning what has begun; nothing is written."""
    first, again = tmp_path / "first", tmp_path / "again"
    repair(world, results, first, "--cancel", "Q2", "--today", "2026-09-16")

    back = repair(first / "scenario", first, again, "--cancel", "Q3", "--today", "2026-09-15")
    anew = paike("solve", first / "scenario", "--seconds", "0", "--out", again)

    assert (back.code, anew.code) == (2, 2)
    assert "--today" in back.err
    assert "as_of" in anew.err
    assert not again.exists()
