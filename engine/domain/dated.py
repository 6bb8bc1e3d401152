"""What becomes of every weekly meeting on every date: held, lost, or moved to a make-up day."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from engine.domain.calendar import CalendarDay
from engine.domain.problem import Problem
from engine.domain.thing import Thing, Words
from engine.domain.timetable import (
    DatedMeeting,
    DateKind,
    ExceptionalWeeks,
    Meeting,
    Timetable,
)


class DatedTerm(Thing):
    """The term of a problem, asked date by date for one timetable."""

    problem: Problem
    timetable: Timetable

    def meetings(self) -> tuple[DatedMeeting, ...]:
        """Date every meeting of the timetable, sorted by section, meeting and lost date."""
        held = (dated for row in self.timetable.held for dated in self._dates_of(row))
        lost = (dated for row in self.timetable.exceptions for dated in self._given_up(row))
        return tuple(sorted([*held, *lost], key=_order))

    def _dates_of(self, row: Meeting) -> Iterator[DatedMeeting]:
        for day in self._days(row):
            yield self._fate(row, day)

    def _given_up(self, row: ExceptionalWeeks) -> Iterator[DatedMeeting]:
        for day in self._days(row) if row.kind == "lost" else ():
            yield _dated(row, day, "lost", reason=row.reason)

    def _days(self, row: Meeting) -> Iterator[date]:
        weekday = self.problem.period[row.period].weekday
        for week in row.weeks.numbers:
            yield self.problem.term.date_of(week, weekday)

    def _fate(self, row: Meeting, day: date) -> DatedMeeting:
        stopper = self._stopper(row, day)
        if stopper is None:
            return _dated(row, day, "held")
        target = self.problem.made_up_on.get(day)
        if target is None or not self._free(row, target):
            return _dated(row, day, "lost", reason=stopper.name or stopper.kind)
        reason = stopper.name or stopper.kind
        return _dated(row, target, "moved", reason=reason, from_date=day)

    def _stopper(self, row: Meeting, day: date) -> CalendarDay | None:
        """The first entry of the calendar that keeps an ordinary meeting from a date."""
        entries = self.problem.days_on.get(day, ())
        return next((entry for entry in entries if self._in_scope(row, entry)), None)

    def _in_scope(self, row: Meeting, entry: CalendarDay) -> bool:
        if entry.venue is not None:
            return row.room is not None and self.problem.room[row.room].venue == entry.venue
        if entry.area is None:
            return True
        return any(entry.area in self._lineage[area] for area in self._areas_of(row))

    def _areas_of(self, row: Meeting) -> tuple[str, ...]:
        """Where a meeting takes place: its venue's area, online the areas of its requests."""
        if row.room is not None:
            return (self.problem.venue[self.problem.room[row.room].venue].area,)
        asked = (self.problem.request.get(each) for each in self._requests(row))
        return tuple(request.area for request in asked if request is not None)

    def _requests(self, row: Meeting) -> Words:
        return self.timetable.known[row.section].requests

    @cached_property
    def _lineage(self) -> dict[str, frozenset[str]]:
        return {area.code: self.problem.lineage(area.code) for area in self.problem.areas}

    def _free(self, row: Meeting, day: date) -> bool:
        """Whether teacher, room and venue can hold a moved meeting on a make-up day."""
        away = self.problem.away_on(day)
        if ("teacher", row.teacher) in away:
            return False
        if row.room is not None:
            venue = self.problem.room[row.room].venue
            if ("room", row.room) in away or ("venue", venue) in away:
                return False
        others = (e for e in self.problem.days_on.get(day, ()) if e.kind != "makeup")
        return not any(self._in_scope(row, entry) for entry in others)


def _dated(
    row: Meeting, day: date, kind: DateKind, *, reason: str = "", from_date: date | None = None
) -> DatedMeeting:
    return DatedMeeting(
        section=row.section,
        meeting=row.meeting,
        date=day,
        kind=kind,
        from_date=from_date,
        reason=reason,
        period=row.period,
        teacher=row.teacher,
        room=row.room,
    )


def _order(row: DatedMeeting) -> tuple[str, int, date]:
    return row.section, row.meeting, row.from_date or row.date


def dates_of(problem: Problem, timetable: Timetable) -> tuple[DatedMeeting, ...]:
    """Date every meeting of a timetable (problem statement, "Availability by dates")."""
    return DatedTerm(problem=problem, timetable=timetable).meetings()
