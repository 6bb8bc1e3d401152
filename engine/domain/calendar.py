"""The weekly grid, the dated weeks of a term, and the days that are not ordinary."""

from collections.abc import Mapping, Sequence
from datetime import date as Date
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field

from engine.domain.thing import Thing

Weekday = Annotated[int, Field(ge=1, le=7)]
MinuteOfDay = Annotated[int, Field(ge=0, le=24 * 60)]
DayKind = Literal["holiday", "makeup", "closed", "event"]


class Period(Thing):
    """One cell of the weekly grid.

    `weekday` counts from Monday = 1; `start` and `end` are minutes after midnight, and the
    end itself is free: 08:00-09:00 and 09:00-10:00 do not overlap.
    """

    id: str
    weekday: Weekday
    start: MinuteOfDay
    end: MinuteOfDay

    @property
    def minutes(self) -> int:
        """How long the period lasts."""
        return self.end - self.start


class CalendarDay(Thing):
    """A day that is not ordinary: a holiday, a make-up day (调休), a closure or an event.

    `replaces_date` names the lost date whose meetings move to a make-up day; `area` and
    `venue` narrow a closure or an event (both empty = everywhere).
    """

    date: Date
    kind: DayKind
    follows_weekday: Weekday | None
    replaces_date: Date | None
    name: str
    area: str | None
    venue: str | None
    confirmed: bool


class Term(Thing):
    """The dated weeks a timetable covers; `start` is a Monday."""

    start: Date
    weeks: Annotated[int, Field(ge=1, le=60)]

    @property
    def end(self) -> Date:
        """The last day of the term, a Sunday."""
        return self.start + timedelta(days=7 * self.weeks - 1)

    def date_of(self, week: int, weekday: int) -> Date:
        """The date of a weekday (Monday = 1) in a week counted from 1."""
        return self.start + timedelta(days=7 * (week - 1) + weekday - 1)

    def week_of(self, day: Date) -> int:
        """The week number of a date; below 1 or above `weeks` when it lies outside."""
        return (day - self.start).days // 7 + 1


def make_up_days(calendar: Sequence[CalendarDay]) -> Mapping[Date, Date]:
    """Map each lost date to the make-up day that carries its meetings.

    A make-up day that names only a weekday stands for the nearest date of that weekday which is
    lost everywhere, else in some place (the earlier of two), and which no other make-up day
    carries; one for which there is none is left out here and refused at reading.
    """
    lost: dict[Date, bool] = {}  # whether it is lost only in some place
    for day in calendar:
        if day.kind in ("holiday", "closed"):
            somewhere = day.area is not None or day.venue is not None
            lost[day.date] = lost.get(day.date, True) and somewhere
    moved: dict[Date, Date] = {}
    for day in sorted((day for day in calendar if day.kind == "makeup"), key=_named_dates_first):
        free = {date: somewhere for date, somewhere in lost.items() if date not in moved}
        replaced = day.replaces_date or _nearest_lost(day, free)
        if replaced is not None:
            moved.setdefault(replaced, day.date)
    return moved


def _named_dates_first(day: CalendarDay) -> tuple[bool, Date, str]:
    return day.replaces_date is None, day.date, day.name


def _nearest_lost(day: CalendarDay, lost: Mapping[Date, bool]) -> Date | None:
    same = [each for each in lost if each.isoweekday() == day.follows_weekday]
    return min(same, key=lambda each: (lost[each], abs((each - day.date).days), each), default=None)
