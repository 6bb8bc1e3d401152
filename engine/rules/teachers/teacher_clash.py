"""One meeting at a time for a teacher."""

from collections.abc import Iterator

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.axes import Axes
from engine.rules.clock import by, clashes
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Limit, Term


class TeacherClash(Rule):
    """No teacher holds two meetings at the same time in a common week, online ones included."""

    name = "teacher_clash"
    sentence_zh = "同一教师同一时间只上一个班（周次不同不算冲突，线上课也算）。"
    wrong_zh = "教师同一时间已有别的班"
    wrong_en = "the teacher has another section then"
    says_zh = "教师 {teacher} 在 {period} 同时排了班 {section} 和班 {other}。"
    says_en = "Teacher {teacher} holds both {section} and {other} in {period}."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Hold the meetings of each teacher against each other."""
        for teacher, meetings in by(timetable.held, lambda meeting: meeting.teacher).items():
            for first, second in clashes(meetings, problem):
                yield self.breach(
                    first.section, teacher=teacher, other=second.section, period=second.period
                )

    def terms(self, axes: Axes) -> Iterator[Term]:
        """At most one meeting in a teacher-period, in every week."""
        most = np.ones((len(axes.teachers), len(axes.periods)), dtype=np.int64)
        yield Limit(("teacher", "period"), most)
