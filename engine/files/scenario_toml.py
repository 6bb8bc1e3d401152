"""`scenario.toml`: the facts of a scenario that no table holds."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from engine.files.reading.encodings import read_text
from engine.files.reading.raw import RawTable, one_row
from engine.files.reading.report import Place, Report
from engine.files.tables import SETTINGS, TERM, Column, KindName, Table
from engine.files.writing import WrittenScenario

_TYPES: Mapping[KindName, tuple[type, ...]] = {
    "text": (str,),
    "code": (str,),
    "whole": (int,),
    "number": (int, float),
    "date": (date, str),
}
_EXPECTED: Mapping[KindName, tuple[str, str]] = {
    "text": ("带英文双引号的文字", "a text in double quotes"),
    "code": ("带英文双引号的文字", "a text in double quotes"),
    "whole": ("不带引号的整数", "a whole number without quotes"),
    "number": ("不带引号的数字", "a number without quotes"),
    "date": ("日期，如 2026-09-07", "a date such as 2026-09-07"),
}


MOST_BYTES = 1024 * 1024
_LAST_OF_TWO_BYTES = "\u07ff"
Pairs = tuple[tuple[str, str], ...]
Facts = tuple[RawTable, RawTable, Pairs]


def read_toml(path: Path, report: Report) -> Facts:
    """Read the file as it stands; when it cannot be read, that is reported and its items are void."""
    if not path.is_file():
        _fault_missing(path, report)
    text = read_text(path, report, most=MOST_BYTES) if path.is_file() else None
    content = None if text is None else _parsed(text, path.name, report)
    if text is None or content is None:
        return _void(TERM, path.name), _void(SETTINGS, path.name), ()
    where = path.name, dict(_lines(text))
    own = {key: value for key, value in content.items() if key not in ("settings", "readings")}
    settings = _section(content, "settings", where, report)
    readings = _section(content, "readings", where, report)
    return (
        _table(TERM, own, where, report),
        _table(SETTINGS, settings, where, report),
        _pairs(readings, where, report),
    )


def _void(table: Table, file: str) -> RawTable:
    """Facts none of which could be read, which was reported."""
    cells = {column.key: None for column in table.columns}
    return one_row(table, lambda _, key: Place(file, column=key), cells)


def _fault_missing(path: Path, report: Report) -> None:
    report.fault(
        Place(path.name),
        "",
        expected=("文件 scenario.toml", "the file scenario.toml"),
        fix=(
            "补上它，至少写 name、term_start、weeks、rule_pack。",
            "Add it with at least name, term_start, weeks and rule_pack.",
        ),
    )


def _parsed(text: str, file: str, report: Report) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        report.fault(
            Place(file, row=int(line[1]) if line else 0),
            str(error),
            expected=("TOML:每行 项 = 值", "TOML: key = value on every line"),
            fix=(
                "改正这一行，文字要加英文双引号。",
                "Correct the line; texts stand in double quotes.",
            ),
        )
        return None


Where = tuple[str, Mapping[str, int]]  # the file, and the line on which each key stands


def _section(
    content: Mapping[str, Any], name: str, where: Where, report: Report
) -> Mapping[str, Any]:
    section = content.get(name, {})
    if isinstance(section, dict):
        return section
    _fault_type(
        Place(where[0], "", where[1].get(name, 0), name),
        section,
        ("一节，写成 [" + name + "]", f"a section [{name}]"),
        report,
    )
    return {}


def _table(table: Table, found: Mapping[str, Any], where: Where, report: Report) -> RawTable:
    columns = {column.key: column for column in table.columns}
    cells = {
        key: _cell(value, columns.get(key), Place(where[0], "", where[1].get(key, 0), key), report)
        for key, value in found.items()
    }
    return one_row(table, lambda _, key: Place(where[0], "", where[1].get(key, 0), key), cells)


def _cell(value: object, column: Column | None, place: Place, report: Report) -> str | None:
    if column is None:
        return ""
    right = isinstance(value, _TYPES[column.kind]) and not isinstance(value, bool)
    if right:
        return str(value).strip()
    _fault_type(place, value, _EXPECTED[column.kind], report)
    return None


def _fault_type(place: Place, value: object, expected: tuple[str, str], report: Report) -> None:
    found = "true" if value is True else "false" if value is False else str(value)
    report.fault(
        place,
        found,
        expected=expected,
        fix=("按这一项的类型填写。", "Write it in the type of this item."),
    )


def _pairs(found: Mapping[str, Any], where: Where, report: Report) -> Pairs:
    pairs = []
    for key, value in _flat(found):
        if isinstance(value, list | bool) or not isinstance(value, str | int | float):
            place = Place(where[0], "", where[1].get(key, 0), f"readings.{key}")
            _fault_type(place, value, ("文字或数字", "a text or a number"), report)
        else:
            pairs.append((key, str(value)))
    return tuple(sorted(pairs))


def _flat(found: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in found.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """The line on which each key stands; the last of two wins, as sections have few."""
    for number, line in enumerate(text.splitlines(), start=1):
        form = re.match(r"""\s*\[?\s*["']?([\w.-]+)["']?\s*[=\]]""", line)
        if form:
            yield form[1], number


def write_toml(written: WrittenScenario) -> bytes:
    """Write the file: the facts line by line, then the settings and readings that differ."""
    facts = [_line(column, written.term[column.key]) for column in TERM.columns]
    settings = [f"{key} = {value}" for key, value in written.settings.items()]
    readings = [f"{_key(key)} = {_quoted(value)}" for key, value in written.readings]
    lines = [line for line in facts if line]
    lines += ["", "[settings]", *settings]
    lines += ["", "[readings]", *readings] if readings else []
    return ("\n".join(lines) + "\n").encode()


def _line(column: Column, cell: str) -> str:
    if not cell:
        return ""
    bare = column.kind in ("whole", "number", "date")
    return f"{column.key} = {cell if bare else _quoted(cell)}"


def _key(name: str) -> str:
    return name if re.fullmatch(r"[\w-]+", name, re.ASCII) else _quoted(name)


def _quoted(text: str) -> str:
    # JSON's escapes are TOML's, so that Chinese stays readable and quotes are safe. Without a
    # Chinese character beside them, two-byte letters could be read as GBK: they are escaped.
    return json.dumps(text, ensure_ascii=max(text, default="") <= _LAST_OF_TWO_BYTES)
