"""Differences between two timetables as operations that turn one into the other exactly."""

import json
from collections.abc import Iterable, Iterator
from typing import Literal

from engine.domain.problem import Problem
from engine.domain.thing import Thing
from engine.domain.timetable import Meeting, Section, Timetable
from engine.refusals import Lang

Kind = Literal[
    "section opened",
    "section closed",
    "learners changed",
    "new",
    "lost",
    "moved",
    "teacher changed",
    "room changed",
    "mode changed",
]
Key = tuple[str, int]

# Which fields of a row each kind of operation sets, in the order they are told.
FIELDS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    ("moved", ("period", "weeks")),
    ("teacher changed", ("teacher",)),
    ("room changed", ("room",)),
    ("mode changed", ("mode",)),
)

WORDS: dict[Kind, tuple[str, str]] = {
    "section opened": ("新开班", "section opened"),
    "section closed": ("撤销班", "section closed"),
    "learners changed": ("人数变化", "learners changed"),
    "new": ("新排入", "newly placed"),
    "lost": ("未能保留", "no longer placed"),
    "moved": ("调时间", "moved"),
    "teacher changed": ("换教师", "teacher changed"),
    "room changed": ("换教室", "room changed"),
    "mode changed": ("换授课方式", "mode changed"),
}


class Operation(Thing):
    """One step from the old timetable to the new one.

    `meeting` is 0 when the whole section is meant; `before` and `after` are the JSON of what
    the step takes away and puts in its place (empty = nothing).
    """

    kind: Kind
    section: str
    meeting: int
    before: str
    after: str

    def line(self, problem: Problem, lang: Lang = "zh") -> str:
        """Word the operation for a clerk, with names and clock times."""
        word = WORDS[self.kind][0 if lang == "zh" else 1]
        told = [_told(problem, side) for side in (self.before, self.after) if side]
        return f"{word} {self.section}: {' → '.join(told)}"


def between(old: Timetable, new: Timetable) -> tuple[Operation, ...]:
    """List the operations that turn the old timetable into the new one, sorted by section."""
    found = [*_section_steps(old, new), *_meeting_steps(_rows(old), _rows(new))]
    return tuple(sorted(found, key=lambda step: (step.section, step.meeting, step.kind)))


def applied(old: Timetable, operations: Iterable[Operation]) -> Timetable:
    """Carry out operations on a timetable; raises KeyError when one does not fit it."""
    sections = dict(old.section)
    rows = _rows(old)
    for step in operations:
        if step.kind in ("section opened", "learners changed"):
            sections[step.section] = Section.model_validate_json(step.after)
        elif step.kind == "section closed":
            del sections[step.section]
        elif step.kind == "lost":
            del rows[step.section, step.meeting]
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
        yield Operation(
            kind=kind,
            section=name,
            meeting=0,
            before=before.model_dump_json() if before else "",
            after=after.model_dump_json() if after else "",
        )


def _meeting_steps(old: dict[Key, Meeting], new: dict[Key, Meeting]) -> Iterator[Operation]:
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key), new.get(key)
        if before is None and after is not None:
            yield _step("new", key, "", after.model_dump_json())
        elif before is not None and after is None:
            yield _step("lost", key, before.model_dump_json(), "")
        elif before is not None and after is not None:
            yield from _field_steps(key, before, after)


def _field_steps(key: Key, before: Meeting, after: Meeting) -> Iterator[Operation]:
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    for kind, fields in FIELDS:
        was = {name: old[name] for name in fields}
        now = {name: new[name] for name in fields}
        if was != now:
            yield _step(kind, key, _json(was), _json(now))


def _step(kind: Kind, key: Key, before: str, after: str) -> Operation:
    return Operation(kind=kind, section=key[0], meeting=key[1], before=before, after=after)


def _set_row(rows: dict[Key, Meeting], step: Operation) -> None:
    key = step.section, step.meeting
    wanted = json.loads(step.after)
    held = {} if step.kind == "new" else rows[key].model_dump(mode="json")
    rows[key] = Meeting.model_validate(held | wanted)


def _json(fields: dict[str, object]) -> str:
    return json.dumps(fields, ensure_ascii=False)


def _told(problem: Problem, side: str) -> str:
    fields = json.loads(side)
    words = []
    if "period" in fields:
        period = problem.period[fields["period"]]
        clock = f"{period.start // 60:02}:{period.start % 60:02}"
        words.append(f"周{'一二三四五六日'[period.weekday - 1]} {clock} ({fields['weeks']})")
    if fields.get("teacher") in problem.teacher:
        words.append(problem.teacher[fields["teacher"]].name)
    if fields.get("room") in problem.room:
        room = problem.room[fields["room"]]
        words.append(f"{problem.venue[room.venue].name} {room.name}")
    words += [str(fields[name]) for name in ("mode", "learners") if name in fields]
    return " ".join(words)
