"""JSON files: written with fixed bytes, read with every fault named by its path."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError

from engine.files.reading.encodings import read_text
from engine.files.reading.report import Place, Report

AnyModel = TypeVar("AnyModel", bound=BaseModel)
Value: TypeAlias = Any  # JSON may hold anything


def json_bytes(content: object) -> bytes:
    """Write plain data as JSON: a line a field, a line a row of a table, Chinese readable."""
    return f"{_lined(content)}\n".encode()


def compact_json_bytes(content: object) -> bytes:
    """Write plain data as JSON on a single line."""
    return f"{_compact(content)}\n".encode()


def _lined(content: object) -> str:
    if isinstance(content, Mapping) and content:
        fields = (f"{_compact(key)}: {_lined(value)}" for key, value in content.items())
        return "{\n" + ",\n".join(fields) + "\n}"
    if isinstance(content, list | tuple) and any(
        isinstance(row, Mapping | list | tuple) for row in content
    ):
        return "[\n" + ",\n".join(_compact(row) for row in content) + "\n]"
    return _compact(content)


def _compact(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def read_json(path: Path, report: Report) -> Value | None:
    """Read a JSON file; None when it cannot be read, which is then reported."""
    text = read_text(path, report)
    if text is None:
        return None
    try:
        return _parsed(text)
    except json.JSONDecodeError as error:
        _fault_malformed(Place(path.name, row=error.lineno), error.msg, report)
    except (ValueError, RecursionError) as error:
        _fault_malformed(Place(path.name), str(error), report)
    return None


def _parsed(text: str) -> Value:
    content = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_each_once)
    json.dumps(content, ensure_ascii=False).encode()  # half a surrogate pair is no text
    return content


def validated(kind: type[AnyModel], content: object, file: str, report: Report) -> AnyModel | None:
    """Make a model of JSON data; None when it refuses, with every fault named by its path."""
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        for each in error.errors(include_url=False, include_context=False):
            found = str(each.get("input", ""))
            report.fault(
                Place(file, column=json_path(each["loc"])),
                found,
                expected=(f"符合格式的值({each['msg']})", each["msg"]),
                fix=("恢复求解写出的文件。", "Restore the file that solve wrote."),
            )
        return None


def json_path(steps: tuple[int | str, ...]) -> str:
    """Write the way to a value: `problem.teachers[3].level`."""
    path = ""
    for step in steps:
        path += f"[{step}]" if isinstance(step, int) else f".{step}"
    return path.removeprefix(".")


def _each_once(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    """Refuse a name that stands twice, of which one would be lost without a word."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(
            name for name, count in Counter(name for name, _ in pairs).items() if count > 1
        )
        raise ValueError(f"{twice[:40]!r} stands twice in one object")
    return found


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number of JSON")


def _fault_malformed(place: Place, found: str, report: Report) -> None:
    report.fault(
        place,
        found,
        expected=("完整的 JSON", "well-formed JSON"),
        fix=("恢复原来的文件，或重新导出。", "Restore the file, or export it again."),
    )
