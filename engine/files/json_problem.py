"""A scenario as one JSON file: the fields of the problem behind a header that names the format."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.domain.problem import Problem
from engine.files.reading.grids import empty_table
from engine.files.reading.json_tables import JsonReader
from engine.files.reading.json_text import json_bytes, read_json
from engine.files.reading.raw import Extra, RawScenario, RawTable
from engine.files.reading.report import Report, refusal
from engine.files.tables import SETTINGS, TABLES, TERM, Table

FORMAT = "paike-scenario"
VERSION = 1
_NO_FACTS = {table.name for table in TABLES} | {"term", "settings", "readings"}
_TERM_PATHS = {"term_start": ("problem", "term", "start"), "weeks": ("problem", "term", "weeks")}
_SETTINGS_PATHS = {each.key: ("problem", "settings", each.key) for each in SETTINGS.columns}

Object = Mapping[str, Any]


def problem_bytes(problem: Problem, extras: Mapping[str, Extra]) -> bytes:
    """Write a problem as JSON; columns that paike does not know stand beside it."""
    content: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "problem": problem.model_dump(mode="json"),
    }
    if extras:
        content["extra_columns"] = {
            name: {"headings": extra.headings, "rows": extra.rows} for name, extra in extras.items()
        }
    return json_bytes(content)


def read_problem(path: Path, report: Report) -> RawScenario:
    """Read a JSON scenario as it stands; raises BadInput when it is no JSON of this format."""
    content = read_json(path, report)
    report.refuse_if_faulty()
    document = _document(content, path.name)
    problem, extras = document["problem"], document.get("extra_columns", {})
    reader = JsonReader(path.name, report)
    found = {table.name: _table(reader, table, problem, extras) for table in TABLES}
    return RawScenario(
        file=path.name,
        term=_term(reader, problem),
        settings=reader.facts(SETTINGS, _inner(reader, problem, "settings"), _SETTINGS_PATHS),
        readings=_readings(reader, problem),
        tables={name: table for name, table in found.items() if table is not None},
    )


def _document(content: object, file: str) -> Object:
    document: dict[str, Any] = content if isinstance(content, dict) else {}
    named = (document.get("format"), document.get("version"))
    if named == (FORMAT, VERSION) and isinstance(document.get("problem"), dict):
        return document
    raise refusal(
        file,
        f"format={named[0]}, version={named[1]}",
        expected=(
            f'含 "format": "{FORMAT}"、"version": {VERSION} 和 "problem" 的 JSON',
            f'JSON with "format": "{FORMAT}", "version": {VERSION} and "problem"',
        ),
        fix=("用 paike convert 重新导出。", "Export it again with paike convert."),
    )


def _term(reader: JsonReader, problem: Object) -> RawTable:
    term = _inner(reader, problem, "term")
    facts = {key: value for key, value in problem.items() if key not in _NO_FACTS}
    dated = {"term_start": term.get("start"), "weeks": term.get("weeks")}
    return reader.facts(TERM, facts | dated, _TERM_PATHS)


def _inner(reader: JsonReader, problem: Object, key: str) -> Object:
    found = problem.get(key, {})
    if isinstance(found, dict):
        return found
    reader.fault_shape(("problem", key), found)
    return {}


def _readings(reader: JsonReader, problem: Object) -> tuple[tuple[str, str], ...]:
    found = problem.get("readings", [])
    pairs = found if isinstance(found, list) else [found]
    right = [pair for pair in pairs if isinstance(pair, list) and [*map(type, pair)] == [str, str]]
    if len(right) < len(pairs):
        reader.fault_shape(("problem", "readings"), found)
    return tuple((key, value) for key, value in right)


def _table(reader: JsonReader, table: Table, problem: Object, extras: object) -> RawTable | None:
    if table.may_be_absent and table.name not in problem:
        return empty_table(table, reader.file)
    raw = reader.table(table, problem.get(table.name))
    extra = extras.get(table.name) if isinstance(extras, dict) else extras
    return raw if raw is None or extra is None else reader.with_extra(raw, extra)
