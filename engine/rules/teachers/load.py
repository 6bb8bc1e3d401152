"""How much a teacher teaches: most meetings a week and a day."""

from collections.abc import Iterator

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Meeting, Timetable
from engine.rules.axes import Axes
from engine.rules.clock import by
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Ints, Limit, Term

NO_LIMIT = -1


class WeeklyLoad(Rule):
    """A teacher holds at most so many meetings in any week; a half-term section counts in its own."""

    name = "weekly_load"
    sentence_zh = "教师每周上课次数不超过上限（半学期的班只计其周次）。"
    wrong_zh = "超出教师每周课次上限"
    wrong_en = "above the teacher's weekly limit"
    says_zh = "教师 {teacher} 第 {week} 周上课 {held} 次，上限 {most} 次。"
    says_en = "Teacher {teacher} holds {held} meetings in week {week}, at most {most}."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Count each teacher's meetings week by week."""
        for name, meetings in by(timetable.held, lambda meeting: meeting.teacher).items():
            most = problem.teacher[name].max_weekly_meetings
            for week, held in _held_by_week(meetings).items():
                if most is not None and held > most:
                    yield self.breach(None, teacher=name, week=week, held=held, most=most)

    def terms(self, axes: Axes) -> Iterator[Term]:
        """At most so many meetings a teacher in every week."""
        yield Limit(("teacher",), limits([t.max_weekly_meetings for t in axes.teachers]))


class DailyLoad(Rule):
    """A teacher holds at most so many meetings on any day."""

    name = "daily_load"
    sentence_zh = "教师每天上课次数不超过上限。"
    wrong_zh = "超出教师每天课次上限"
    wrong_en = "above the teacher's daily limit"
    says_zh = "教师 {teacher} 第 {week} 周星期 {weekday} 上课 {held} 次，上限 {most} 次。"
    says_en = (
        "Teacher {teacher} holds {held} meetings on weekday {weekday} of week {week},"
        " at most {most}."
    )

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Count each teacher's meetings day by day."""
        days = by(timetable.held, lambda m: (m.teacher, problem.period[m.period].weekday))
        for (name, weekday), meetings in days.items():
            most = problem.teacher[name].max_daily_meetings
            for week, held in _held_by_week(meetings).items():
                if most is not None and held > most:
                    yield self.breach(
                        None, teacher=name, week=week, weekday=weekday, held=held, most=most
                    )

    def terms(self, axes: Axes) -> Iterator[Term]:
        """At most so many meetings a teacher on each weekday of every week."""
        most = limits([teacher.max_daily_meetings for teacher in axes.teachers])
        yield Limit(("teacher", "weekday"), np.repeat(most[:, None], 7, axis=1))


def _held_by_week(meetings: list[Meeting]) -> dict[int, int]:
    held: dict[int, int] = {}
    for meeting in meetings:
        for week in meeting.weeks.numbers:
            held[week] = held.get(week, 0) + 1
    return held


def limits(cells: list[int | None]) -> Ints:
    """Turn limits into an array; an empty one becomes `NO_LIMIT`."""
    return np.array([NO_LIMIT if cell is None else cell for cell in cells], dtype=np.int64)
