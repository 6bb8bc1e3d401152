"""What every benchmark may ask for, and what the run says of the machine."""

import importlib.metadata
import os
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from benchmarks.worlds import World
from engine.timetabling.kernels.kernel import compiled

if "city" not in sys.argv[-1]:  # half an hour: only for those who ask for it
    collect_ignore = ["test_city.py"]
PACKAGES = ("highspy", "numba", "numpy", "openpyxl", "ortools", "pydantic", "xlsxwriter")


LOAD_BEFORE = round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None


def pytest_benchmark_update_machine_info(machine_info: dict[str, Any]) -> None:
    """Tell the cores of this run, how busy they were before it, and which packages it uses."""
    machine_info["cores"] = cores()
    machine_info["load"] = LOAD_BEFORE
    machine_info["versions"] = {name: importlib.metadata.version(name) for name in PACKAGES}


def cores() -> int | None:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


@pytest.fixture(scope="session")
def world() -> Callable[[str], World]:
    """Give a world by its name, always the same one."""
    return cache(World)


@pytest.fixture(scope="session", autouse=True)
def _kernels_are_compiled() -> None:
    """Compile before anything is timed."""
    for _ in compiled():
        pass
