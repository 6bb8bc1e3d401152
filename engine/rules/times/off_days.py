"""The terms' calendar: which days of the term need nobody, and who is away on the others."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from engine.domain.calendar import CalendarDay
from engine.domain.people import Unavailable
from engine.rules.axes import Axes
from engine.rules.terms import Bools


def days_off_somewhere(axes: Axes) -> Bools:
    """The days [7 x weeks] that are out of the ordinary somewhere or everywhere."""
    off = np.zeros(7 * axes.problem.term.weeks, dtype=np.bool_)
    off[[day for day, _ in _days_off(axes)]] = True
    return off


def days_off_at_venues(axes: Axes) -> Bools:
    """The days [V, 7 x weeks] that are out of the ordinary at each venue."""
    off = np.zeros((len(axes.ground.venues), 7 * axes.problem.term.weeks), dtype=np.bool_)
    for day, row in _days_off(axes):
        off[_in_scope(axes, row.area, row.venue), day] = True
    return off


def days_off_in_areas(axes: Axes) -> Bools:
    """The days [N, 7 x weeks] that are out of the ordinary in each area as a whole."""
    off = np.zeros((len(axes.ground.areas), 7 * axes.problem.term.weeks), dtype=np.bool_)
    for day, row in _days_off(axes):
        if row.venue is None:
            off[_inside(axes, row.area), day] = True
    return off


def days_away(axes: Axes, kind: str, ids: list[str]) -> Bools:
    """The days [len(ids), 7 x weeks] ahead on which each teacher, room or venue cannot be used."""
    away = np.zeros((len(ids), 7 * axes.problem.term.weeks), dtype=np.bool_)
    at = {name: place for place, name in enumerate(ids)}
    for row in axes.problem.unavailable:
        if row.kind == kind:
            away[at[row.id], _span(axes, row)] = True
    return away & ahead(axes)


def ahead(axes: Axes) -> Bools:
    """The days [7 x weeks] of weeks that count, as far as they are not over."""
    days = np.arange(7 * axes.problem.term.weeks)
    counted = np.isin(days // 7 + 1, sorted(axes.counted))
    begun = 0 if axes.problem.as_of is None else _day(axes, axes.problem.as_of)
    return np.asarray(counted & (days >= begun), dtype=np.bool_)


def by_period_and_weeks(axes: Axes, days: Bools) -> Bools:
    """Turn days [X, 7 x weeks] into (X, period, weeks): is any date of the run among them."""
    weekly = days.reshape(len(days), axes.problem.term.weeks, 7)
    by_period = weekly[:, :, axes.ground.period_weekday]
    runs = [by_period[:, numbers].any(axis=1) for numbers in axes.week_numbers]
    empty = np.zeros((len(days), len(axes.periods), 0), dtype=np.bool_)
    return np.stack(runs, axis=2) if runs else empty


def _days_off(axes: Axes) -> Iterator[tuple[int, CalendarDay]]:
    """The rows of the calendar that lie in the term, each with its day counted from 0."""
    for row in axes.problem.calendar:
        day = _day(axes, row.date)
        if 0 <= day < 7 * axes.problem.term.weeks:
            yield day, row


def _day(axes: Axes, day: date) -> int:
    return (day - axes.problem.term.start).days


def _span(axes: Axes, row: Unavailable) -> slice:
    return slice(max(0, _day(axes, row.from_date)), max(0, _day(axes, row.to_date) + 1))


def _in_scope(axes: Axes, area: str | None, venue: str | None) -> Bools:
    """Which venues [V] a row of the calendar touches."""
    if venue is not None:
        return np.array([each.id == venue for each in axes.ground.venues], dtype=np.bool_)
    return _inside(axes, area)[axes.ground.area_of_venue]


def _inside(axes: Axes, area: str | None) -> Bools:
    """Which areas [N] an area holds, itself included; None holds them all."""
    if area is None:
        return np.ones(len(axes.ground.areas), dtype=np.bool_)
    lineages = (axes.problem.lineage(code) for code in axes.ground.areas)
    found = [area in lineage for lineage in lineages]
    return np.array(found, dtype=np.bool_)
