"""The cheapest placement of one section at given prices."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from engine.rules.terms import Ints
from engine.verification.bound.options import Options

NEVER = 1 << 57  # dearer than any placement; seven meetings of it still fit into 64 bits


@dataclass(frozen=True)
class Market:
    """What a metre, a point, a room and a teacher cost.

    `room_pay` [W, R, P] and `teacher_pay` [W, T, P] are what one meeting pays in all atoms of
    its weeks; `weekday` [P] ascends.
    """

    travel: int
    fit: int
    room_pay: Ints
    teacher_pay: Ints
    weekday: Ints


def cheapest(options: Options, market: Market) -> int:
    """Price every placement of a section; `NEVER` when there is none."""
    if not options.teachers.size or not options.periods.size:
        return NEVER
    runs = (_meetings(options, market, place) for place in range(options.weeks.size))
    return min((_least(options, market, meetings) for meetings in runs), default=NEVER)


def _meetings(options: Options, market: Market, run: int) -> Ints:
    """The cost of one meeting by teacher, room and period [t, r + 1, p]; the last room is online.

    An online meeting goes along with any room, so it is offered in every one of them.
    """
    at = options.weeks[run]
    teacher = market.teacher_pay[at][np.ix_(options.teachers, options.periods)]
    teacher = teacher + market.fit * (options.by_teacher[:, None] + options.by_period[None, :])
    teacher = teacher + NEVER * options.busy[run]
    room = market.room_pay[at][np.ix_(options.rooms, options.periods)] + NEVER * options.shut[run]
    pair = market.travel * options.metres + market.fit * options.points + NEVER * options.apart
    cost = np.full((teacher.shape[0], room.shape[0] + 1, teacher.shape[1]), NEVER, dtype=np.int64)
    cost[:, :-1] = teacher[:, None, :] + room[None, :, :] + pair[:, :, None]
    if options.online is not None:
        online = teacher + market.fit * options.online
        cost = np.minimum(cost, online[:, None, :])
    return np.minimum(cost, NEVER)


def _least(options: Options, market: Market, cost: Ints) -> int:
    """The cheapest meetings on different weekdays, with one teacher and room or several."""
    if options.meetings == 1:
        return int(cost.min())
    days = np.flatnonzero(np.diff(market.weekday[options.periods], prepend=-1))
    by_day = np.minimum.reduceat(cost, days, axis=2)
    if by_day.shape[2] < options.meetings:
        return NEVER
    return min(NEVER, *_cases(options, market.fit, by_day))


def _cases(options: Options, fit: int, by_day: Ints) -> Iterator[int]:
    """One teacher and one room; a second teacher; a second room; both."""
    teacher, room = options.changes
    yield _sum_of_least(by_day, options.meetings)
    if teacher is not None:
        yield fit * teacher + _sum_of_least(by_day.min(axis=0), options.meetings)
    if room is not None:
        yield fit * room + _sum_of_least(by_day.min(axis=1), options.meetings)
    if teacher is not None and room is not None:
        both = _sum_of_least(by_day.min(axis=(0, 1)), options.meetings)
        yield fit * (teacher + room) + both


def _sum_of_least(by_day: Ints, days: int) -> int:
    """The least sum over so many different days, over all rows."""
    return int(np.sort(by_day, axis=-1)[..., :days].sum(axis=-1).min())
