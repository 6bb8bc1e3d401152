"""What the workbook says of a lesson, one column a field."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from engine.files.readable.lessons import Lesson
from engine.files.readable.words import MODES, Pair, hours, pick, weekday
from engine.refusals import Lang

Cell = str | int | float | date | None


@dataclass(frozen=True)
class Field:
    """A column about lessons: its heading, its width in characters, and how it is read."""

    heading: Pair
    width: float
    read: Callable[[Lesson, Lang], Cell]


FIELDS: dict[str, Field] = {
    "weekday": Field(("星期", "Day"), 6, lambda at, lang: weekday(at.period, lang)),
    "hours": Field(("时间", "Time"), 12.5, lambda at, _: hours(at.period)),
    "weeks": Field(("周次", "Weeks"), 12, lambda at, lang: at.weeks_text(lang)),
    "section": Field(("班号", "Section"), 10, lambda at, _: at.section.id),
    "meeting": Field(("每周第几次", "Meeting"), 6, lambda at, _: at.meeting.meeting),
    "course": Field(("课程", "Course"), 17, lambda at, _: at.course.name),
    "category": Field(("类别", "Category"), 9, lambda at, _: at.course.category),
    "teacher": Field(("教师", "Teacher"), 10, lambda at, _: at.teacher.name),
    "teacher_id": Field(("教师编号", "Teacher id"), 11, lambda at, _: at.teacher.id),
    "venue": Field(("场地", "Venue"), 20, lambda at, _: at.venue.name if at.venue else None),
    "room": Field(("教室", "Room"), 12, lambda at, _: at.room.name if at.room else None),
    "mode": Field(("方式", "Mode"), 6, lambda at, lang: pick(MODES[at.meeting.mode], lang)),
    "learners": Field(("人数", "Learners"), 6, lambda at, _: at.section.learners),
    "guests": Field(("面向（人数）", "Serves"), 22, lambda at, lang: at.guests_text(lang)),
    "first": Field(("首次", "First"), 10.5, lambda at, _: next(iter(at.held_on), None)),
    "last": Field(("末次", "Last"), 10.5, lambda at, _: next(reversed(at.held_on), None)),
    "held": Field(("上课次数", "Meetings held"), 6, lambda at, _: len(at.held_on)),
    "changes": Field(("停课与调课", "Changed dates"), 20, lambda at, lang: at.changes_text(lang)),
}
