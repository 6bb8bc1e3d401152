"""How long the results of a street take to write."""

import pytest

from engine.files.html_page import write_page
from engine.files.ics_calendar import write_calendars
from engine.files.results import read_published, write_results
from engine.files.results_workbook import write_workbook

pytestmark = [pytest.mark.benchmark(group="write"), pytest.mark.parametrize("name", ["street"])]


def test_tables(benchmark, world, tmp_path, name):
    plan = world(name).plan

    benchmark.pedantic(write_results, [plan, tmp_path], rounds=3)

    benchmark.extra_info |= {"meetings": len(plan.timetable.meetings), "kB": kilobytes(tmp_path)}
    assert read_published(tmp_path).timetable == plan.timetable


def test_workbook(benchmark, world, tmp_path, name):
    here = world(name)

    benchmark.pedantic(write_workbook, [here.plan, here.problem, tmp_path / "all.xlsx"], rounds=3)

    benchmark.extra_info |= {
        "meetings": len(here.plan.timetable.meetings), "kB": kilobytes(tmp_path),
    }  # fmt: skip
    assert (tmp_path / "all.xlsx").read_bytes().startswith(b"PK")


def test_calendars(benchmark, world, tmp_path, name):
    here = world(name)

    benchmark.pedantic(write_calendars, [here.plan, here.problem, tmp_path], rounds=3)

    teachers = {row.teacher for row in here.plan.timetable.meetings}
    benchmark.extra_info |= {
        "meetings": len(here.plan.timetable.meetings), "kB": kilobytes(tmp_path),
        "calendars": len(list(tmp_path.rglob("*.ics"))),
    }  # fmt: skip
    assert len(list(tmp_path.glob("teachers/*.ics"))) == len(teachers)


def test_page(benchmark, world, tmp_path, name):
    here = world(name)

    benchmark.pedantic(write_page, [here.plan, here.problem, tmp_path / "all.html"], rounds=3)

    benchmark.extra_info |= {
        "meetings": len(here.plan.timetable.meetings), "kB": kilobytes(tmp_path),
    }  # fmt: skip
    assert "</html>" in (tmp_path / "all.html").read_text("utf-8")


def kilobytes(folder):
    """How much lies in a folder."""
    return round(sum(each.stat().st_size for each in folder.rglob("*") if each.is_file()) / 1000)
