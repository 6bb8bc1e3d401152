"""Writing what a command made: every folder of results appears whole, or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from engine.commands.reading import Outline
from engine.domain.problem import Problem
from engine.domain.results import Plan, Published
from engine.domain.thing import Thing
from engine.explanation.explain import Explanation
from engine.files.border import carry_border
from engine.files.csv_tables import csv_bytes
from engine.files.formats import Extras, write_scenario
from engine.files.html_page import write_page
from engine.files.ics_calendar import write_calendars
from engine.files.reading.raw import Extra
from engine.files.results import CERTIFICATE, write_results
from engine.files.results_workbook import write_workbook
from engine.files.tables import RESULT_TABLES, result_table
from engine.files.whole.staging import check_writable, staged
from engine.files.whole.sums import SUMS, VERDICT, read_sums, write_sums
from engine.files.writing import written_table
from engine.refusals import BadInput, Fault, Lang
from engine.repair.repair import Repaired

PAGE = "timetable.html"
WORKBOOK = "timetable.xlsx"
CALENDARS = "calendars"
SCENARIO = "scenario"
OWN = (
    VERDICT,
    SUMS,
    CERTIFICATE,
    PAGE,
    WORKBOOK,
    f"{CALENDARS}/teachers",
    f"{CALENDARS}/venues",
    *(f"{table.name}.csv" for table in RESULT_TABLES),
)


@dataclass(frozen=True)
class Look:
    """How a plan is published: the border on the map, the moment (None: none), the language."""

    outline: Outline | None
    stamp: datetime | None
    lang: Lang


def check_saved_at(folder: Path | None) -> None:
    """Refuse a folder that cannot be written before anything takes long; none is asked for."""
    if folder is not None:
        check_writable(folder)


def save_tables(folder: Path, tables: Mapping[str, Sequence[Thing]], lang: Lang) -> None:
    """Write single result tables as CSV into a folder, one of results included."""
    with _added_to(folder) as stage:
        _write_tables(stage, tables, lang)


def save_plan(plan: Plan, problem: Problem, folder: Path, look: Look) -> None:
    """Write a plan in every form: tables, workbook, calendars and page."""
    with staged(folder, stale=OWN) as stage:
        _write_plan(stage, plan, problem, look)
        write_sums(stage)


def save_explained(
    told: Explanation, published: Published, problem: Problem, folder: Path, look: Look
) -> None:
    """Write an explanation into the folder it explains: tables, and what shows them to people.

    Workbook and page stay as they are where the folder does not hold all that they show.
    """
    rows = {"unserved": told.unserved, "idle": told.idle}
    everything = {**dict(published), **rows}
    with _added_to(folder) as stage:
        _write_tables(stage, rows, look.lang)
        if all(everything[name] is not None for name in Plan.model_fields):
            plan = Plan.model_validate(everything)
            write_workbook(plan, problem, stage / WORKBOOK, stamp=look.stamp, lang=look.lang)
            write_page(plan, problem, stage / PAGE, outline=look.outline, lang=look.lang)


def save_repaired(
    repaired: Repaired, plan: Plan, folder: Path, look: Look, *, extras: Extras, source: Path
) -> None:
    """Write a repaired plan in every form, its operations, and the scenario it obeys.

    `source` is the scenario before; its border goes along.
    """
    with staged(folder, stale=OWN) as stage:
        _write_plan(stage, plan, repaired.problem, look)
        _write_tables(stage, {"operations": repaired.operations}, look.lang)
        write_scenario(repaired.problem, stage / SCENARIO, extras)
        carry_border(source, stage / SCENARIO)
        write_sums(stage)


def check_apart(folder: Path, scenario: Path) -> None:
    """Refuse a folder in which the repaired scenario would take the place of the given one."""
    if (folder / SCENARIO).resolve() == scenario.resolve():
        fault = Fault(
            file=str(folder),
            sheet="",
            row=0,
            column="",
            found=str(scenario),
            expected=("另一个文件夹，原场景要保留", "another folder: the scenario is to stay"),
            fix=("用 --out 给出新的文件夹。", "Give a new folder with --out."),
        )
        raise BadInput([fault])


def carried_over(extras: Extras, before: Problem, after: Problem) -> Extras:
    """The columns that paike does not know, for the rows that are still there; else empty."""
    carried = {}
    for name, extra in extras.items():
        known = dict(zip(getattr(before, name), extra.rows, strict=False))
        blank = ("",) * len(extra.headings)
        rows = tuple(known.get(row, blank) for row in getattr(after, name))
        carried[name] = Extra(extra.headings, rows)
    return carried


@contextmanager
def _added_to(folder: Path) -> Iterator[Path]:
    """Give an empty folder whose files join those of `folder`, and its list if it has one."""
    earlier = read_sums(folder)
    with staged(folder) as stage:
        yield stage
        if earlier:
            write_sums(stage, earlier)


def _write_plan(stage: Path, plan: Plan, problem: Problem, look: Look) -> None:
    write_results(plan, stage, lang=look.lang)
    write_workbook(plan, problem, stage / WORKBOOK, stamp=look.stamp, lang=look.lang)
    write_calendars(plan, problem, stage / CALENDARS, stamp=look.stamp, lang=look.lang)
    write_page(plan, problem, stage / PAGE, outline=look.outline, lang=look.lang)


def _write_tables(stage: Path, tables: Mapping[str, Sequence[Thing]], lang: Lang) -> None:
    for name, rows in tables.items():
        written = written_table(result_table(name), rows, lang=lang)
        (stage / f"{name}.csv").write_bytes(csv_bytes(written.headings, written.rows))
