"""The page of results says what was measured, and keeps what was not measured again."""

import json

import pytest

from benchmarks.results import write
from benchmarks.tables import time_told

MACHINE = {
    "node": "secret-host",
    "machine": "x86_64",
    "python_version": "3.11.7",
    "system": "Linux",
    "cpu": {"brand_raw": "Some CPU"},
    "cores": 2,
    "load": 0.5,
    "versions": {"numpy": "2.4.6"},
}


def measured(function, seconds, *, group="steps", extra=None, **params):
    """One benchmark as pytest-benchmark writes it."""
    stats = {"median": seconds, "min": seconds / 2, "max": seconds * 2, "rounds": 3}
    return {
        "name": f"test_{function}[some-id]",
        "group": group,
        "params": params,
        "stats": stats,
        "extra_info": extra or {},
    }


def a_run(day, *benchmarks):
    """A whole run of a day."""
    return {
        "datetime": f"2026-11-{day}T08:00:00+00:00",
        "commit_info": {"id": "0123456789abcdef"},
        "machine_info": MACHINE,
        "benchmarks": list(benchmarks),
    }


@pytest.fixture
def page_after(tmp_path):
    """Enter runs one after the other and give the page."""

    def entered(*runs):
        for run in runs:
            latest = tmp_path / "latest.json"
            latest.write_text(json.dumps(run), "utf-8")
            page = write(latest, tmp_path)
        return page.read_text("utf-8")

    return entered


def test_a_benchmark_becomes_a_row(page_after):
    """Name, world, time, spread, rounds, figures and run stand in one line."""
    pool = measured("pool", 0.5, name="street", extra={"sections": 2993, "proved": True})

    page = page_after(a_run(23, pool))

    assert "| what | world | time | from – to | rounds | sections | proved | run |" in page
    assert "| pool | street | 500 ms | 250 ms – 1.00 s | 3 | 2,993 | yes | 1 |" in page


def test_the_header_names_versions_and_no_host(page_after):
    """A reader learns cores, CPU, load and versions, and nothing of where the machine stands."""
    page = page_after(a_run(23, measured("pool", 0.5, name="street")))

    head = "| 1 | 2026-11-23 | 0123456 | 2 cores, Some CPU, Linux | 0.5 | "
    assert head + "Python 3.11.7, numpy 2.4.6 |" in page
    assert "secret-host" not in page


def test_rows_that_did_not_run_are_kept_with_their_run(page_after):
    """A later run replaces its own rows only; the others say which run they are from."""
    pool, check = measured("pool", 0.5, name="street"), measured("check", 1.5, name="street")

    page = page_after(a_run(23, pool, check), a_run(24, measured("pool", 0.25, name="street")))

    assert "| pool | street | 250 ms | 125 ms – 500 ms | 3 | 2 |" in page
    assert "| check | street | 1.50 s | 750 ms – 3.00 s | 3 | 1 |" in page


def test_a_run_that_no_row_is_from_is_forgotten(page_after):
    """When every row was measured again, the older run leaves the header."""
    page = page_after(
        a_run(23, measured("pool", 0.5, name="street")),
        a_run(24, measured("pool", 0.25, name="street")),
    )

    assert "2026-11-23" not in page
    assert "| 1 | 2026-11-24 |" in page


def test_worlds_and_parameters_tell_rows_apart(page_after):
    """One benchmark over several worlds and forms has a row for each."""
    rows = [
        measured("read", 1.0, name=name, form=form)
        for name in ("street", "gongshu")
        for form in ("csv", "json")
    ]

    page = page_after(a_run(23, *rows))

    found = [line.split(" | ")[:2] for line in page.splitlines() if line.startswith("| read")]
    assert found == [
        ["| read (csv)", "gongshu"],
        ["| read (csv)", "street"],
        ["| read (json)", "gongshu"],
        ["| read (json)", "street"],
    ]


def test_figures_of_many_kinds_share_a_column(page_after):
    """Where rows of a group tell different things, each row words its own."""
    page = page_after(
        a_run(
            23,
            measured("pool", 1.0, name="street", extra={"sections": 3, "alone": 1}),
            measured("post", 1.0, name="street", extra={"moves": None}),
        )
    )

    assert "| sections 3, alone 1 |" in page
    assert "| moves – |" in page


def test_groups_come_in_their_order(page_after):
    """The whole chain comes first, and a group that nobody described still has its table."""
    page = page_after(
        a_run(23, *(measured("x", 1.0, group=group, name="w") for group in ("steps", "a", "solve")))
    )

    titles = [line for line in page.splitlines() if line.startswith("## ")]
    assert titles == ["## The whole chain", "## Steps before the search", "## A"]


def test_the_same_run_twice_gives_the_same_bytes(page_after):
    """Entering a run again changes nothing, whatever the order of its rows."""
    pool, check = measured("pool", 0.5, name="street"), measured("check", 1.5, name="street")

    once = page_after(a_run(23, pool, check))

    assert page_after(a_run(23, check, pool)) == once


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0.0000421, "42.1 µs"),
        (0.00421, "4.21 ms"),
        (0.0768, "76.8 ms"),
        (0.9996, "1.00 s"),
        (1.444, "1.44 s"),
        (87.39, "87.4 s"),
        (1234.0, "1,230 s"),
    ],
)
def test_times_have_three_digits(seconds, told):
    """A time is read at a glance."""
    assert time_told(seconds) == told
