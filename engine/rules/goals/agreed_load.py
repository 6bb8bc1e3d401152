"""Fourth goal: nobody teaches more than the agreed share of the most he or she may."""

import math
from collections import Counter
from collections.abc import Iterator

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.axes import Axes
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Limit, Term

UNLIMITED = -1


class AgreedLoad(Rule):
    """Each meeting of a week above the agreed share of a teacher's most costs points.

    The agreed load is `agreed_load_share` of the most weekly meetings, rounded down; without
    a limit nothing is agreed and nothing costs.
    """

    name = "agreed_load"
    goal = "fit"
    sentence_zh = "教师每周课次尽量不超过约定负荷（上限的一定比例，向下取整）。"
    wrong_zh = "超出约定负荷"
    wrong_en = "above the agreed load"
    says_zh = "教师 {teacher} 第 {week} 周上课 {held} 次，约定 {agreed} 次。"
    says_en = "Teacher {teacher} holds {held} meetings in week {week}, {agreed} agreed."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Count each teacher's meetings week by week."""
        settings = problem.settings
        held = Counter(
            (meeting.teacher, week)
            for meeting in timetable.meetings
            for week in meeting.weeks.numbers
        )
        for (teacher, week), count in sorted(held.items()):
            most = problem.teacher[teacher].max_weekly_meetings
            agreed = count if most is None else math.floor(settings.agreed_load_share * most)
            points = settings.load_above_agreed_points * (count - agreed)
            if points > 0:
                yield self.breach(
                    None, points, teacher=teacher, week=week, held=count, agreed=agreed
                )

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Points a meeting above the agreed load, in every week."""
        settings = axes.problem.settings
        most = np.array(
            [
                np.nan if t.max_weekly_meetings is None else t.max_weekly_meetings
                for t in axes.teachers
            ]
        )
        agreed = np.nan_to_num(np.floor(settings.agreed_load_share * most), nan=UNLIMITED)
        unlimited = np.full(len(axes.teachers), UNLIMITED, dtype=np.int64)
        yield Limit(
            ("teacher",), unlimited, agreed.astype(np.int64), settings.load_above_agreed_points
        )
