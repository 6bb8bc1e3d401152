"""Fourth goal: periods that were preferred, and the mode that was asked for."""

from collections.abc import Iterator

import numpy as np

from engine.domain.courses import MODES
from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.axes import Axes
from engine.rules.rule import Breach, Rule
from engine.rules.sections.modes import MODE_ZH
from engine.rules.terms import Cost, Term


class PreferredPeriods(Rule):
    """A meeting outside a request's preferred periods costs points; no preference costs none."""

    name = "preferred_periods"
    goal = "fit"
    sentence_zh = "尽量在需求偏好的节次上课（未填偏好则不计）。"
    wrong_zh = "不在偏好的节次"
    wrong_en = "not in a preferred period"
    says_zh = "班 {section} 在 {period} 上课，不是需求 {request} 偏好的节次。"
    says_en = "{section} meets in {period}, which request {request} does not prefer."
    source = "§二(一)"

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Look each meeting's period up in each request that has a preference."""
        points = problem.settings.non_preferred_period_points
        for meeting in timetable.meetings:
            for name in timetable.section[meeting.section].requests:
                preferred = problem.request[name].preferred_periods
                if points and preferred and meeting.period not in problem.periods_in(preferred):
                    yield self.breach(meeting.section, points, period=meeting.period, request=name)

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Points over (section, period), summed over the requests of a section."""
        requests = axes.ground.requests
        cells = [requests[place].preferred_periods for place in axes.shares.request]
        preferred = axes.ground.periods_of(cells)
        misses = ~preferred & np.array([bool(cell) for cell in cells], dtype=np.bool_)[:, None]
        points = axes.problem.settings.non_preferred_period_points
        yield Cost(
            "fit", ("section", "period"), points * axes.shares.sum_of(misses.astype(np.int64))
        )


class ModeAsked(Rule):
    """An online or hybrid meeting costs points where the course could be held onsite."""

    name = "mode_asked"
    goal = "fit"
    sentence_zh = "可以线下上的课尽量线下上；线上或融合计分。"
    wrong_zh = "不是线下授课"
    wrong_en = "not on site"
    says_zh = "班 {section} 可以线下上课，却用了{mode_zh}。"
    says_en = "{section} could be held onsite, but is {mode}."
    source = "§二(四)"

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Bill meetings that are not onsite though the course allows it."""
        points = {
            "onsite": 0,
            "online": problem.settings.online_points,
            "hybrid": problem.settings.hybrid_points,
        }
        for meeting in timetable.meetings:
            allowed = problem.course[timetable.section[meeting.section].course].modes
            if "onsite" in allowed and points[meeting.mode]:
                yield self.breach(
                    meeting.section,
                    points[meeting.mode],
                    mode=meeting.mode,
                    mode_zh=MODE_ZH[meeting.mode],
                )

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Points over (section, mode)."""
        amount = np.zeros((len(axes.courses), len(MODES)), dtype=np.int64)
        onsite = np.array(["onsite" in course.modes for course in axes.courses], dtype=np.bool_)
        amount[onsite, MODES.index("online")] = axes.problem.settings.online_points
        amount[onsite, MODES.index("hybrid")] = axes.problem.settings.hybrid_points
        yield Cost("fit", ("section", "mode"), amount)
