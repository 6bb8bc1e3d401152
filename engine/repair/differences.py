"""Differences between two timetables as operations that turn one into the other exactly."""

import json
from collections.abc import Iterable, Iterator, Mapping

from engine.domain.timetable import Meeting, Section, Timetable
from engine.refusals import UnknownName
from engine.repair.operations import Kind, Operation

Key = tuple[str, int]

# Which fields of a row each kind of operation sets, in the order they are told.
FIELDS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    ("moved", ("period", "weeks")),
    ("teacher changed", ("teacher",)),
    ("room changed", ("room",)),
    ("mode changed", ("mode",)),
)


def between(old: Timetable, new: Timetable) -> tuple[Operation, ...]:
    """List the operations that turn the old timetable into the new one, sorted by section."""
    found = [*_section_steps(old, new), *_meeting_steps(_rows(old), _rows(new))]
    return tuple(sorted(found, key=lambda step: (step.section, step.meeting, step.kind)))


def applied(old: Timetable, operations: Iterable[Operation]) -> Timetable:
    """Carry out operations on a timetable, its rows in the fixed order of the files.

    Raises UnknownName for an operation that finds something else than it takes away.
    """
    sections, rows = dict(old.section), _rows(old)
    for step in operations:
        _check_fits(step, sections, rows)
        if step.meeting == 0:
            _set_section(sections, step)
        else:
            _set_row(rows, step)
    return in_order(sections.values(), rows.values())


def in_order(sections: Iterable[Section], meetings: Iterable[Meeting]) -> Timetable:
    """Build a timetable with its rows in the fixed order of the files."""
    return Timetable(
        sections=tuple(sorted(sections, key=lambda section: section.id)),
        meetings=tuple(sorted(meetings, key=lambda row: (row.section, row.meeting))),
    )


def changed_sections(operations: Iterable[Operation]) -> frozenset[str]:
    """The sections whose placement the operations touch."""
    return frozenset(step.section for step in operations if step.meeting)


def _rows(timetable: Timetable) -> dict[Key, Meeting]:
    return {(row.section, row.meeting): row for row in timetable.meetings}


def _section_steps(old: Timetable, new: Timetable) -> Iterator[Operation]:
    for name in sorted(old.section.keys() | new.section.keys()):
        before, after = old.section.get(name), new.section.get(name)
        if before == after:
            continue
        kind: Kind = "learners changed"
        if before is None or after is None:
            kind = "section opened" if before is None else "section closed"
        yield _step(kind, (name, 0), _whole(before), _whole(after))


def _meeting_steps(old: dict[Key, Meeting], new: dict[Key, Meeting]) -> Iterator[Operation]:
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key), new.get(key)
        if before is None or after is None:
            kind: Kind = "new" if before is None else "lost"
            yield _step(kind, key, _whole(before), _whole(after))
        else:
            yield from _field_steps(key, before, after)


def _field_steps(key: Key, before: Meeting, after: Meeting) -> Iterator[Operation]:
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    for kind, fields in FIELDS:
        was = {name: old[name] for name in fields}
        now = {name: new[name] for name in fields}
        if was != now:
            yield _step(kind, key, was, now)


def _whole(thing: Section | Meeting | None) -> dict[str, object]:
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


def _check_fits(step: Operation, sections: dict[str, Section], rows: dict[Key, Meeting]) -> None:
    """Refuse an operation when what it takes away is not there, or something else is."""
    key = step.section, step.meeting
    there = _whole(rows.get(key) if step.meeting else sections.get(step.section))
    taken = _read(step.before)
    if {name: there.get(name) for name in taken or there} != taken:
        raise UnknownName(
            f"这一步与课表不符：{step.kind} {step.section}（第 {step.meeting} 次课）。",
            f"This step does not fit the timetable: {step.kind} {step.section} ({step.meeting}).",
        )


def _set_section(sections: dict[str, Section], step: Operation) -> None:
    if step.after:
        sections[step.section] = Section.model_validate_json(step.after)
    else:
        del sections[step.section]


def _set_row(rows: dict[Key, Meeting], step: Operation) -> None:
    key = step.section, step.meeting
    if not step.after:
        del rows[key]
        return
    held = rows[key].model_dump(mode="json") if step.before else {}
    rows[key] = Meeting.model_validate(held | _read(step.after))
