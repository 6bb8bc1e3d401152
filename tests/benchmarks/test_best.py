"""The best known levels of scenario sets: only what is better is entered, and nothing is lost."""

from dataclasses import replace

import pytest

from benchmarks.best import Known, enter, known

SET = "seniors_only"
ROW = Known(
    1, 387, 380, 70, 60, 63, 21, 3_500_000, 3_400_000, 4_000, 2_000, 22.4, 10, "2026-11-25", "0" * 7
)


def measured(row):
    """A run of one world as pytest-benchmark keeps it."""
    bounds = row.served_bound, row.fairness_bound, row.travel_bound, row.fit_bound
    extra = {
        "budget s": row.seconds,
        "sections": row.sections,
        "placed": row.placed,
        "levels": row.told,
        "bounds": " / ".join(f"{bound:,}" for bound in bounds),
        "gap %": row.gap,
    }
    params = {"name": SET, "seed": row.seed}
    return {
        "datetime": f"{row.date}T10:00:00",
        "commit_info": {"id": row.commit * 4},
        "benchmarks": [
            {"group": "sets", "params": params, "extra_info": extra},
            {"group": "solve"},
        ],
    }


def test_the_first_run_is_the_best(tmp_path):
    """It comes back as it was, and the page tells it."""
    assert enter(measured(ROW), tmp_path) == [f"{SET} 1"]

    assert known(SET, tmp_path) == {1: ROW}
    assert ROW.told in (tmp_path / SET / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("change", "better"),
    [
        ({"served": 69, "fairness": 99}, True),
        ({"served": 71, "travel": 1}, False),
        ({"fit": 3_999, "gap": 50.0}, True),
        ({"gap": 20.0, "served_bound": 62}, True),
        ({"gap": 30.0}, False),
        ({}, False),
    ],
)
def test_only_what_is_better_is_entered(tmp_path, change, better):
    """Levels in their order decide, then the gap; another seed stays as it is."""
    other = replace(ROW, seed=2)
    for row in (ROW, other):
        enter(measured(row), tmp_path)
    run = replace(ROW, **change, commit="1" * 7)

    entered = enter(measured(run), tmp_path)

    assert bool(entered) == better
    assert known(SET, tmp_path) == {1: run if better else ROW, 2: other}
