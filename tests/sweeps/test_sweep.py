"""A sweep as a whole: rows, resuming, failures, the baseline."""

import csv
import signal
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from threading import Event

import pytest

from engine.files.input_hash import input_hash
from engine.refusals import BadInput
from engine.sweeps.crews import Crew, make_executor
from engine.sweeps.rows import gini
from engine.sweeps.spec import WrittenSweep
from engine.sweeps.sweep import sweep
from tests.sweeps.worlds_to_sweep import (
    as_many_as_teachers,
    dies_at_odd_seeds,
    fails_at_odd_seeds,
    stops_at_odd_seeds,
    world,
)

TEXT = """\
name: dance
rounds: 3
seeds: [1, 2]
cases:
  - name: as it is
  - name: one dance teacher more
    changes:
      - {kind: add_teachers, skill: 舞蹈, count: 1, area: D2}
  - name: no dance teacher
    changes:
      - {kind: remove_teachers, skill: 舞蹈, count: 1}
"""


def run(
    folder,
    solve=as_many_as_teachers,
    text=TEXT,
    *,
    problem=None,
    workers=2,
    make=ThreadPoolExecutor,
    **options,
):
    """Sweep the small world, with threads for processes unless said otherwise."""
    written = WrittenSweep(text, "sweep.yaml")
    return sweep(problem or world(), written, folder, crew=Crew(solve, workers, make), **options)


def table(folder):
    """The lines of the published table."""
    with (folder / "runs.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_name_of_a_case_is_never_a_formula(tmp_path):
    """A spreadsheet that opens the table runs nothing."""
    run(tmp_path, text=TEXT.replace("as it is", '"=1+1"'))

    assert [row["case"] for row in table(tmp_path)][:2] == ["'=1+1"] * 2


def test_one_row_a_run_in_the_order_of_the_file(tmp_path):
    """Six runs; one dance teacher more serves the second dance request."""
    run(tmp_path)

    found = [(row["case"], row["seed"], row["learners_served"]) for row in table(tmp_path)]
    assert found == [
        ("as it is", "1", "35"),
        ("as it is", "2", "25"),
        ("one dance teacher more", "1", "50"),
        ("one dance teacher more", "2", "50"),
        ("no dance teacher", "1", "10"),
        ("no dance teacher", "2", "10"),
    ]


def test_rows_have_levels_gini_and_shortfalls(tmp_path):
    """Seed 2 leaves D2 wholly unserved and D1 wholly served: Gini 1/2 of two streets."""
    rows = run(tmp_path)
    figures = rows[1].figures

    assert (figures.served, figures.travel, figures.gap) == (50, 5, 100.0)
    assert (figures.gini, figures.travel_km, figures.tour_km) == (0.5, 0.005, 1.234)
    assert (figures.new_posts, figures.short_lines) == (3, 14)
    assert {row.baseline for row in rows} == {input_hash(world())}


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([], Fraction(0)),
        ([Fraction(0), Fraction(0)], Fraction(0)),
        ([Fraction(1, 4)] * 4, Fraction(0)),
        ([Fraction(0), Fraction(1)], Fraction(1, 2)),
        ([Fraction(0), Fraction(0), Fraction(0), Fraction(1)], Fraction(3, 4)),
        ([Fraction(1), Fraction(2), Fraction(3)], Fraction(2, 9)),
    ],
)
def test_gini_by_hand(shares, expected):
    """Equal shares give 0, one of n having all gives (n - 1)/n."""
    assert gini(shares) == expected
    pairs = sum(abs(a - b) for a in shares for b in shares)
    if sum(shares):
        assert gini(shares) == pairs / (2 * len(shares) * sum(shares))


class Interruption:
    """A planner that waits in its third run until the sweep was told twice to stop."""

    def __init__(self):
        self.done, self.started, self.asked, self.told = [], 0, 0, Event()

    def solve(self, *given):
        """Plan, the third time only when told."""
        self.started += 1
        assert self.started < 3 or self.told.wait(timeout=30)
        return as_many_as_teachers(*given)

    def stop(self):
        """Ask to stop once two runs are done; what was under way then may end."""
        self.asked += len(self.done) >= 2
        if self.asked > 1:
            self.told.set()
        return self.asked > 0


def test_broken_off_and_resumed_gives_the_same_bytes(tmp_path):
    """Stopped in the third run, then run again: nothing done twice, the same table."""
    whole, halves, broken = tmp_path / "whole", tmp_path / "halves", Interruption()
    run(whole)

    def note(row, *_):
        broken.done.append(row.key)

    run(
        halves,
        broken.solve,
        workers=1,
        watch=note,
        stop=broken.stop,
    )
    first = [row["status"] for row in table(halves)]
    run(halves, watch=note)

    assert sorted(first) == ["done"] * 3 + ["not run"] * 3
    assert len(broken.done) == len(set(broken.done)) == 6
    assert (whole / "runs.csv").read_bytes() == (halves / "runs.csv").read_bytes()


