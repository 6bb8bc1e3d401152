"""The micro worlds: the committed bytes, one name and one title each, small enough to enumerate."""

import tomllib

import pytest

from scenarios.generator.micro import FOLDER, WORLDS, write_micro
from scenarios.generator.micro.world import room
from tests.scenarios.reading import bytes_in, table

NAMES = [world.name for world in WORLDS]


def test_the_descriptions_give_the_committed_bytes(tmp_path):
    """The folders in the repository are what their descriptions make, and no folder more."""
    write_micro(tmp_path)

    assert bytes_in(tmp_path) == bytes_in(FOLDER)


def test_names_are_unique():
    """No two worlds share a folder."""
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("world", WORLDS, ids=NAMES)
def test_a_world_is_small_and_says_what_comes_out(world):
    """At most six requests; the title names the expected first level."""
    title = tomllib.loads((FOLDER / world.name / "scenario.toml").read_text("utf-8"))["title"]
    requests = table(FOLDER / world.name, "requests")
    most = sum(int(row["priority"]) * int(row["learners"]) for row in requests)

    assert 1 <= len(requests) <= 6
    assert f"(expected unserved: {world.unserved})" in title
    assert 0 <= world.unserved <= most


def test_a_slip_in_a_description_is_refused():
    """A column that the table does not have is named at once."""
    with pytest.raises(KeyError, match="seat"):
        room(seat=10)
