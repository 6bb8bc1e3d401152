"""What the kernels read and write: a few plain arrays under names.

Sizes: section S, period P, run of weeks W, week atom A, street G, most meetings a week K.
A *thing* is what a meeting occupies: the rooms first, then the online place, then the teachers
(Q in all). An *entry* is a position in the one long list `entry`, where every section has its
lists of runs of weeks, periods, rooms and teachers (as things), and of sections it must not
meet. Few arrays, not many: what a compiled function costs to compile and to call grows with
their number.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Reals: TypeAlias = NDArray[np.float64]
Reals2: TypeAlias = NDArray[np.float64]
Reals3: TypeAlias = NDArray[np.float64]
Reals4: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int32]
Ints2: TypeAlias = NDArray[np.int32]
Ints3: TypeAlias = NDArray[np.int32]
Longs: TypeAlias = NDArray[np.int64]
Longs2: TypeAlias = NDArray[np.int64]
Bits: TypeAlias = NDArray[np.uint64]
"""Arrays of one to four dimensions, all contiguous: `kernel` compiles for these names."""

Small: TypeAlias = NDArray[np.int32]
"""Small whole numbers in any shape, outside the kernels."""

Shape: TypeAlias = tuple[int, int, int, int]

FORBIDDEN = 1e15
POSSIBLE = 1e14
"""A cost below this is that of something lawful; sums of forbidden things lie above."""

MEETINGS, SAME_ROOM, SAME_TEACHER = 0, 1, 2
WEEKS, PERIODS, ROOMS, TEACHERS, APART = 3, 5, 7, 9, 11
"""Columns of `World.section`: three facts, then where each list begins and (+ 1) ends."""

WEEKDAY, SPREAD, DAY_AT, DAY_END = 0, 1, 2, 3
"""Columns of `World.period`: weekday, the day a section meets on only once, periods of the day."""

WEEK, AGREED = 7, 8
"""Columns of `World.limit`: seven weekdays, the week's load, the load agreed."""

PERIOD, TEACHER, ROOM = 0, 1, 2
"""Columns of a placement: entries of the period, the teacher and the room of each meeting."""

SERVED, TRAVEL, FIT = 0, 1, 2
"""Places in `State.sums`."""


class World(NamedTuple):
    """All that is fixed.

    `section` [S, 13] and `entry` [N] are the lists; `stake` [S + 1, 1 + G] what is lost when a
    section is left out, in all and by street, and last the demand of each street; `mask` [W]
    has a bit an atom; `weeks` [A] in each atom; `period` [P, 4]; `limit` [Q, 9]; `venue` [Q] of
    rooms (-1 elsewhere); `minutes` [V, V] and `gap` [P, P] are real minutes.
    """

    section: Ints2
    entry: Ints
    stake: Longs2
    mask: Longs
    weeks: Ints
    period: Ints2
    limit: Ints2
    venue: Ints
    minutes: Reals2
    gap: Reals2


class Costs(NamedTuple):
    """What meetings cost in one goal, or in several under weights; whole numbers.

    `entry` goes along with `World.entry`; `pair` [T, R + 1] is `FORBIDDEN` where a teacher and
    a room may not go together; `more` [3] are a change of room, a change of teacher, and a
    meeting above the agreed load in one week. A section that meets twice a week with one
    teacher at two periods pays `twice` [N, W, P, P] besides, where `twice_of` [T] is the row of
    that teacher; -1 where there is none.
    """

    entry: Reals
    pair: Reals2
    more: Reals
    twice_of: Ints
    twice: Reals4


class State(NamedTuple):
    """A timetable in the making.

    `weeks` [S] is -1 where a section is unplaced; `at` [S, K, 3] its entries. `blocked` [Q, P]
    has the bit of an atom where a thing cannot take one more meeting, `holder` [Q, P, A] the
    section that meets there (-1 none), `count` [Q, 8, A] the meetings a weekday and a week.
    `sums` and `unserved` [G] are the levels as they stand. `outside` [2, S + 1]: the unplaced
    sections (their number last), and the slot of each of them.
    """

    weeks: Ints
    at: Ints3
    blocked: Longs2
    holder: Ints3
    count: Ints3  # type: ignore[assignment]  # a name that tuples have too
    unserved: Longs
    sums: Longs
    outside: Ints2


class Scratch(NamedTuple):
    """Room to work in for one lane, so that nothing is allocated in a loop.

    `cost` [2, L, X] is what each teacher (0) or room (1) listed costs at each period of a
    section, `least` [2, L] over its cheapest days, `listed` [2, L] its entry, `left` [L] the
    load a teacher has left. `row` [4, X] are the least costs a period: of what is looked at, of
    any teacher, of any room, of what is looked at with another teacher than the first; `who`
    [5, X] teacher and room of the first, the day, teacher and room of the last. `picked` [K]
    and `low` [K] are the cheapest days, `found` [K, 3] and `found_weeks` [1] the answer; `dice`
    [1] is a stream of random bits.
    """

    cost: Reals3
    least: Reals2
    listed: Ints2
    left: Ints
    row: Reals2
    who: Ints2
    picked: Ints
    low: Reals
    found: Ints2
    found_weeks: Ints
    dice: Bits


class Trail(NamedTuple):
    """What a step has changed, so that it can be undone: section, its weeks and places before.

    `fixed` [S] is not 0 where a section may not be changed at all.
    """

    fixed: Ints
    count: Ints  # type: ignore[assignment]  # a name that tuples have too
    section: Ints
    weeks: Ints
    at: Ints3
    queue: Ints


class Best(NamedTuple):
    """The best timetable so far and its five numbers: served, fairness, overruns, travel, fit."""

    weeks: Ints
    at: Ints3
    value: Longs