def test_a_second_run_works_nothing_off(tmp_path):
    """Every row is found by its content."""
    run(tmp_path)
    done = []

    run(tmp_path, solve=fails_at_odd_seeds, watch=lambda row, *_: done.append(row))

    assert done == []


def test_a_new_case_runs_alone_and_a_new_name_runs_nothing(tmp_path):
    """What a run depends on is its content, not what it is called."""
    run(tmp_path)
    done = []
    more = TEXT + "  - name: more\n    changes: [{kind: scale_demand, percent: 10}]\n"

    rows = run(
        tmp_path, text=more.replace("as it is", "today"), watch=lambda *row: done.append(row)
    )

    assert [(row.case, total) for row, _, total in done] == [("more", 8)] * 2
    assert rows[0].case == "today"


def test_a_refused_run_is_a_row_with_its_reason(tmp_path):
    """The other runs are done; the reason stands in the table."""
    run(tmp_path, solve=stops_at_odd_seeds)

    rows = table(tmp_path)
    assert [row["status"] for row in rows] == ["failed", "done"] * 3
    assert rows[0]["reason"] == "尚无课表。 No timetable yet."
    assert rows[0]["served"] == ""


def test_a_crashed_run_is_a_row_and_is_tried_again(tmp_path):
    """A fault in the program is listed; once it is mended the run is made up for."""
    run(tmp_path, solve=fails_at_odd_seeds)
    crashed = table(tmp_path)
    run(tmp_path)

    assert [row["status"] for row in crashed] == ["crashed", "done"] * 3
    assert crashed[0]["reason"] == "ArithmeticError: a fault"
    assert {row["status"] for row in table(tmp_path)} == {"done"}


@pytest.mark.integration
def test_a_dead_process_costs_only_its_own_run(tmp_path):
    """Seed 1 dies first and takes the only process along; seed 2 is done all the same."""
    as_it_is, _, _ = TEXT.partition("  - name: one")

    run(tmp_path, solve=dies_at_odd_seeds, text=as_it_is, workers=1, make=make_executor)

    rows = table(tmp_path)
    assert [row["status"] for row in rows] == ["crashed", "done"]
    assert rows[1]["learners_served"] == "25"


@pytest.mark.integration
def test_ctrl_c_is_for_the_parent_to_hear():
    """A worker goes on when the terminal sends it an interrupt."""
    with make_executor(1) as executor:
        assert executor.submit(signal.getsignal, signal.SIGINT).result() is signal.SIG_IGN


def test_a_changed_baseline_is_refused(tmp_path):
    """A folder goes on with the scenario it began with, or not at all."""
    run(tmp_path)
    before = (tmp_path / "runs.csv").read_bytes()

    other = world().model_copy(update={"title": "another"})

    with pytest.raises(BadInput) as refused:
        run(tmp_path, problem=other)

    (fault,) = refused.value.faults
    assert fault.found == input_hash(other)
    assert fault.expected[1] == f"the baseline {input_hash(world())}"
    assert (tmp_path / "runs.csv").read_bytes() == before


def test_a_sweep_written_for_another_scenario_is_refused(tmp_path):
    """`baseline` in the file is held against the scenario; nothing is written."""
    with pytest.raises(BadInput):
        run(tmp_path / "out", text="baseline: b7\n" + TEXT)

    assert not (tmp_path / "out").exists()


def test_misfits_of_all_cases_are_told_before_anything_runs(tmp_path):
    """Each with the line of its change."""
    text = TEXT.replace("舞蹈, count: 1}", "舞蹈, count: 9}").replace("area: D2", "area: D8")

    with pytest.raises(BadInput) as refused:
        run(tmp_path / "out", text=text)

    found = [(fault.row, fault.column, fault.found) for fault in refused.value.faults]
    assert found == [(8, "cases.1.changes.0.area", "D8"), (11, "cases.2.changes.0.count", "9")]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("content", ["{}", "{", "[" * 100_000], ids=["other", "cut", "deep"])
def test_a_damaged_run_is_refused_by_name(tmp_path, content):
    """A file of the ledger that is not ours is not read as a result."""
    run(tmp_path)
    path = sorted((tmp_path / "runs").iterdir())[0]
    path.write_text(content, encoding="utf-8")

    with pytest.raises(BadInput) as refused:
        run(tmp_path)

    assert refused.value.faults[0].file == path.name


def test_equal_cases_are_run_once(tmp_path):
    """Two names for one world share a run and have a row each."""
    done = []
    text = TEXT + "  - name: again\n"

    rows = run(tmp_path, text=text, watch=lambda row, *_: done.append(row))

    assert (len(done), len(rows)) == (6, 8)
    assert rows[6].figures == rows[0].figures
