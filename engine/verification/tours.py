"""The teachers' real ways: from home through the day's venues and back."""

import math
from functools import cache
from itertools import pairwise

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable


def tour_metres(timetable: Timetable, problem: Problem) -> int:
    """Metres a week of all teachers' day tours, the mean over the weeks of the term.

    A day's tour leads from home to each venue in the order of the clock and home again; a
    meeting counts in its own weeks only and an online one nowhere.
    """

    @cache
    def tour(teacher: str, rooms: tuple[str, ...]) -> float:
        return _tour(problem, teacher, rooms)

    total = math.fsum(tour(teacher, rooms) for teacher, rooms in _days(timetable, problem))
    return math.floor(total / problem.term.weeks + 0.5)


def _days(timetable: Timetable, problem: Problem) -> list[tuple[str, tuple[str, ...]]]:
    """Each teacher's day of each week: the teacher and the rooms in the order of the clock."""
    days: dict[tuple[str, int, int], list[tuple[int, str]]] = {}
    for meeting in timetable.held:
        if meeting.room is not None:
            period = problem.period[meeting.period]
            for week in meeting.weeks.numbers:
                day = days.setdefault((meeting.teacher, week, period.weekday), [])
                day.append((period.start, meeting.room))
    return [(key[0], tuple(room for _, room in sorted(day))) for key, day in days.items()]


def _tour(problem: Problem, teacher: str, rooms: tuple[str, ...]) -> float:
    home = problem.point_of(problem.teacher[teacher])
    stops = [problem.point_of(problem.venue[problem.room[room].venue]) for room in rooms]
    return math.fsum(problem.distance_m(*leg) for leg in pairwise([home, *stops, home]))
