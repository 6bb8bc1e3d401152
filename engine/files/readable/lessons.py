"""The lessons of a plan: every weekly meeting with all the names and dates a reader needs.

Where a meeting is otherwise in some weeks, by a substitute or before a change, these weeks are
a lesson of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from engine.domain.areas import Area
from engine.domain.calendar import Period
from engine.domain.courses import Course
from engine.domain.people import Teacher
from engine.domain.problem import Problem
from engine.domain.results import Plan
from engine.domain.timetable import (
    DatedMeeting,
    ExceptionalWeeks,
    Meeting,
    Section,
    Timetable,
)
from engine.domain.venues import Room, Venue
from engine.domain.weeks import Weeks
from engine.files.readable.words import joined, weeks_text
from engine.refusals import Lang
from engine.rules.reasons import reason_word


@dataclass(frozen=True)
class Lesson:
    """One weekly meeting in the weeks in which it is held so; `room` and `venue` are None online.

    `guests` are the areas that send learners, with how many; `dates` what becomes of the
    meeting on each of its dates; `reason` why it is otherwise than in other weeks.
    """

    section: Section
    meeting: Meeting
    period: Period
    course: Course
    teacher: Teacher
    room: Room | None
    venue: Venue | None
    guests: tuple[tuple[Area, int], ...]
    dates: tuple[DatedMeeting, ...]
    weeks: tuple[Weeks, ...]
    reason: str

    @property
    def order(self) -> tuple[int, int, str, str, int]:
        """Where the lesson stands in a list by time."""
        when = self.period
        return when.weekday, when.start, when.id, self.section.id, self.meeting.meeting

    @property
    def held_on(self) -> tuple[date, ...]:
        """The dates on which the class meets, make-up days included, ascending."""
        return tuple(sorted(each.date for each in self.dates if each.kind != "lost"))

    @property
    def place(self) -> str:
        """Venue and room in one line; empty online."""
        if self.venue is None or self.room is None:
            return ""
        return f"{self.venue.name} {self.room.name}".strip()

    def guests_text(self, lang: Lang) -> str:
        """Name the areas served, with their learners."""
        return joined((f"{area.name} {count}" for area, count in self.guests), lang)

    def changes_text(self, lang: Lang) -> str:
        """Word why it is otherwise, the dates that fall out and those made up elsewhere."""
        changed = (change_text(each, lang) for each in self.dates if each.kind != "held")
        why = [reason_word(self.reason, lang)] if self.reason else []
        return joined([*why, *changed], lang)

    def weeks_text(self, lang: Lang) -> str:
        """Write the weeks in which it is held so."""
        return joined((weeks_text(each, lang) for each in self.weeks), lang)


def change_text(dated: DatedMeeting, lang: Lang) -> str:
    """Word one date that falls out or moves, with its reason."""
    word = reason_word(dated.reason, lang)
    reason = (f"（{word}）" if lang == "zh" else f" ({word})") if word else ""
    if dated.kind == "moved" and dated.from_date is not None:
        if lang == "zh":
            return f"{dated.from_date:%m-%d}补在{dated.date:%m-%d}{reason}"
        return f"{dated.from_date:%m-%d} moved to {dated.date:%m-%d}{reason}"
    return f"{dated.date:%m-%d}{'停课' if lang == 'zh' else ' no class'}{reason}"


def lessons(plan: Plan, problem: Problem) -> tuple[Lesson, ...]:
    """Read all lessons of a plan, ordered by weekday, time and section."""
    reader = _Reader(plan, problem)
    found = (reader.lesson(row, weeks) for row, weeks in _rows(plan.timetable))
    return tuple(sorted(found, key=lambda lesson: (lesson.order, lesson.weeks)))


def _rows(timetable: Timetable) -> Iterator[tuple[Meeting, tuple[Weeks, ...]]]:
    """Every meeting with the weeks in which it is so; what is given up stays where it would be."""
    standing = {(row.section, row.meeting) for row in timetable.meetings}
    otherwise: dict[tuple[str, int], set[int]] = {}
    for row in timetable.exceptions:
        key = row.section, row.meeting
        if row.kind != "lost":
            otherwise.setdefault(key, set()).update(row.weeks.numbers)
        if row.kind == "held" or (row.kind == "lost" and key not in standing):
            yield row, (row.weeks,)
    for meeting in timetable.meetings:
        parts = meeting.without(otherwise.get((meeting.section, meeting.meeting), ()))
        if parts:
            yield meeting, tuple(part.weeks for part in parts)


class _Reader:
    """Looks up everything a lesson names."""

    def __init__(self, plan: Plan, problem: Problem) -> None:
        self.plan = plan
        self.problem = problem
        self.dates: dict[tuple[str, int], dict[int, DatedMeeting]] = {}
        for dated in plan.dates:
            week = problem.term.week_of(dated.from_date or dated.date)
            self.dates.setdefault((dated.section, dated.meeting), {})[week] = dated

    def lesson(self, row: Meeting, weeks: tuple[Weeks, ...]) -> Lesson:
        """Read one meeting in some weeks."""
        problem, section = self.problem, self.plan.timetable.known[row.section]
        room = None if row.room is None else problem.room[row.room]
        dates = self.dates.get((row.section, row.meeting), {})
        numbers = sorted(week for run in weeks for week in run.numbers)
        return Lesson(
            section=section,
            meeting=row,
            period=problem.period[row.period],
            course=problem.course[section.course],
            teacher=problem.teacher[row.teacher],
            room=room,
            venue=None if room is None else problem.venue[room.venue],
            guests=_guests(section, problem),
            dates=tuple(dates[week] for week in numbers if week in dates),
            weeks=weeks,
            reason=row.reason if isinstance(row, ExceptionalWeeks) and row.kind == "held" else "",
        )


def _guests(section: Section, problem: Problem) -> tuple[tuple[Area, int], ...]:
    counts: dict[str, int] = {}
    asked = ((problem.request.get(name), learners) for name, learners in section.shares)
    for request, learners in asked:
        if request is None:
            continue  # withdrawn since, of a section that has ended
        area = request.area
        counts[area] = counts.get(area, 0) + learners
    return tuple((problem.area[code], count) for code, count in sorted(counts.items()))
