"""Differences between two timetables as operations that turn one into the other exactly."""

import json
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self, TypeVar

from engine.domain.thing import Thing
from engine.domain.timetable import ExceptionalWeeks, Meeting, Section, Timetable
from engine.refusals import UnknownName
from engine.repair.operations import ABOUT_EXCEPTIONS, Kind, Operation

Key = tuple[str, int]
AnyKey = TypeVar("AnyKey", bound=Hashable)
AnyThing = TypeVar("AnyThing", bound=Thing)

# Which fields of a row each kind of operation sets, in the order they are told.
FIELDS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    ("moved", ("period", "weeks")),
    ("teacher changed", ("teacher",)),
    ("room changed", ("room",)),
    ("mode changed", ("mode",)),
)
OTHERWISE: dict[str, Kind] = {"held": "held otherwise", "lost": "given up", "before": "not begun"}


def between(old: Timetable, new: Timetable) -> tuple[Operation, ...]:
    """List the operations that turn the old timetable into the new one, sorted by section."""
    before, after = _Rows.of(old), _Rows.of(new)
    found = [
        *_section_steps(before, after),
        *_meeting_steps(before.meetings, after.meetings),
        *_exception_steps(before.exceptions, after.exceptions),
    ]
    return tuple(sorted(found, key=_order))


def applied(old: Timetable, operations: Iterable[Operation]) -> Timetable:
    """Carry out operations on a timetable, its rows in the fixed order of the files.

    Raises UnknownName for an operation that finds something else than it takes away.
    """
    rows = _Rows.of(old)
    for step in operations:
        if step.kind == "ended":
            _carry_out(step, rows.closed, step.section, Section)
        elif step.kind in ABOUT_EXCEPTIONS:
            weeks = str(_read(step.before or step.after)["weeks"])
            _carry_out(step, rows.exceptions, (step.section, step.meeting, weeks), ExceptionalWeeks)
        elif step.meeting:
            _carry_out(step, rows.meetings, (step.section, step.meeting), Meeting)
        else:
            _carry_out(step, rows.sections, step.section, Section)
    return in_order(
        rows.sections.values(),
        rows.meetings.values(),
        exceptions=rows.exceptions.values(),
        closed=rows.closed.values(),
    )


def in_order(
    sections: Iterable[Section],
    meetings: Iterable[Meeting],
    *,
    exceptions: Iterable[ExceptionalWeeks] = (),
    closed: Iterable[Section] = (),
) -> Timetable:
    """Build a timetable with its rows in the fixed order of the files."""
    return Timetable(
        sections=tuple(sorted(sections, key=lambda section: section.id)),
        meetings=tuple(sorted(meetings, key=lambda row: (row.section, row.meeting))),
        exceptions=tuple(sorted(exceptions, key=_by_weeks)),
        closed=tuple(sorted(closed, key=lambda section: section.id)),
    )


def changed_sections(operations: Iterable[Operation]) -> frozenset[str]:
    """The sections whose placement the operations touch."""
    return frozenset(step.section for step in operations if step.meeting)


@dataclass
class _Rows:
    """The rows of a timetable by what names them."""

    sections: dict[str, Section] = field(default_factory=dict)
    meetings: dict[Key, Meeting] = field(default_factory=dict)
    exceptions: dict[tuple[str, int, str], ExceptionalWeeks] = field(default_factory=dict)
    closed: dict[str, Section] = field(default_factory=dict)

    @classmethod
    def of(cls, timetable: Timetable) -> Self:
        """Lay the rows of a timetable out."""
        return cls(
            {section.id: section for section in timetable.sections},
            {(row.section, row.meeting): row for row in timetable.meetings},
            {(row.section, row.meeting, str(row.weeks)): row for row in timetable.exceptions},
            {section.id: section for section in timetable.closed},
        )


def _by_weeks(row: ExceptionalWeeks) -> tuple[str, int, int, str]:
    return row.section, row.meeting, row.weeks.numbers[0], str(row.weeks)


def _order(step: Operation) -> tuple[str, int, bool, Kind, str, str]:
    """By section and meeting; a new exception comes after the one it takes the place of."""
    late = step.kind in ABOUT_EXCEPTIONS and bool(step.after)
    return step.section, step.meeting, late, step.kind, step.before, step.after


def _section_steps(old: _Rows, new: _Rows) -> Iterator[Operation]:
    for name in sorted(old.sections.keys() | new.sections.keys()):
        before, after = old.sections.get(name), new.sections.get(name)
        if before == after:
            continue
        kind: Kind = "learners changed"
        if before is None or after is None:
            kind = "section opened" if before is None else "section closed"
        yield _step(kind, (name, 0), _whole(before), _whole(after))
    for name in sorted(old.closed.keys() | new.closed.keys()):
        before, after = old.closed.get(name), new.closed.get(name)
        if before != after:
            yield _step("ended", (name, 0), _whole(before), _whole(after))


def _meeting_steps(old: dict[Key, Meeting], new: dict[Key, Meeting]) -> Iterator[Operation]:
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key), new.get(key)
        if before is None or after is None:
            kind: Kind = "new" if before is None else "lost"
            yield _step(kind, key, _whole(before), _whole(after))
        else:
            yield from _field_steps(key, before, after)


def _exception_steps(
    old: Mapping[tuple[str, int, str], ExceptionalWeeks],
    new: Mapping[tuple[str, int, str], ExceptionalWeeks],
) -> Iterator[Operation]:
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key), new.get(key)
        if before is not None and before != after:
            yield _step("exception lifted", key[:2], _whole(before), {})
        if after is not None and before != after:
            yield _step(OTHERWISE[after.kind], key[:2], {}, _whole(after))


def _field_steps(key: Key, before: Meeting, after: Meeting) -> Iterator[Operation]:
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    for kind, fields in FIELDS:
        was = {name: old[name] for name in fields}
        now = {name: new[name] for name in fields}
        if was != now:
            yield _step(kind, key, was, now)


def _whole(thing: Thing | None) -> dict[str, object]:
    return {} if thing is None else thing.model_dump(mode="json")


def _step(
    kind: Kind, key: Key, before: Mapping[str, object], after: Mapping[str, object]
) -> Operation:
    return Operation(
        kind=kind, section=key[0], meeting=key[1], before=_json(before), after=_json(after)
    )


def _json(fields: Mapping[str, object]) -> str:
    return json.dumps(fields, ensure_ascii=False) if fields else ""


def _read(side: str) -> dict[str, object]:
    fields: dict[str, object] = json.loads(side or "{}")
    return fields


def _carry_out(
    step: Operation, rows: dict[AnyKey, AnyThing], key: AnyKey, kind: type[AnyThing]
) -> None:
    """Do one step; refuse it when what it takes away is not there, or something else is."""
    there, taken, put = _whole(rows.get(key)), _read(step.before), _read(step.after)
    if {name: there.get(name) for name in taken or there} != taken:
        raise UnknownName(
            f"这一步与课表不符：{step.kind} {step.section}（第 {step.meeting} 次课）。",
            f"This step does not fit the timetable: {step.kind} {step.section} ({step.meeting}).",
        )
    if put:
        rows[key] = kind.model_validate(there | put)
    else:
        del rows[key]
