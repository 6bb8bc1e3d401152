"""A folder of results: CSV tables, `verdict.json` and `certificate.json`, written and read."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from engine.domain.certificate import Certificate
from engine.domain.results import AuditLine, Idle, Plan, Published, Unserved, Verdict
from engine.domain.thing import Thing
from engine.domain.timetable import (
    DatedMeeting,
    ExceptionalWeeks,
    Meeting,
    Posting,
    Section,
    Timetable,
)
from engine.files.checks.identity import check_ids_are_unique
from engine.files.checks.whole import Whole
from engine.files.csv_tables import csv_bytes, read_csv
from engine.files.reading.json_text import compact_json_bytes, json_bytes, read_json, validated
from engine.files.reading.report import Place, Report
from engine.files.reading.rows import Sheet, read_rows, things
from engine.files.tables import result_table
from engine.files.whole.staging import staged
from engine.files.whole.sums import VERDICT, write_sums
from engine.files.writing import written_table
from engine.refusals import Lang

CERTIFICATE = "certificate.json"
AnyThing = TypeVar("AnyThing", bound=Thing)
AnyModel = TypeVar("AnyModel", bound=BaseModel)


def write_results(plan: Plan, folder: Path, *, lang: Lang = "zh") -> None:
    """Write all tables of a plan, its verdict, its certificate and their sums; all or nothing."""
    with staged(folder) as stage:
        for name, content in result_files(plan, lang=lang).items():
            (stage / name).write_bytes(content)
        write_sums(stage)


def result_files(plan: Plan, *, lang: Lang = "zh") -> Mapping[str, bytes]:
    """The files of a folder of results by name; what the engine says in them is in `lang`."""
    tables: Mapping[str, tuple[Thing, ...]] = {
        "sections": plan.timetable.sections,
        "timetable": plan.timetable.meetings,
        "exceptions": plan.timetable.exceptions,
        "closed": plan.timetable.closed,
        "dates": plan.dates,
        "unserved": plan.unserved,
        "idle": plan.idle,
        "postings": plan.postings,
        "audit": plan.audit,
    }
    return {
        **{
            f"{name}.csv": _csv(name, rows, lang)
            for name, rows in tables.items()
            if rows or not result_table(name).left_out_when_empty
        },
        VERDICT: json_bytes(plan.verdict.model_dump(mode="json")),
        CERTIFICATE: compact_json_bytes(plan.certificate.model_dump(mode="json")),
    }


def _csv(name: str, rows: tuple[Thing, ...], lang: Lang) -> bytes:
    written = written_table(result_table(name), rows, lang=lang)
    return csv_bytes(written.headings, written.rows)


def read_published(folder: Path) -> Published:
    """Read what stands in a folder of results; `sections` and `timetable` must be there.

    Whether the names in it exist, and whether it is lawful, is for the verifier to say. Raises
    BadInput with every cell that cannot be read.
    """
    reader = _Reader(folder, Report())
    sections = reader.table("sections", Section, must=True)
    meetings = reader.table("timetable", Meeting, must=True)
    exceptions = reader.table("exceptions", ExceptionalWeeks)
    closed = reader.table("closed", Section)
    published = {
        "dates": reader.table("dates", DatedMeeting),
        "unserved": reader.table("unserved", Unserved),
        "idle": reader.table("idle", Idle),
        "postings": reader.table("postings", Posting),
        "audit": reader.table("audit", AuditLine),
        "certificate": reader.document(CERTIFICATE, Certificate),
        "verdict": reader.document(VERDICT, Verdict),
    }
    reader.report.refuse_if_faulty()
    timetable = Timetable(
        sections=sections or (),
        meetings=meetings or (),
        exceptions=exceptions or (),
        closed=closed or (),
    )
    return Published.model_validate({"timetable": timetable, **published})


class _Reader:
    """Reads the files of one folder, collecting the faults of all of them."""

    def __init__(self, folder: Path, report: Report) -> None:
        self.folder = folder
        self.report = report

    def table(
        self, name: str, kind: type[AnyThing], *, must: bool = False
    ) -> tuple[AnyThing, ...] | None:
        path = self.folder / f"{name}.csv"
        if not path.exists():
            if must:
                self._fault_missing(path, name)
            return None
        raw = read_csv(result_table(name), path, self.report)
        if raw is None:
            return None
        sheet = read_rows(raw, self.report)
        check_ids_are_unique(Whole({name: sheet}, self.report))
        if name in ("sections", "closed"):
            _check_learners_add_up(sheet, self.report)
        return () if self.report.faulty else things(kind, sheet, self.report)

    def document(self, name: str, kind: type[AnyModel]) -> AnyModel | None:
        path = self.folder / name
        if not path.exists():
            return None
        content = read_json(path, self.report)
        return None if content is None else validated(kind, content, name, self.report)

    def _fault_missing(self, path: Path, name: str) -> None:
        self.report.fault(
            Place(path.name, name),
            "",
            expected=("求解写出的这个文件", "the file that solve writes"),
            fix=("给出求解结果的文件夹。", "Give the folder that solve wrote."),
        )


def _check_learners_add_up(sheet: Sheet, report: Report) -> None:
    for row in sheet.rows:
        requests, shares = row.values.get("requests"), row.values.get("learners_by_request")
        if requests is None or shares is None:
            continue
        if len(requests) != len(shares):
            report.fault(
                sheet.place(row, "learners_by_request"),
                ";".join(map(str, shares)),
                expected=(
                    f"{len(requests)} 个数，每个需求一个",
                    f"{len(requests)} numbers, one a request",
                ),
                fix=("恢复求解写出的文件。", "Restore the file that solve wrote."),
            )
        elif row.values.get("learners", sum(shares)) != sum(shares):
            report.fault(
                sheet.place(row, "learners"),
                str(row.values["learners"]),
                expected=(f"各需求人数之和 {sum(shares)}", f"the sum of its parts, {sum(shares)}"),
                fix=("恢复求解写出的文件。", "Restore the file that solve wrote."),
            )
