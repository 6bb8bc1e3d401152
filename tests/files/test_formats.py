"""A scenario survives every format, and is read the same whatever it was written in."""

import pytest

from engine.files.formats import read_scenario, write_scenario
from tests.files.small_scenario import Scenario


@pytest.fixture
def folder(tmp_path):
    """The small scenario as a folder."""
    return Scenario().write(tmp_path / "small")


def bytes_of(folder):
    """The bytes of every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_small_scenario_is_read_with_its_meaning(folder):
    """Lists, limits, defaults and times come out as the tables say."""
    problem = read_scenario(folder)

    assert [area.parent for area in problem.areas] == [None, "D1", "D1", "S1", "S2"]
    assert problem.teacher["T1"].skills == (("书法", 3), ("国画", 1))
    assert problem.teacher["T2"].max_weekly_meetings is None
    assert problem.period["P11"].start == 8 * 60 + 30
    assert problem.course["K1"].weeks_allowed == ("1-16", "1-8", "9-16")
    assert problem.rooms[0].facilities == ("screen", "音响")
    assert problem.requests[1].allowed_periods == ("*",)


def test_folder_written_again_has_the_same_bytes(folder, tmp_path):
    """Reading and writing a folder in canonical form changes nothing."""
    write_scenario(read_scenario(folder), tmp_path / "once")
    write_scenario(read_scenario(tmp_path / "once"), tmp_path / "twice")

    assert bytes_of(tmp_path / "once") == bytes_of(tmp_path / "twice")
