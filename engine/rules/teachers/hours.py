"""When a teacher is free: the periods of the week and the dates of the term."""

from collections.abc import Iterator

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.axes import Axes
from engine.rules.clock import stopped
from engine.rules.fates import dates_ahead, planned
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Forbid, Ints, Needed, Term
from engine.rules.times.off_days import (
    by_period_and_weeks,
    days_away,
    days_off_at_venues,
    days_off_in_areas,
    days_off_somewhere,
)


class TeacherHours(Rule):
    """A teacher holds meetings only in the periods that he or she has offered."""

    name = "teacher_hours"
    sentence_zh = "教师只在本人可授课的节次上课。"
    wrong_zh = "教师该节次没空"
    wrong_en = "the teacher is not available then"
    says_zh = "班 {section} 在 {period} 由教师 {teacher} 上课，该教师此节次没空。"
    says_en = "{section} meets in {period}, when teacher {teacher} is not available."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Find meetings outside the teacher's periods."""
        for meeting in planned(timetable, problem):
            teacher = problem.teacher[meeting.teacher]
            if meeting.period not in problem.periods_in(teacher.available_periods):
                yield self.breach(meeting.section, teacher=teacher.id, period=meeting.period)

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid the periods that a teacher has not offered, in every run of weeks."""
        cells = [teacher.available_periods for teacher in axes.teachers]
        absent = ~axes.ground.periods_of(cells)
        where = np.repeat(absent[:, :, None], len(axes.weeks), axis=2)
        yield Forbid(("teacher", "period", "weeks"), where)


class TeacherAvailable(Rule):
    """A teacher is there on every date of a section that is not a day off where it meets.

    A day off at one venue needs nobody there, and everybody elsewhere; online it is the
    learners' areas that count.
    """

    name = "teacher_available"
    sentence_zh = "教师在班级每个上课日（上课地点的停课日除外）都在岗。"
    wrong_zh = "教师有几天不在岗"
    wrong_en = "the teacher is away on some dates"
    says_zh = "班 {section} 在 {day} 由教师 {teacher} 上课，该教师当日不在。"
    says_en = "{section} needs teacher {teacher} on {day}, when he or she is away."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Go through the dates of every meeting of a teacher who is ever away."""
        away = [row for row in problem.unavailable if row.kind == "teacher"]
        absent = {row.id for row in away}
        for meeting in timetable.held:
            if meeting.teacher not in absent:
                continue
            spans = [(r.from_date, r.to_date) for r in away if r.id == meeting.teacher]
            for day in dates_ahead(timetable, problem, meeting):
                gone = any(first <= day <= last for first, last in spans)
                rows = problem.days_on.get(day, ())
                if gone and not stopped(timetable, problem, meeting, rows):
                    yield self.breach(meeting.section, teacher=meeting.teacher, day=day)

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid the periods and weeks that hold a date on which the teacher is away.

        Where such a date is off in some places only, say in which he or she is needed.
        """
        away = days_away(axes, "teacher", [teacher.id for teacher in axes.teachers])
        off = days_off_somewhere(axes)
        yield Forbid(
            ("teacher", "period", "weeks"), by_period_and_weeks(axes, away & ~off[None, :])
        )
        teacher, day = np.nonzero(away & off[None, :])
        held = ~days_off_at_venues(axes)[axes.ground.venue_of_room]
        online = ~axes.shares.any_of(days_off_in_areas(axes)[_homes(axes)])
        yield Needed(teacher, day // 7 + 1, day % 7, held[:, day].T, online[:, day].T)


def _homes(axes: Axes) -> Ints:
    """The area of every request of every section, along the pairs of `shares`."""
    return axes.ground.area_of_request[axes.shares.request]
