"""A teacher gets to the next venue in time."""

from collections.abc import Iterator
from itertools import permutations

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Meeting, Timetable
from engine.rules.axes import Axes
from engine.rules.clock import by, share_week
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Floats, Reach, Term


class TravelTime(Rule):
    """A teacher reaches the next venue in the time between two meetings of a day.

    The journey takes distance / speed, and change-over minutes when the venue changes; an
    online meeting needs no journey.
    """

    name = "travel_time"
    sentence_zh = "教师同一天两次课之间来得及从一个场地赶到下一个场地。"
    wrong_zh = "教师来不及赶到"
    wrong_en = "no time for the teacher to get there"
    says_zh = "教师 {teacher} 从班 {section} 到班 {other} 需 {minutes:.1f} 分钟，只有 {gap} 分钟。"
    says_en = "Teacher {teacher} needs {minutes:.1f} minutes from {section} to {other}, has {gap}."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Hold the clock against every two meetings of a teacher's day."""
        held = [meeting for meeting in timetable.held if meeting.room is not None]
        days = by(held, lambda m: (m.teacher, problem.period[m.period].weekday))
        for (teacher, _), meetings in days.items():
            for first, second in permutations(meetings, 2):
                gap = problem.period[second.period].start - problem.period[first.period].end
                if gap < 0 or not share_week(first, second):
                    continue
                minutes = _minutes(problem, first, second)
                if minutes > gap:
                    yield self.breach(
                        first.section,
                        teacher=teacher,
                        other=second.section,
                        minutes=minutes,
                        gap=gap,
                    )

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Minutes between venues against minutes between periods."""
        ground, settings = axes.ground, axes.problem.settings
        metres_a_minute = settings.travel_speed_kmh * 1000 / 60
        minutes = ground.venue_m / metres_a_minute + settings.change_over_minutes
        np.fill_diagonal(minutes, 0.0)
        yield Reach(ground.venue_of_room, minutes, _gaps(axes))


def _minutes(problem: Problem, first: Meeting, second: Meeting) -> float:
    """Minutes from one meeting's venue to the other's; both stand in rooms."""
    here, there = (
        problem.venue[problem.room[meeting.room].venue]
        for meeting in (first, second)
        if meeting.room is not None
    )
    if here.id == there.id:
        return 0.0
    metres = problem.distance_m(problem.point_of(here), problem.point_of(there))
    settings = problem.settings
    return metres / (settings.travel_speed_kmh * 1000 / 60) + settings.change_over_minutes


def _gaps(axes: Axes) -> Floats:
    """Minutes from the end of a period to the start of another [P, P]; -1 if it does not follow."""
    start = np.array([period.start for period in axes.periods], dtype=np.float64)
    end = np.array([period.end for period in axes.periods], dtype=np.float64)
    weekday = axes.ground.period_weekday
    gap = start[None, :] - end[:, None]
    follows = (weekday[:, None] == weekday[None, :]) & (gap >= 0)
    return np.where(follows, gap, -1.0)
