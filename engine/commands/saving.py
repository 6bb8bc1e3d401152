"""Writing what a command made: whole files only, nothing half-saved."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from engine.domain.dated import dates_of
from engine.domain.problem import Problem
from engine.domain.results import Plan
from engine.domain.thing import Thing
from engine.files.csv_tables import csv_bytes
from engine.files.formats import write_scenario
from engine.files.html_page import read_outline, write_page
from engine.files.ics_calendar import write_calendars
from engine.files.results import write_results
from engine.files.results_workbook import write_workbook
from engine.files.tables import result_table
from engine.files.whole_folder import write_folder
from engine.files.writing import written_table
from engine.refusals import Lang
from engine.repair.repair import Repaired

PAGE = "timetable.html"
WORKBOOK = "timetable.xlsx"
CALENDARS = "calendars"
OUTLINE = "outline.geojson"
SCENARIO = "scenario"


def save_tables(folder: Path, tables: Mapping[str, Sequence[Thing]]) -> None:
    """Write single result tables as CSV into a folder."""
    files = {}
    for name, rows in tables.items():
        written = written_table(result_table(name), rows)
        files[f"{name}.csv"] = csv_bytes(written.headings, written.rows)
    write_folder(folder, files)


def save_repaired(repaired: Repaired, folder: Path) -> None:
    """Write a repaired timetable, its steps, and the scenario it obeys (for `verify`)."""
    timetable = repaired.timetable
    write_scenario(repaired.problem, folder / SCENARIO)
    save_tables(
        folder,
        {
            "sections": timetable.sections,
            "timetable": timetable.meetings,
            "dates": dates_of(repaired.problem, timetable),
            "operations": repaired.operations,
        },
    )


def save_plan(plan: Plan, problem: Problem, scenario: Path, folder: Path, *, lang: Lang) -> None:
    """Write a plan in every form: tables, workbook, calendars and page.

    The border of the district on the map is `outline.geojson` of the scenario, if it has one.
    """
    border = scenario / OUTLINE
    outline = read_outline(border) if border.is_file() else None
    write_results(plan, folder)
    write_workbook(plan, problem, folder / WORKBOOK, lang=lang)
    write_calendars(plan, problem, folder / CALENDARS, lang=lang)
    write_page(plan, problem, folder / PAGE, outline=outline, lang=lang)
