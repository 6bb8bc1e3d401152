"""The law's clock and calendar: when two meetings meet, and which dates need nobody."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import TypeVar

from engine.domain.calendar import CalendarDay, Period
from engine.domain.problem import Problem
from engine.domain.timetable import Meeting, Timetable
from engine.domain.venues import Venue

Key = TypeVar("Key")


def by(meetings: Iterable[Meeting], key: Callable[[Meeting], Key]) -> dict[Key, list[Meeting]]:
    """Group meetings, each group in the order of the timetable."""
    groups: dict[Key, list[Meeting]] = {}
    for meeting in meetings:
        groups.setdefault(key(meeting), []).append(meeting)
    return groups


def clashes(meetings: Iterable[Meeting], problem: Problem) -> Iterator[tuple[Meeting, Meeting]]:
    """Every pair of meetings that overlaps on the clock in a common week."""
    for first, second in combinations(meetings, 2):
        if overlap(problem.period[first.period], problem.period[second.period]) and share_week(
            first, second
        ):
            yield first, second


def overlap(one: Period, other: Period) -> bool:
    """Tell whether two periods share a minute of the week; an end is free."""
    return one.weekday == other.weekday and one.start < other.end and other.start < one.end


def share_week(one: Meeting, other: Meeting) -> bool:
    """Tell whether two meetings have a week in common."""
    return one.weeks == other.weeks or not set(one.weeks.numbers).isdisjoint(other.weeks.numbers)


def stopped(
    timetable: Timetable, problem: Problem, meeting: Meeting, rows: Sequence[CalendarDay]
) -> bool:
    """Tell whether any row of the calendar holds where a meeting takes place.

    Online that is wherever its learners live; a row about one venue never holds there.
    """
    if meeting.room is not None:
        venue = problem.venue[problem.room[meeting.room].venue]
        return any(touches(problem, row, venue) for row in rows)
    names = timetable.known[meeting.section].requests
    asked = [problem.request[name].area for name in names if name in problem.request]
    homes = {area for home in asked for area in problem.lineage(home)}
    return any(row.venue is None and (row.area is None or row.area in homes) for row in rows)


def stopped_at(problem: Problem, day: date, venue: Venue) -> bool:
    """Tell whether a date is out of the ordinary at a venue."""
    return any(touches(problem, row, venue) for row in problem.days_on.get(day, ()))


def touches(problem: Problem, row: CalendarDay, venue: Venue) -> bool:
    """Tell whether a row of the calendar holds at a venue: its area and its venue, empty = all."""
    if row.venue is not None:
        return row.venue == venue.id
    return row.area is None or row.area in problem.lineage(venue.area)


def in_rooms(meetings: Iterable[Meeting]) -> Iterator[tuple[Meeting, str]]:
    """The meetings that take place in a room, each with the room's id."""
    for meeting in meetings:
        if meeting.room is not None:
            yield meeting, meeting.room
