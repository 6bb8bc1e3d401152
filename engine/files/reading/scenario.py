"""From a scenario as it stands to a checked problem, or to all its faults at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.domain.areas import Area, Population, School
from engine.domain.calendar import CalendarDay, Period, Term
from engine.domain.courses import Course
from engine.domain.people import Teacher, Unavailable
from engine.domain.problem import Problem
from engine.domain.requests import Budget, LastTerm, Lock, Request
from engine.domain.settings import Settings
from engine.domain.thing import Thing
from engine.domain.venues import Room, Venue
from engine.files.checks.all_checks import CHECKS
from engine.files.checks.whole import Whole
from engine.files.reading.headings import unknown_positions
from engine.files.reading.mending import mended
from engine.files.reading.raw import Extra, RawScenario
from engine.files.reading.report import Place, Remark, Report
from engine.files.reading.rows import Sheet, extra_columns, read_rows, things
from engine.files.tables import PROVENANCE, PROVENANCE_ENDINGS

THINGS: Mapping[str, type[Thing]] = {
    "areas": Area,
    "populations": Population,
    "schools": School,
    "periods": Period,
    "calendar": CalendarDay,
    "venues": Venue,
    "rooms": Room,
    "teachers": Teacher,
    "unavailable": Unavailable,
    "courses": Course,
    "requests": Request,
    "budgets": Budget,
    "locks": Lock,
    "last_term": LastTerm,
}


@dataclass(frozen=True)
class ReadScenario:
    """A problem, the columns it does not know (kept for converting), and remarks to look at."""

    problem: Problem
    extras: Mapping[str, Extra]
    remarks: tuple[Remark, ...]


def understand(raw: RawScenario, report: Report) -> ReadScenario:
    """Read, check and build; raises BadInput with every fault of the report and of the rows."""
    tables = mended(raw.tables, report)
    sheets = {name: read_rows(table, report) for name, table in tables.items()}
    sheets["term"] = read_rows(raw.term, report)
    sheets["settings"] = read_rows(raw.settings, report)
    whole = Whole(sheets, report, raw.readings)
    for check in CHECKS:
        check(whole)
    report.refuse_if_faulty()
    problem = _build(raw, sheets, report)
    report.refuse_if_faulty()
    extras = {name: extra_columns(table) for name, table in tables.items()}
    kept = {name: extra for name, extra in extras.items() if extra.headings}
    _remark_examples(raw, sheets, report)
    _remark_unknown(raw, kept, report)
    return ReadScenario(problem, kept, report.remarks)


def _remark_examples(raw: RawScenario, sheets: Mapping[str, Sheet], report: Report) -> None:
    """One remark for all rows that were passed over as examples."""
    names = [sheet.raw.place().sheet for sheet in sheets.values() if sheet.holds_examples]
    if names:
        report.remark(
            Place(raw.file),
            f"示例行已跳过：{'、'.join(names)}。",
            f"rows of examples were passed over: {', '.join(names)}.",
        )


def _remark_unknown(raw: RawScenario, extras: Mapping[str, Extra], report: Report) -> None:
    """One remark for all columns that mean nothing to paike, one for each unknown fact."""
    strange = {
        name: [each for each in extra.headings if not _tells_origin(each)]
        for name, extra in extras.items()
    }
    columns = " ".join(f"{name}({', '.join(found)})" for name, found in strange.items() if found)
    if columns:
        report.remark(
            Place(raw.file),
            f"这些列排课不用，转换时原样保留：{columns}",
            f"columns not used, kept as they are when converted: {columns}",
        )
    for table in (raw.term, raw.settings):
        for position in unknown_positions(table):
            heading = table.headings[position]
            report.remark(
                table.place(heading=heading), "不认识这一项，没有用。", "unknown item, not used."
            )


def _tells_origin(heading: str) -> bool:
    return heading in PROVENANCE or heading.endswith(PROVENANCE_ENDINGS)


def _build(raw: RawScenario, sheets: Mapping[str, Sheet], report: Report) -> Problem:
    facts = dict(sheets["term"].rows[0].values)
    settings = sheets["settings"].rows[0].values
    for row in sheets["teachers"].rows:
        row.values["serves"] = row.values["serves"] or _lent(row.values["tier"])
    tables: dict[str, Any] = {
        name: things(kind, sheets[name], report) for name, kind in THINGS.items() if name in sheets
    }
    return Problem(
        term=Term(start=facts.pop("term_start"), weeks=facts.pop("weeks")),
        settings=Settings(**{key: value for key, value in settings.items() if value is not None}),
        readings=raw.readings,
        **facts,
        **tables,
    )


def _lent(tier: str) -> str:
    """How far a teacher is lent when the register does not say (problem statement, `serves`)."""
    return "street" if tier == "community" else "district"
