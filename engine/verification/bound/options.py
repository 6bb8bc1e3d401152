"""What one section may choose from, and what each choice costs before prices."""

from dataclasses import dataclass

import numpy as np

from engine.domain.courses import MODES
from engine.rules.axes import Axes
from engine.rules.terms import Bools, Ints
from engine.verification.bound.combined import Combined, Goal

ONLINE = MODES.index("online")
IN_A_ROOM = [place for place in range(len(MODES)) if place != ONLINE]


@dataclass(frozen=True)
class Options:
    """The teachers t, rooms r, periods p and runs of weeks w that a section may use.

    `metres` and `points` [t, r] are costs of a meeting in a room, `apart` [t, r] the pairs
    that may not be; `by_teacher` [t] and `by_period` [p] are points of every meeting, `online`
    those of an online one (None where it may not be). `shut` [w, r, p] and `busy` [w, t, p]
    say when rooms and teachers cannot be used. A second teacher costs `changes[0]` points and
    a second room `changes[1]`, None where there may be none.
    """

    meetings: int
    teachers: Ints
    rooms: Ints
    periods: Ints
    weeks: Ints
    metres: Ints
    points: Ints
    apart: Bools
    by_teacher: Ints
    by_period: Ints
    online: int | None
    shut: Bools
    busy: Bools
    changes: tuple[int | None, int | None]


def options_of(axes: Axes, terms: Combined, section: int) -> Options:
    """Read the options of one section of the chunk; none at all where it may not be held."""
    held = not terms.forbidden["section",][section]
    free = {
        axis: np.flatnonzero(~terms.forbidden["section", axis][section] & held)
        for axis in ("teacher", "room", "period", "weeks")
    }
    modes = _mode_points(terms, section)
    rooms = free["room"][modes[free["room"]] < NO_MODE]
    teachers, periods, weeks = free["teacher"], free["period"], free["weeks"]
    online = int(terms.amount["fit", ("section", "mode")][section, ONLINE])
    return Options(
        meetings=axes.courses[section].meetings_per_week,
        teachers=teachers,
        rooms=rooms,
        periods=periods,
        weeks=weeks,
        metres=_in_a_room(terms, "travel", section, teachers, rooms),
        points=_in_a_room(terms, "fit", section, teachers, rooms) + modes[rooms],
        apart=terms.forbidden["teacher", "room"][np.ix_(teachers, rooms)],
        by_teacher=terms.amount["fit", ("section", "teacher")][section, teachers],
        by_period=terms.amount["fit", ("section", "period")][section, periods],
        online=None if terms.forbidden["section", "mode"][section, ONLINE] else online,
        shut=_by_weeks(terms.forbidden["room", "period", "weeks"], rooms, periods, weeks),
        busy=_by_weeks(terms.forbidden["teacher", "period", "weeks"], teachers, periods, weeks),
        changes=(_change(terms, "teacher", section), _change(terms, "room", section)),
    )


NO_MODE = 1 << 40


def _mode_points(terms: Combined, section: int) -> Ints:
    """The points of the best mode in each room [R]; `NO_MODE` where none is allowed."""
    points = terms.amount["fit", ("section", "mode")][section, IN_A_ROOM]
    refused = terms.forbidden["section", "mode"][section, IN_A_ROOM][None, :]
    refused = refused | terms.forbidden["room", "mode"][:, IN_A_ROOM]
    best: Ints = np.where(refused, NO_MODE, points[None, :]).min(axis=1)
    return best


def _in_a_room(terms: Combined, goal: Goal, section: int, teachers: Ints, rooms: Ints) -> Ints:
    pairs = terms.amount[goal, ("teacher", "room")][np.ix_(teachers, rooms)]
    both: Ints = pairs + terms.amount[goal, ("section", "room")][section, rooms][None, :]
    return both


def _by_weeks(table: Bools, rows: Ints, periods: Ints, weeks: Ints) -> Bools:
    return table[np.ix_(rows, periods, weeks)].transpose(2, 0, 1)


def _change(terms: Combined, axis: str, section: int) -> int | None:
    return None if terms.must[axis][section] else terms.change[axis]
