"""What the placements that stay leave free: hours, loads and where a teacher stands when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from engine.domain.timetable import Meeting
from engine.rules.terms import Bools, Ints
from engine.timetabling.kernels.arrays import WEEK
from engine.timetabling.statement import Statement


@dataclass(frozen=True)
class Stand:
    """A fixed meeting of a teacher in a room."""

    period: int
    venue: int
    weeks: int


@dataclass(frozen=True)
class Occupied:
    """The hours and loads that fixed meetings take; weeks are bits of one whole number.

    `taken` [Q, P] are the weeks in which a thing is in use, `full` [Q, 8] those in which it
    has no load left on a weekday or in the week, `load` [Q, 8, weeks] the meetings it holds.
    `stands` lists each teacher's fixed meetings in rooms, `held` the hours of each fixed
    section, by its place among all sections.
    """

    taken: Ints
    full: Ints
    load: Ints
    stands: Mapping[int, list[Stand]]
    held: Mapping[int, list[tuple[int, int]]]


def week_bits(numbers: Iterable[int]) -> int:
    """Write week numbers as bits."""
    return sum(1 << number for number in set(numbers))


def occupied_by(
    statement: Statement, meetings: Iterable[Meeting], place_of: Mapping[str, int]
) -> Occupied:
    """Enter fixed meetings; `place_of` gives each section's place among all sections."""
    frame, world = statement.frame, statement.world
    period_at = {name: at for at, name in enumerate(frame.periods)}
    thing_at = {name: at for at, name in enumerate(frame.rooms)}
    teacher_at = {name: at + frame.first_teacher for at, name in enumerate(frame.teachers)}
    things = frame.first_teacher + len(frame.teachers)
    taken = np.zeros((things, len(frame.periods)), dtype=np.int64)
    load = np.zeros((things, 8, 64), dtype=np.int64)
    stands: dict[int, list[Stand]] = {}
    held: dict[int, list[tuple[int, int]]] = {}
    for row in meetings:
        period, teacher = period_at[row.period], teacher_at[row.teacher]
        bits = week_bits(row.weeks.numbers)
        taken[teacher, period] |= bits
        if row.section in place_of:
            held.setdefault(place_of[row.section], []).append((period, bits))
        if row.room is not None:
            room = thing_at[row.room]
            taken[room, period] |= bits
            stands.setdefault(teacher, []).append(Stand(period, int(world.venue[room]), bits))
        load[teacher, [int(frame.weekdays[period]), WEEK]] += _weeks_of(bits)
    return Occupied(taken, _full(load, world.limit[:, :8].astype(np.int64)), load, stands, held)


def _weeks_of(bits: int) -> Ints:
    return np.array([bits >> week & 1 for week in range(64)], dtype=np.int64)


def _full(load: Ints, limit: Ints) -> Ints:
    """The weeks, as bits, in which the limit of a weekday or of the week is reached [Q, 8]."""
    reached: Bools = load >= limit[:, :, None]
    full: Ints = (reached[:, :, :63] * (np.int64(1) << np.arange(63))).sum(axis=2)
    return full
