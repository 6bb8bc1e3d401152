"""Closed streams and readers who leave change neither what a command does nor its exit code."""

import os
import subprocess
import sys

import pytest

from tests.commands.calling import MICRO, STREET
from tests.house.tree import ROOT

pytestmark = pytest.mark.integration
WORLD = MICRO / "fair_streets"


def started(*words, **streams):
    """Begin a command as the system would."""
    command = [sys.executable, "-P", "-m", "engine", *map(str, words)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, text=True, encoding="utf-8", **streams)


@pytest.mark.parametrize("redirected", [">&-", "2>&-", ">&- 2>&-", "<&-"])
@pytest.mark.parametrize(
    ("words", "code"),
    [(("check", WORLD), 0), (("check", "nowhere"), 2), (("check", "nowhere", "--json"), 2)],
)
def test_a_closed_stream_is_no_fault(redirected, words, code):
    """The command does what it would do, and says nothing where nobody can hear."""
    line = f'exec "$@" {redirected}'
    command = ["sh", "-c", line, "sh", sys.executable, "-P", "-m", "engine", *map(str, words)]
    done = subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == code
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("pool", STREET, "--json"), 0),
        (("check", STREET, "--strict"), 1),
        (("--help",), 0),
    ],
)
def test_a_reader_who_leaves_changes_no_exit_code(words, code):
    """As `| head -1` does, here before the first word is written."""
    with started(*words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        said = process.stderr.read()

    assert process.returncode == code
    assert "Traceback" not in said
    assert "BrokenPipe" not in said


def test_a_run_goes_on_when_nobody_watches_it_any_more(tmp_path):
    """Progress has no reader; the results are written all the same."""
    out = tmp_path / "out"
    words = ("solve", WORLD, "--seconds", "0.2", "--explain-seconds", "0", "--out", out)
    with started(*words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        process.stdout.close()

    assert process.returncode == 0
    assert (out / "verdict.json").exists()
