"""The lessons of a plan: every weekly meeting with all the names and dates a reader needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from engine.domain.areas import Area
from engine.domain.calendar import Period
from engine.domain.courses import Course
from engine.domain.people import Teacher
from engine.domain.problem import Problem
from engine.domain.results import Plan
from engine.domain.timetable import DatedMeeting, Meeting, Section
from engine.domain.venues import Room, Venue
from engine.files.readable.words import joined
from engine.refusals import Lang

Dates = Mapping[tuple[str, int], tuple[DatedMeeting, ...]]


@dataclass(frozen=True)
class Lesson:
    """One weekly meeting; `room` and `venue` are None online.

    `guests` are the areas that send learners, with how many; `dates` what becomes of the
    meeting on each of its dates.
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
        """Word the dates that fall out and those that are made up elsewhere."""
        return joined((change_text(each, lang) for each in self.dates if each.kind != "held"), lang)


def change_text(dated: DatedMeeting, lang: Lang) -> str:
    """Word one date that falls out or moves, with its reason."""
    reason = (
        (f"（{dated.reason}）" if lang == "zh" else f" ({dated.reason})") if dated.reason else ""
    )
    if dated.kind == "moved" and dated.from_date is not None:
        if lang == "zh":
            return f"{dated.from_date:%m-%d}补在{dated.date:%m-%d}{reason}"
        return f"{dated.from_date:%m-%d} moved to {dated.date:%m-%d}{reason}"
    return f"{dated.date:%m-%d}{'停课' if lang == 'zh' else ' no class'}{reason}"


def lessons(plan: Plan, problem: Problem) -> tuple[Lesson, ...]:
    """Read all lessons of a plan, ordered by weekday, time and section."""
    dates = _dates_by_meeting(plan)
    found = (_lesson(row, plan, problem, dates) for row in plan.timetable.meetings)
    return tuple(sorted(found, key=lambda lesson: lesson.order))


def _dates_by_meeting(plan: Plan) -> Dates:
    found: dict[tuple[str, int], list[DatedMeeting]] = {}
    for dated in plan.dates:
        found.setdefault((dated.section, dated.meeting), []).append(dated)
    return {
        key: tuple(sorted(dates, key=lambda each: (each.from_date or each.date, each.date)))
        for key, dates in found.items()
    }


def _lesson(row: Meeting, plan: Plan, problem: Problem, dates: Dates) -> Lesson:
    section = plan.timetable.section[row.section]
    room = None if row.room is None else problem.room[row.room]
    return Lesson(
        section=section,
        meeting=row,
        period=problem.period[row.period],
        course=problem.course[section.course],
        teacher=problem.teacher[row.teacher],
        room=room,
        venue=None if room is None else problem.venue[room.venue],
        guests=_guests(section, problem),
        dates=dates.get((row.section, row.meeting), ()),
    )


def _guests(section: Section, problem: Problem) -> tuple[tuple[Area, int], ...]:
    counts: dict[str, int] = {}
    for request, learners in section.shares:
        area = problem.request[request].area
        counts[area] = counts.get(area, 0) + learners
    return tuple((problem.area[code], count) for code, count in sorted(counts.items()))
