"""In which periods and weeks a section may meet."""

from collections.abc import Iterator

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.axes import Axes
from engine.rules.fates import planned
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Forbid, Term


class AllowedPeriods(Rule):
    """A section meets only in periods that each of its requests allows."""

    name = "allowed_periods"
    sentence_zh = "只在班上每个需求都允许的节次上课。"
    wrong_zh = "需求不允许该节次"
    wrong_en = "the learners do not allow the period"
    says_zh = "班 {section} 在 {period} 上课，需求 {request} 不允许该节次。"
    says_en = "{section} meets in {period}, which request {request} does not allow."
    source = "§二(一)"

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Look each meeting's period up in each request."""
        for meeting in planned(timetable, problem):
            for name in timetable.section[meeting.section].requests:
                if meeting.period not in problem.periods_in(problem.request[name].allowed_periods):
                    yield self.breach(meeting.section, period=meeting.period, request=name)

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid periods that any request of the section does not allow."""
        requests = axes.ground.requests
        cells = [requests[place].allowed_periods for place in axes.shares.request]
        yield Forbid(("section", "period"), axes.shares.any_of(~axes.ground.periods_of(cells)))


class LongEnough(Rule):
    """A meeting fills one period that is at least as long as the course's minutes."""

    name = "long_enough"
    sentence_zh = "节次时长不短于课程一次课的时长。"
    wrong_zh = "节次时长不够"
    wrong_en = "the period is too short"
    says_zh = "班 {section} 一次课 {minutes} 分钟，节次 {period} 只有 {length} 分钟。"
    says_en = "{section} takes {minutes} minutes, but period {period} lasts {length}."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Compare minutes of course and period."""
        for meeting in planned(timetable, problem):
            minutes = problem.course[timetable.section[meeting.section].course].minutes
            length = problem.period[meeting.period].minutes
            if length < minutes:
                yield self.breach(
                    meeting.section, period=meeting.period, minutes=minutes, length=length
                )

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid periods that are too short."""
        minutes = np.array([course.minutes for course in axes.courses], dtype=np.int64)
        start = np.array([period.start for period in axes.periods], dtype=np.int64)
        end = np.array([period.end for period in axes.periods], dtype=np.int64)
        yield Forbid(("section", "period"), (end - start)[None, :] < minutes[:, None])


class WeeksAllowed(Rule):
    """A section meets in a run of weeks that its course allows and that lies in the term."""

    name = "weeks_allowed"
    sentence_zh = "周次是课程允许的，且在学期之内。"
    wrong_zh = "课程不允许该周次"
    wrong_en = "course or term does not allow the weeks"
    says_zh = "班 {section} 的周次 {weeks} 不是课程允许的或超出学期。"
    says_en = "{section} meets in weeks {weeks}, which course or term does not allow."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Look each meeting's weeks up in the course, and its last week in the term."""
        for meeting in timetable.meetings:
            allowed = problem.course[timetable.section[meeting.section].course].weeks_allowed
            if meeting.weeks not in allowed or meeting.weeks.numbers[-1] > problem.term.weeks:
                yield self.breach(meeting.section, weeks=meeting.weeks)

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid runs of weeks that are not the course's or leave the term."""
        last = axes.problem.term.weeks
        inside = np.array([run.numbers[-1] <= last for run in axes.weeks], dtype=np.bool_)
        table = [[run in course.weeks_allowed for run in axes.weeks] for course in axes.courses]
        allowed = np.array(table, dtype=np.bool_).reshape(len(axes.courses), len(axes.weeks))
        yield Forbid(("section", "weeks"), ~(allowed & inside[None, :]))
