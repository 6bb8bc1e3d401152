"""The law's reading of dates: what becomes of a meeting on each of them, and what lies ahead."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from engine.domain.problem import Problem
from engine.domain.timetable import Meeting, Timetable
from engine.refusals import Lang
from engine.rules.clock import stopped

KINDS = {"held": "照常", "lost": "停课", "moved": "调课"}
Place = tuple[str, int, date]  # section, meeting, the date by the weekly pattern


class Fate(NamedTuple):
    """What becomes of a meeting: held, lost or moved, on which date, when, by whom and where."""

    kind: str
    day: date
    period: str
    teacher: str
    room: str | None

    def __str__(self) -> str:
        return self.word("en")

    def word(self, lang: Lang) -> str:
        """Say it in one line, names as ids."""
        kind = KINDS.get(self.kind, self.kind) if lang == "zh" else self.kind
        return " ".join([kind, str(self.day), self.period, self.teacher, self.room or "-"])


def fates(timetable: Timetable, problem: Problem) -> Iterator[tuple[Place, Fate]]:
    """What becomes of every meeting of every week, by section, meeting and date of the pattern."""
    for meeting in timetable.held:
        for day in _days(problem, meeting):
            fate = fate_of(timetable, problem, meeting, day)
            yield (meeting.section, meeting.meeting, day), fate
    for row in timetable.exceptions:
        for day in _days(problem, row) if row.kind == "lost" else ():
            yield (row.section, row.meeting, day), _as(row, "lost", day)


def fate_of(timetable: Timetable, problem: Problem, meeting: Meeting, day: date) -> Fate:
    """What the calendar makes of a meeting on a date of its pattern."""
    if not stopped(timetable, problem, meeting, problem.days_on.get(day, ())):
        return _as(meeting, "held", day)
    target = problem.made_up_on.get(day)
    if target is not None and _free(timetable, problem, meeting, target):
        return _as(meeting, "moved", target)
    return _as(meeting, "lost", day)


def dates_ahead(timetable: Timetable, problem: Problem, meeting: Meeting) -> Iterator[date]:
    """The dates of a weekly meeting in the term, by its pattern, that are not over."""
    for day in _days(problem, meeting):
        if day <= problem.term.end and _is_ahead(timetable, problem, meeting, day):
            yield day


def planned(timetable: Timetable, problem: Problem) -> Iterator[Meeting]:
    """The weekly timetable, and whatever is to be held otherwise in weeks ahead."""
    yield from timetable.meetings
    for row in timetable.exceptions:
        going_on = row.kind == "held" and row.section in timetable.section
        if going_on and any(dates_ahead(timetable, problem, row)):
            yield row


def weeks_ahead(
    timetable: Timetable, problem: Problem, section: str
) -> Iterator[tuple[int, list[Meeting]]]:
    """Week by week, the meetings of a section that are still to be held."""
    weeks: dict[int, list[Meeting]] = {}
    for row in timetable.rows_of.get(section, ()):
        for day in _days(problem, row):
            if _is_ahead(timetable, problem, row, day):
                weeks.setdefault(problem.term.week_of(day), []).append(row)
    yield from sorted(weeks.items())


def _is_ahead(timetable: Timetable, problem: Problem, meeting: Meeting, day: date) -> bool:
    """Whether what becomes of a meeting is still to come: a make-up day may lie before its date."""
    if problem.as_of is None:
        return True
    return not problem.is_over(fate_of(timetable, problem, meeting, day).day)


def _days(problem: Problem, meeting: Meeting) -> Iterator[date]:
    weekday = problem.period[meeting.period].weekday
    for week in meeting.weeks.numbers:
        yield problem.term.date_of(week, weekday)


def _as(meeting: Meeting, kind: str, day: date) -> Fate:
    return Fate(kind, day, meeting.period, meeting.teacher, meeting.room)


def _free(timetable: Timetable, problem: Problem, meeting: Meeting, day: date) -> bool:
    """Whether teacher, room and venue can hold a moved meeting on a make-up day."""
    needed = {("teacher", meeting.teacher)}
    if meeting.room is not None:
        needed |= {("room", meeting.room), ("venue", problem.room[meeting.room].venue)}
    others = [row for row in problem.days_on.get(day, ()) if row.kind != "makeup"]
    return needed.isdisjoint(problem.away_on(day)) and not stopped(
        timetable, problem, meeting, others
    )
