"""The sheets of the results workbook, as plain rows under headings."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.domain.problem import Problem
from engine.domain.results import Plan
from engine.files.readable.lesson_fields import FIELDS, Cell
from engine.files.readable.lessons import Lesson, lessons
from engine.files.readable.result_fields import AUDIT, IDLE, UNSERVED, audit, idle, unserved
from engine.files.readable.verdict_sheet import ABOUT, about
from engine.files.readable.words import Pair
from engine.refusals import Lang

Row = tuple[Cell, ...]
Columns = tuple[tuple[Pair, float], ...]
Owned = Iterable[tuple[tuple[str, ...], Lesson]]

ONLINE: Pair = ("（线上）", "(online)")
STREET: Columns = ((("街道", "Street"), 11),)
VENUE: Columns = ((("场地编号", "Venue id"), 9), (("场地", "Venue"), 20))
TEACHER: Columns = ((("教师编号", "Teacher id"), 9), (("教师", "Teacher"), 10))

MASTER_FIELDS = tuple(FIELDS)
STREET_FIELDS = (
    "weekday",
    "hours",
    "weeks",
    "section",
    "course",
    "teacher",
    "venue",
    "room",
    "mode",
    "learners",
    "guests",
    "changes",
)
VENUE_FIELDS = (
    "room",
    "weekday",
    "hours",
    "weeks",
    "section",
    "course",
    "teacher",
    "learners",
    "first",
    "last",
    "changes",
)
TEACHER_FIELDS = (
    "weekday",
    "hours",
    "weeks",
    "section",
    "course",
    "venue",
    "room",
    "mode",
    "learners",
    "first",
    "last",
    "held",
    "changes",
)


@dataclass(frozen=True)
class Sheet:
    """A sheet: headings with widths in characters, rows, and how it is printed.

    `breaks` counts the leading columns at whose change a new page begins (0 = none);
    `wide` asks for A3 instead of A4.
    """

    name: Pair
    columns: Columns
    rows: tuple[Row, ...]
    breaks: int = 0
    wide: bool = False


def sheets(plan: Plan, problem: Problem, lang: Lang) -> tuple[Sheet, ...]:
    """Lay out the whole workbook, in the order of its tabs."""
    taught = lessons(plan, problem)
    rows = tuple(_row(lesson, MASTER_FIELDS, lang) for lesson in taught)
    return (
        Sheet(("总表", "Timetable"), _columns(MASTER_FIELDS), rows, wide=True),
        _owned(("按街道", "By street"), STREET, STREET_FIELDS, _by_street(taught, problem), lang),
        _owned(("按场地", "By venue"), VENUE, VENUE_FIELDS, _by_venue(taught, lang), lang),
        _owned(("按教师", "By teacher"), TEACHER, TEACHER_FIELDS, _by_teacher(taught), lang),
        Sheet(("未满足需求", "Unserved"), UNSERVED, unserved(plan, problem, lang)),
        Sheet(("闲置资源", "Idle"), IDLE, idle(plan, problem, lang)),
        Sheet(("监测审计", "Audit"), AUDIT, audit(plan, problem, lang)),
        Sheet(("说明", "About"), ABOUT, about(plan, problem, lang)),
    )


def _owned(name: Pair, owner: Columns, fields: tuple[str, ...], owned: Owned, lang: Lang) -> Sheet:
    """Lay lessons out under their owners, each owner beginning a page."""
    rows = tuple((*who, *_row(lesson, fields, lang)) for who, lesson in owned)
    return Sheet(name, (*owner, *_columns(fields)), rows, breaks=len(owner))


def _columns(fields: tuple[str, ...]) -> Columns:
    return tuple((FIELDS[name].heading, FIELDS[name].width) for name in fields)


def _row(lesson: Lesson, fields: tuple[str, ...], lang: Lang) -> Row:
    return tuple(FIELDS[name].read(lesson, lang) for name in fields)


def _by_street(taught: tuple[Lesson, ...], problem: Problem) -> Owned:
    """Put every lesson under each street whose learners it serves (the district under itself)."""
    owned: dict[str, list[Lesson]] = {}
    for lesson in taught:
        homes = {problem.ancestor(area.code, "street") or area.code for area, _ in lesson.guests}
        for code in homes:
            owned.setdefault(code, []).append(lesson)
    return [
        ((problem.area[code].name,), lesson) for code in sorted(owned) for lesson in owned[code]
    ]


def _by_venue(taught: tuple[Lesson, ...], lang: Lang) -> Owned:
    def key(lesson: Lesson) -> tuple[str, str, tuple[int, int, str, str, int]]:
        if lesson.room is None:
            return "", "", lesson.order
        return lesson.room.venue, lesson.room.id, lesson.order

    online = ONLINE[0 if lang == "zh" else 1]
    return [
        (("", online) if each.venue is None else (each.venue.id, each.venue.name), each)
        for each in sorted(taught, key=key)
    ]


def _by_teacher(taught: tuple[Lesson, ...]) -> Owned:
    ordered = sorted(taught, key=lambda lesson: (lesson.teacher.id, lesson.order))
    return [((lesson.teacher.id, lesson.teacher.name), lesson) for lesson in ordered]
