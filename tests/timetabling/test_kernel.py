"""Machine code is kept where it can be, and never in the way where it cannot."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

LOADED = """
import numba
from engine.timetabling.kernels.kernel import compiled
import engine.timetabling.kernels.steps
print(numba.config.CACHE_DIR)
print(next(iter(compiled())))
"""


def loaded_with(cache):
    """Where a program that loads the kernels keeps machine code, and the first kernel it loads."""
    environment = {"PYTHONPATH": str(ROOT), "NUMBA_CACHE_DIR": str(cache), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-P", "-c", LOADED],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    folder, kernel = done.stdout.splitlines()
    return Path(folder), kernel


@pytest.mark.integration
def test_machine_code_is_kept_where_it_can_be_written(tmp_path):
    """It lies in a folder named after the source, and stays."""
    folder, kernel = loaded_with(tmp_path)

    assert folder.parent == tmp_path
    assert list(folder.rglob(f"*{kernel}*"))


@pytest.mark.integration
def test_without_a_place_for_machine_code_the_kernels_still_load(tmp_path):
    """As for a user who may not write where paike is installed; nothing is left behind."""
    (tmp_path / "file").touch()

    folder, kernel = loaded_with(tmp_path / "file")

    assert kernel
    assert not folder.exists()
