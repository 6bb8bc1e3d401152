"""Results that several tests of the commands read and none changes."""

from pathlib import Path

import pytest

from tests.commands.calling import MICRO, paike

WORLD = MICRO / "fair_streets"
BRIEF = ("--seconds", "0.2", "--deterministic", "--workers", "1")


@pytest.fixture(name="world")
def micro_world() -> Path:
    """A scenario of three requests, of which two can be served."""
    return WORLD


@pytest.fixture(name="results", scope="session")
def results_of_the_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `solve` wrote for it."""
    folder = tmp_path_factory.mktemp("solved") / "results"
    assert paike("solve", WORLD, *BRIEF, "--out", folder).code == 0
    return folder
