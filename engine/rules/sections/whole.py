"""A placement as a whole: as many meetings as the course says, on different days, in one run."""

from collections.abc import Iterator

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.axes import Axes
from engine.rules.fates import weeks_ahead
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Spread, Term


class AllMeetings(Rule):
    """A section has all the weekly meetings its course asks for, numbered from 1, or none.

    It has no terms: a candidate is a whole placement (`engine/rules/terms.py`).
    """

    name = "all_meetings"
    sentence_zh = "班级每周上课次数与课程一致，要么全排，要么不排。"
    wrong_zh = "每周上课次数与课程不符"
    wrong_en = "not the weekly meetings the course asks for"
    says_zh = "班 {section} 应每周上课 {asked} 次，课表中的序号是 {found}。"
    says_en = "{section} needs {asked} meetings a week; the timetable numbers them {found}."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Compare the numbers of each placed section's meetings with 1..k."""
        for name, meetings in timetable.placements.items():
            asked = problem.course[timetable.section[name].course].meetings_per_week
            found = [meeting.meeting for meeting in meetings]
            if found != list(range(1, asked + 1)):
                yield self.breach(name, asked=asked, found=";".join(map(str, found)))


class OneRun(Rule):
    """All meetings of a section have the same weeks.

    It has no terms: a candidate has one `weeks` (`engine/rules/terms.py`).
    """

    name = "one_run"
    sentence_zh = "一个班的各次课周次相同。"
    wrong_zh = "各次课的周次不同"
    wrong_en = "meetings in different weeks"
    says_zh = "班 {section} 的周次不一致：{weeks}。"
    says_en = "{section} meets in different weeks: {weeks}."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Find sections of which the meetings differ in their weeks."""
        for name, meetings in timetable.placements.items():
            weeks = sorted({meeting.weeks for meeting in meetings})
            if len(weeks) > 1:
                yield self.breach(name, weeks=";".join(weeks))


class DifferentDays(Rule):
    """The meetings of a section in a week lie on different weekdays."""

    name = "different_days"
    sentence_zh = "一个班一周内的各次课不在同一天。"
    wrong_zh = "各次课未能分在不同的日子"
    wrong_en = "meetings not on different weekdays"
    says_zh = "班 {section} 在星期 {weekday} 上了不止一次课。"
    says_en = "{section} meets more than once on weekday {weekday}."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Find weekdays that a section uses twice in a week ahead."""
        for name in (name for name, rows in timetable.placements.items() if len(rows) > 1):
            twice: set[int] = set()
            for _, meetings in weeks_ahead(timetable, problem, name):
                weekdays = [problem.period[meeting.period].weekday for meeting in meetings]
                twice |= {day for day in weekdays if weekdays.count(day) > 1}
            for weekday in sorted(twice):
                yield self.breach(name, weekday=weekday)

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Meetings spread over weekdays."""
        yield Spread()
