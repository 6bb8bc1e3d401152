"""Incidents as a clerk gives them: short words on the command line, or a list in a file."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from engine.domain.incident import Incident
from engine.refusals import BadInput, Fault

_INCIDENTS: TypeAdapter[list[Incident]] = TypeAdapter(list[Incident])
_CANCELLED = "request_cancelled"


def incidents_from(file: Path | None, given: Mapping[str, Sequence[str]]) -> list[Incident]:
    """Read the incidents of a file and of the options; raises BadInput with every fault."""
    rows = [*_rows_of(file), *(_row(kind, text) for kind, each in given.items() for text in each)]
    if not rows:
        raise BadInput(
            [
                _fault(
                    "",
                    "",
                    ("至少一项变动", "at least one change"),
                    (
                        "用 --teacher-away、--room-away、--venue-away、--cancel 或 --changes 给出。",
                        "Give --teacher-away, --room-away, --venue-away, --cancel or --changes.",
                    ),
                )
            ]
        )
    try:
        return _INCIDENTS.validate_python(rows)
    except ValidationError as error:
        name = file.name if file else "paike repair"
        raise BadInput(_faults(error, name)) from error


def _row(kind: str, text: str) -> dict[str, Any]:
    if kind == _CANCELLED:
        return {"kind": kind, "id": text}
    # Ids may hold colons themselves; dates never do.
    ident, *dates = text.rsplit(":", 2)
    if len(dates) != 2:
        raise BadInput(
            [
                _fault(
                    f"--{kind.replace('_', '-')}",
                    text,
                    ("编号:开始日期:结束日期", "ID:FROM:TO"),
                    (
                        "例如 T-0001:2026-10-12:2026-10-23。",
                        "For example T-0001:2026-10-12:2026-10-23.",
                    ),
                )
            ]
        )
    return {"kind": kind, "id": ident, "from_date": dates[0], "to_date": dates[1]}


def _rows_of(file: Path | None) -> list[Any]:
    if file is None:
        return []
    try:
        content = yaml.safe_load(file.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadInput([_unreadable(file, str(error))]) from error
    if not isinstance(content, list):
        raise BadInput([_unreadable(file, type(content).__name__)])
    return content


def _unreadable(file: Path, found: str) -> Fault:
    return _fault(
        file.name,
        found[:200],
        ("一个变动清单(YAML 或 JSON 列表)", "a list of changes, YAML or JSON"),
        ("参照 docs/howto/repair.md。", "See docs/howto/repair.md."),
    )


def _faults(error: ValidationError, name: str) -> list[Fault]:
    return [
        Fault(
            file=name,
            sheet="",
            row=int(each["loc"][0]) + 1 if each["loc"] else 0,
            column=".".join(str(part) for part in each["loc"][1:]),
            found=str(each["input"])[:80],
            expected=(f"允许的值({each['msg']})", each["msg"]),
            fix=("参照 docs/howto/repair.md。", "See docs/howto/repair.md."),
        )
        for each in error.errors()
    ]


def _fault(file: str, found: str, expected: tuple[str, str], fix: tuple[str, str]) -> Fault:
    return Fault(
        file=file or "paike repair",
        sheet="",
        row=0,
        column="",
        found=found,
        expected=expected,
        fix=fix,
    )
