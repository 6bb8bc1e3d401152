"""Terms: a rule as plain data that every part of the solver reads the same way.

Axes and their sizes: section S (of one chunk), period P, weeks W (the distinct runs of weeks
allowed by any course), room R, teacher T, mode M = 3 (`MODES`), weekday 7. A candidate is a
section with one `weeks`, and for each of its weekly meetings a period, a teacher, a mode and
- unless online - a room. Terms with a room axis say nothing about an online meeting.

Several terms of one kind hold together: what any forbids is forbidden, costs add up, the
smallest limit holds, `Same` is a must where any says so and its changes add up.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Axis = Literal["section", "period", "weeks", "room", "teacher", "mode", "weekday"]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Forbid:
    """What may not go together: `where` is True over the product of the named axes.

    Used with ("section",), ("section", "period"), ("section", "weeks"), ("section", "room"),
    ("section", "teacher"), ("section", "mode"), ("room", "mode"), ("teacher", "room"),
    ("room", "period", "weeks") and ("teacher", "period", "weeks").
    """

    axes: tuple[Axis, ...]
    where: Bools


@dataclass(frozen=True)
class Needed:
    """Dates on which a teacher is away and some places are closed: where he or she is needed.

    Row n is one date of one teacher: `teacher`, `week` (counted from 1) and `weekday` [n]. No
    meeting of that teacher on that date may stand in a room of `rooms` [n, R], nor be an online
    one of a section of `online` [n, S].
    """

    teacher: Ints
    week: Ints
    weekday: Ints
    rooms: Bools
    online: Bools


@dataclass(frozen=True)
class Cost:
    """Whole units of a goal, counted once a weekly meeting (a row of `timetable`).

    Used with ("section", "room"), ("teacher", "room"), ("section", "teacher"),
    ("section", "period") and ("section", "mode").
    """

    goal: Literal["travel", "fit"]
    axes: tuple[Axis, ...]
    amount: Ints


@dataclass(frozen=True)
class Limit:
    """At most so many meetings on a scarce thing, in every week of the term.

    `per` is ("room", "period"), ("teacher", "period"), ("teacher", "weekday") or ("teacher",)
    for the whole week. `most` has the shape of `per`; a negative entry is no limit. Beyond
    `agreed` (same shape, negative = never) each meeting costs `over` points of fit in each week.
    """

    per: tuple[Axis, ...]
    most: Ints
    agreed: Ints | None = None
    over: int = 0


@dataclass(frozen=True)
class Same:
    """All meetings of a section have one teacher, or one room, where `where` [S] is True.

    Where it is False each further distinct teacher (room) of the section costs `change` points
    of fit. An online meeting has no room and changes none.
    """

    axis: Literal["teacher", "room"]
    where: Bools
    change: int


@dataclass(frozen=True)
class Reach:
    """A teacher gets from one meeting to the next one of the same day in time.

    Two meetings of one teacher in a common week on one weekday, in rooms a and b with the
    periods p before q, may follow each other only if `minutes[a, b] <= gap[p, q]`. `minutes`
    is over venues [V, V] with `venue_of_room` [R]; `gap` [P, P] is negative where q does not
    follow p on its day. Only meetings in rooms count; an online one needs no journey.
    """

    venue_of_room: Ints
    minutes: Floats
    gap: Floats


@dataclass(frozen=True)
class Apart:
    """Pairs of sections (indices into ALL sections of the axes) that never meet at one time."""

    pairs: Ints  # [n, 2], each pair once, first < second


@dataclass(frozen=True)
class Spread:
    """The meetings of a section lie on different weekdays."""


@dataclass(frozen=True)
class Unserved:
    """What it costs to leave a section out, in priority-learners, by street.

    `by_street` [S, G] are the priority-learners of each home street in a section; `elsewhere`
    [S] those of requests that belong to no street. `total` [G] is a street's whole demand,
    `lost` [G] and `lost_elsewhere` what no section holds (so it is unserved anyway).
    """

    streets: tuple[str, ...]
    by_street: Ints
    elsewhere: Ints
    total: Ints
    lost: Ints
    lost_elsewhere: int


Term = Forbid | Needed | Cost | Limit | Same | Reach | Apart | Spread | Unserved
