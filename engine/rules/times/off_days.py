"""The terms' calendar: which days of the term need nobody, and who is away on the others."""

from datetime import date

import numpy as np

from engine.domain.people import Unavailable
from engine.rules.axes import Axes
from engine.rules.terms import Bools


def days_off(axes: Axes) -> Bools:
    """The days [7 x weeks] that are out of the ordinary for the whole district."""
    off = np.zeros(7 * axes.problem.term.weeks, dtype=np.bool_)
    for row in axes.problem.calendar:
        day = _day(axes, row.date)
        if row.area is None and row.venue is None and 0 <= day < off.size:
            off[day] = True
    return off


def days_off_at_venues(axes: Axes) -> Bools:
    """The days [V, 7 x weeks] that are out of the ordinary at each venue."""
    off = np.repeat(days_off(axes)[None, :], len(axes.ground.venues), axis=0)
    for row in axes.problem.calendar:
        day = _day(axes, row.date)
        if 0 <= day < off.shape[1]:
            off[_in_scope(axes, row.area, row.venue), day] = True
    return off


def days_away(axes: Axes, kind: str, ids: list[str]) -> Bools:
    """The days [len(ids), 7 x weeks] on which each teacher, room or venue cannot be used."""
    away = np.zeros((len(ids), 7 * axes.problem.term.weeks), dtype=np.bool_)
    at = {name: place for place, name in enumerate(ids)}
    for row in axes.problem.unavailable:
        if row.kind == kind:
            away[at[row.id], _span(axes, row)] = True
    return away


def by_period_and_weeks(axes: Axes, days: Bools) -> Bools:
    """Turn days [X, 7 x weeks] into (X, period, weeks): is any date of the run among them."""
    weekly = days.reshape(len(days), axes.problem.term.weeks, 7)
    by_period = weekly[:, :, axes.ground.period_weekday]
    runs = [by_period[:, numbers].any(axis=1) for numbers in axes.week_numbers]
    empty = np.zeros((len(days), len(axes.periods), 0), dtype=np.bool_)
    return np.stack(runs, axis=2) if runs else empty


def _day(axes: Axes, day: date) -> int:
    return (day - axes.problem.term.start).days


def _span(axes: Axes, row: Unavailable) -> slice:
    return slice(max(0, _day(axes, row.from_date)), max(0, _day(axes, row.to_date) + 1))


def _in_scope(axes: Axes, area: str | None, venue: str | None) -> Bools:
    """Which venues [V] a row of the calendar touches."""
    if venue is not None:
        found = [each.id == venue for each in axes.ground.venues]
    elif area is not None:
        inside = {code for code in axes.ground.areas if area in axes.problem.lineage(code)}
        found = [each.area in inside for each in axes.ground.venues]
    else:
        found = [True] * len(axes.ground.venues)
    return np.array(found, dtype=np.bool_)
