"""A crew does every task, also when its processes die, and leaves out what is not begun in time."""

import os
import signal
import time
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

import pytest

from engine.timetabling.districts.crew import crew_of
from engine.timetabling.stopping import never

pytestmark = pytest.mark.integration


@dataclass(frozen=True)
class Dies:
    """A task of which the process dies, so many times."""

    marks: Path
    times: int

    def __call__(self, stop):
        """Leave a mark and die, or say how often that happened."""
        died = len(list(self.marks.iterdir()))
        if died < self.times:
            (self.marks / str(died)).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return died


@dataclass(frozen=True)
class Waits:
    """A task that goes on until it is told to stop."""

    def __call__(self, stop):
        """Wait."""
        while not stop():
            time.sleep(0.01)
        return "stopped"


def test_work_whose_process_dies_is_done_again(tmp_path):
    """Two deaths, one answer; what was done before is not lost either."""
    quiet = tmp_path / "quiet"
    quiet.mkdir()
    marks = tmp_path / "marks"
    marks.mkdir()
    with crew_of(1, None) as crew:
        made = dict(crew.each([Dies(marks, 2), Dies(quiet, 0)], [1, 0], never))
    assert made == {0: 2, 1: 0}


def test_work_that_dies_again_and_again_is_given_up(tmp_path):
    """Nobody waits for ever."""
    with crew_of(1, None) as crew, pytest.raises(BrokenProcessPool):
        list(crew.each([Dies(tmp_path, 100)], [0], never))


def test_told_to_stop_what_is_begun_ends_and_the_rest_is_left_out():
    """A process may hold a second task that it has taken already."""
    asked = iter([False, True])
    with crew_of(1, None) as crew:
        made = dict(crew.each([Waits()] * 6, list(range(6)), lambda: next(asked, True)))
    assert made
    assert set(made.values()) == {"stopped"}
    assert len(made) < 6
