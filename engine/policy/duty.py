"""Who is at a teaching point while sessions meet there: the second reading of P013 (§三(五)¶2)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from engine.domain.areas import School
from engine.domain.dated import dates_of
from engine.domain.problem import Problem
from engine.domain.timetable import DatedMeeting, Meeting, Timetable

Hour = tuple[date, str]  # a date and a period


@dataclass(frozen=True)
class Session:
    """One dated meeting at a point: its row of `timetable`, and the hour at which it is held."""

    row: Meeting
    hour: Hour


class Duty:
    """The sessions of every teaching point, and where each person teaches at each hour.

    A session is at a point when its room lies in a venue of the community's own tier inside
    the point's area. A person is on duty at an hour when it is among his periods, he is not
    away that day, and does not teach anywhere else.
    """

    def __init__(self, problem: Problem, timetable: Timetable) -> None:
        self._problem = problem
        rows = {(row.section, row.meeting): row for row in timetable.meetings}
        self._at: dict[str, list[Session]] = {}
        self._teaching: dict[Hour, dict[str, str | None]] = {}
        self._away: dict[date, frozenset[tuple[str, str]]] = {}
        for dated in dates_of(problem, timetable):
            if dated.kind != "lost":
                self._enter(dated, rows[dated.section, dated.meeting])

    def sessions(self, point: School) -> list[Session]:
        """The sessions at a teaching point, in the order of the timetable."""
        inside = self._problem.ancestor(point.area, "community") or point.area
        return self._at.get(inside, [])

    def on_duty(self, session: Session, people: Iterable[str]) -> Iterator[str]:
        """Those of some people who are at the point during a session."""
        day, period = session.hour
        if day not in self._away:
            self._away[day] = self._problem.away_on(day)
        away, teaching = self._away[day], self._teaching[session.hour]
        here = self._place(session.row)
        for person in people:
            free = self._problem.periods_in(self._problem.teacher[person].available_periods)
            there = teaching.get(person, here) == here
            if period in free and there and ("teacher", person) not in away:
                yield person

    def emptiest(self, point: School, people: Iterable[str]) -> tuple[int, list[str]]:
        """How many are there at the emptiest session, and the sessions at which nobody is."""
        posted = tuple(people)
        least, bare = len(posted), []
        for session in self.sessions(point):
            there = sum(1 for _ in self.on_duty(session, posted))
            least = min(least, there)
            if not there:
                bare.append(f"dates:{session.row.section}/{session.row.meeting}/{session.hour[0]}")
        return least, bare

    def _enter(self, dated: DatedMeeting, row: Meeting) -> None:
        hour, place = (dated.date, row.period), self._place(row)
        self._teaching.setdefault(hour, {})[row.teacher] = place
        if place is not None:
            self._at.setdefault(place, []).append(Session(row, hour))

    def _place(self, row: Meeting) -> str | None:
        """The community at whose own venue a meeting is; None online or anywhere else."""
        if row.room is None:
            return None
        venue = self._problem.venue[self._problem.room[row.room].venue]
        own = venue.tier == "community"
        return self._problem.ancestor(venue.area, "community") if own else None
