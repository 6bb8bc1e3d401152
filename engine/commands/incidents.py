"""Incidents as a clerk gives them: a list in a file, or short words on the command line."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from engine.domain.incident import Away, Incident, RequestAdded
from engine.domain.thing import Thing
from engine.files.reading.kinds import read_cell, write_cell
from engine.files.reading.plain import Wrong, trimmed
from engine.files.tables import Column, table
from engine.refusals import BadInput, Fault
from engine.sweeps.yaml_lines import Yaml

AnyThing = TypeVar("AnyThing", bound=Thing)
_INCIDENT: TypeAdapter[Incident] = TypeAdapter(Incident)
_CANCELLED = "request_cancelled"
_FIX = ("参照 docs/howto/repair.md。", "See docs/howto/repair.md.")
_OPTIONS = "--teacher-away --room-away --venue-away --cancel --changes"
LONGEST_QUOTE = 80
Place = tuple[str, int]  # a file and a row of it, or an option and 0
Given = tuple[Place, Any]  # where it stands, and what stands there


@dataclass(frozen=True)
class GivenIncidents:
    """Incidents, and where each of them was given."""

    incidents: tuple[Incident, ...]
    places: tuple[Place, ...]

    @contextmanager
    def telling_places(self) -> Iterator[None]:
        """Say where an incident was given, when what is done with them refuses it by its row."""
        try:
            yield
        except BadInput as bad:
            raise BadInput(self._placed(fault) for fault in bad.faults) from bad

    def _placed(self, fault: Fault) -> Fault:
        if not fault.row:
            return fault  # of no incident
        file, row = self.places[fault.row - 1]
        return replace(fault, file=file, row=row)


def given_incidents(file: Path | None, options: Mapping[str, Sequence[str]]) -> GivenIncidents:
    """Read the incidents of a file and of the options; raises BadInput with every fault."""
    words = [(kind, text) for kind, each in options.items() for text in each]
    given = [*_in_file(file), *(_in_words(kind, text) for kind, text in words)]
    if not given:
        fix = f"用 {_OPTIONS} 给出。", f"Give {_OPTIONS}."
        raise BadInput([_fault("paike repair", "", ("至少一项变动", "at least one change"), fix)])
    incidents: list[Incident] = []
    faults: list[Fault] = []
    for place, row in given:
        try:
            incident = _INCIDENT.validate_python(row)
        except ValidationError as error:
            faults += _faults(error, place)
            continue
        incidents.append(_as_in_the_tables(incident, place, faults))
    if faults:
        raise BadInput(faults)
    return GivenIncidents(tuple(incidents), tuple(place for place, _ in given))


def _in_words(kind: str, text: str) -> Given:
    if kind == _CANCELLED:
        return (f"--cancel {text}", 0), {"kind": kind, "id": text}
    option = f"--{kind.replace('_', '-')}"
    # Ids may hold colons themselves; dates never do.
    name, *dates = text.rsplit(":", 2)
    if len(dates) != 2:
        example = "T0001:2026-10-12:2026-10-23"
        expected = "ID:FROM:TO（编号、起、止，日期可空）", "ID:FROM:TO, a date may be empty"
        raise BadInput([_fault(option, text, expected, (f"例如 {example}。", f"As in {example}."))])
    first, last = (each or None for each in dates)
    return (f"{option} {text}", 0), {"kind": kind, "id": name, "from_date": first, "to_date": last}


def _in_file(file: Path | None) -> list[Given]:
    if file is None:
        return []
    try:
        content = Yaml(file.read_text("utf-8-sig"), file.name).content
    except OSError as error:
        raise _unreadable(file, error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise _unreadable(file, str(error)) from error
    if not isinstance(content, list):
        raise _unreadable(file, type(content).__name__)
    return [((file.name, number), row) for number, row in enumerate(content, start=1)]


def _unreadable(file: Path, found: str) -> BadInput:
    expected = "一个变动清单（YAML 或 JSON 列表）", "a list of changes, YAML or JSON"
    return BadInput([_fault(file.name, found[:LONGEST_QUOTE], expected, _FIX)])


def _faults(error: ValidationError, place: Place) -> Iterator[Fault]:
    file, row = place
    for each in error.errors():
        found = "" if each["type"] == "missing" else str(each["input"])[:LONGEST_QUOTE]
        # The first part of the place is the kind of incident, which the row says itself.
        column = ".".join(str(part) for part in each["loc"][1:])
        expected = f"允许的值（{each['msg']}）", each["msg"]
        yield replace(_fault(file, found, expected, _FIX), row=row, column=column)


def _as_in_the_tables(incident: Incident, place: Place, faults: list[Fault]) -> Incident:
    """Read what will be written into a table just as that table's cells are read."""
    if isinstance(incident, RequestAdded):
        request = _read_again(incident.request, table("requests").columns, place, faults)
        return incident.model_copy(update={"request": request})
    if isinstance(incident, Away):
        reason = [each for each in table("unavailable").columns if each.key == "reason"]
        return _read_again(incident, reason, place, faults)
    return incident


def _read_again(
    thing: AnyThing, columns: Sequence[Column], place: Place, faults: list[Fault]
) -> AnyThing:
    file, row = place
    read = {}
    for column in columns:
        cell = write_cell(getattr(thing, column.key), column)
        try:
            read[column.key] = read_cell(trimmed(cell), column)
        except Wrong as wrong:
            fault = _fault(file, cell[:LONGEST_QUOTE], wrong.expected, wrong.fix)
            faults.append(replace(fault, row=row, column=column.key))
    return thing.model_copy(update=read)


def _fault(file: str, found: str, expected: tuple[str, str], fix: tuple[str, str]) -> Fault:
    return Fault(file=file, sheet="", row=0, column="", found=found, expected=expected, fix=fix)
