"""Ctrl-C keeps the best so far; before there is one, and when killed, nothing is left behind."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.calling import STREET, paike

pytestmark = pytest.mark.integration
ROOT = Path(__file__).parent.parent.parent
CONSTRUCTED = "first timetable"


def stopped(out, signal_number, *, when, options=()):
    """Solve the street for ten minutes, unless a signal comes when a line of words is said.

    Gives the exit code and what was said from then on.
    """
    words = ["solve", str(STREET), "--seconds", "600", "--explain-seconds", "0", "--workers", "1"]
    process = subprocess.Popen(
        [sys.executable, *options, "-m", "engine", *words, "--lang", "en", "--out", str(out)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    with process:
        try:
            assert any(when in line for line in process.stderr)
            process.send_signal(signal_number)
            said = process.stderr.read()
            return process.wait(), said
        finally:
            process.kill()


def test_ctrl_c_keeps_the_best_timetable_so_far(tmp_path):
    """The folder is whole, the witness agrees, and the code is 0."""
    code, said = stopped(tmp_path / "out", signal.SIGINT, when=CONSTRUCTED)

    assert (code, "Stopping, keeping the best" in said) == (0, True)
    assert paike("verify", STREET, tmp_path / "out").code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_ctrl_c_before_a_first_timetable_is_code_3_and_leaves_nothing(tmp_path):
    """Stopped while the program still loads, which it says import by import; no traceback."""
    code, said = stopped(
        tmp_path / "out", signal.SIGINT, when="| typer", options=("-X", "importtime")
    )

    assert code == 3
    assert said.splitlines()[-1] == "Interrupted; nothing was written."
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


def test_a_killed_run_leaves_no_half_folder(tmp_path):
    """Killed in the midst of the search: no folder at all."""
    code, _ = stopped(tmp_path / "out", signal.SIGKILL, when=CONSTRUCTED)

    assert code == -signal.SIGKILL
    assert list(tmp_path.iterdir()) == []
