"""The example sweeps fit the scenarios they were written for, and say what they are."""

from pathlib import Path

import pytest

from engine.files.formats import read_scenario
from engine.files.input_hash import input_hash
from engine.sweeps.spec import read_sweep
from engine.sweeps.sweep import check

SETS = sorted((Path(__file__).parents[2] / "scenarios" / "sets").glob("*/sweep.yaml"))


def test_there_are_three():
    """The examples that the documents speak of."""
    names = [path.parent.name for path in SETS]
    assert names == ["computer_room", "policy_readings", "scarce_teachers"]


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.parent.name)
def test_a_set_fits_its_scenario(path):
    """Every change of every case can be made of the scenario named."""
    written = read_sweep(path)
    scenario = (path.parent / written.sweep.scenario).resolve()
    problem = read_scenario(scenario)

    check(written, problem, input_hash(problem))

    assert written.sweep.name == path.parent.name
    assert written.sweep.origin
    assert written.sweep.licence
    text = (path.parent / "README.md").read_text("utf-8")
    assert written.sweep.licence in text
    assert f"scenarios/sets/{path.parent.name}/sweep.yaml" in text
