"""What every test may ask for, and which parts of a machine some of them need.

A part that the machine lacks takes its tests out of the run, and the header says so. With
PAIKE_TEST_BROWSER=1, and so for every part of `PARTS` (CI sets all), a missing part ends the run.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from benchmarks.peers.timefold import jars

settings.register_profile("same every time", derandomize=True, deadline=None, database=None)
settings.load_profile("same every time")

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


def find_browser() -> str | None:
    """Find a Chromium, or what PAIKE_BROWSER names."""
    names = (os.environ.get("PAIKE_BROWSER") or "", *BROWSERS)
    return next((found for name in names if name and (found := shutil.which(name))), None)


def find_postgres() -> str | None:
    """Find the server program of PostgreSQL, which Debian keeps off the PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    return shutil.which("postgres") or (str(debian[-1]) if debian else None)


def find_fet() -> str | None:
    """Find the timetabling program of a peer of the benchmarks."""
    return shutil.which("fet-cl")


def find_timefold() -> str | None:
    """Find the libraries of a peer of the benchmarks, and a JDK for them."""
    return None if jars.missing() else str(jars.jars())


PARTS = {
    "browser": find_browser,
    "postgres": find_postgres,
    "fet": find_fet,
    "timefold": find_timefold,
}


def must_be_there(part: str) -> bool:
    """Say whether this run may not do without a part."""
    return os.environ.get(f"PAIKE_TEST_{part.upper()}") == "1"


def pytest_configure() -> None:
    """Refuse to start without a part that must be there."""
    for part, find in PARTS.items():
        if must_be_there(part) and find() is None:
            raise pytest.UsageError(f"PAIKE_TEST_{part.upper()}=1, but there is no {part} here.")


def pytest_report_header() -> list[str]:
    """Say which parts this machine has."""
    return [
        f"{part}: {find() or 'not here, its tests are left out'}" for part, find in PARTS.items()
    ]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what is plain as `unit`, and leave out what needs a missing part."""
    for item in items:
        if not any(item.get_closest_marker(mark) for mark in ("integration", "e2e")):
            item.add_marker(pytest.mark.unit)
    missing = [part for part, find in PARTS.items() if find() is None]
    left_out = [item for item in items if any(item.get_closest_marker(part) for part in missing)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Lend a headless Chromium, driven by playwright; `browser.new_page()` opens a page."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only its users pay for it

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        yield opened
        opened.close()
