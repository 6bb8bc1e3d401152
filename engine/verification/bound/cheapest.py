"""The cheapest placement of one section at given prices."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from engine.rules.terms import Ints
from engine.verification.bound.options import Options

NEVER = 1 << 57  # dearer than any placement; seven meetings of it still fit into 64 bits


@dataclass(frozen=True)
class Market:
    """What a metre, a point, a room and a teacher cost.

    `room_pay` [W, R, P] and `teacher_pay` [W, T, P] are what one meeting pays in all atoms of
    its weeks, `twice_pay` [W, P, P] of some teachers what two meetings pay besides; `weekday`
    [P] ascends.
    """

    travel: int
    fit: int
    room_pay: Ints
    teacher_pay: Ints
    twice_pay: Mapping[int, Ints]
    weekday: Ints


def cheapest(options: Options, market: Market) -> int:
    """Price every placement of a section; `NEVER` when there is none."""
    if not options.teachers.size or not options.periods.size:
        return NEVER
    runs = range(options.weeks.size)
    return min((_least(options, market, run) for run in runs), default=NEVER)


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


def _least(options: Options, market: Market, run: int) -> int:
    """The cheapest meetings on different weekdays, with one teacher and room or several."""
    cost = _meetings(options, market, run)
    if options.meetings == 1:
        return int(cost.min())
    weekday = market.weekday[options.periods]
    days = np.flatnonzero(np.diff(weekday, prepend=-1))
    by_day = np.minimum.reduceat(cost, days, axis=2)
    if by_day.shape[2] < options.meetings:
        return NEVER
    dear = _dearer(options, market, run)
    rest = [place for place in range(len(by_day)) if place not in dear]
    several = (
        _two_teachers(options, market.fit, cost, weekday)
        if dear
        else _several_teachers(options, market.fit, by_day)
    )
    one = _one_teacher(options, market.fit, by_day[rest]) if rest else ()
    priced = (
        _twice_with(options, market.fit, cost[place], more, weekday) for place, more in dear.items()
    )
    return min(NEVER, *several, *one, *priced)


def _dearer(options: Options, market: Market, run: int) -> dict[int, Ints]:
    """What two meetings with a teacher pay besides [p, p], by the teacher's place in the options."""
    if options.meetings != 2:
        return {}
    at, periods = options.weeks[run], np.ix_(options.periods, options.periods)
    return {
        place: market.twice_pay[teacher][at][periods]
        for place, teacher in enumerate(options.teachers.tolist())
        if teacher in market.twice_pay
    }


def _one_teacher(options: Options, fit: int, by_day: Ints) -> Iterator[int]:
    """One room, or a second one."""
    room = options.changes[1]
    yield _sum_of_least(by_day, options.meetings)
    if room is not None:
        yield fit * room + _sum_of_least(by_day.min(axis=1), options.meetings)


def _several_teachers(options: Options, fit: int, by_day: Ints) -> Iterator[int]:
    """A second teacher in one room, or a second room too."""
    teacher, room = options.changes
    if teacher is None:
        return
    yield fit * teacher + _sum_of_least(by_day.min(axis=0), options.meetings)
    if room is not None:
        both = _sum_of_least(by_day.min(axis=(0, 1)), options.meetings)
        yield fit * (teacher + room) + both


def _twice_with(options: Options, fit: int, cost: Ints, more: Ints, weekday: Ints) -> int:
    """Two meetings with one teacher who costs more at two periods, by room and period [r, p]."""
    room = options.changes[1]
    apart = more + NEVER * (weekday[:, None] == weekday[None, :])
    one = min(int((row[:, None] + row[None, :] + apart).min()) for row in cost)
    if room is None:
        return one
    least = cost.min(axis=0)
    return min(one, fit * room + int((least[:, None] + least[None, :] + apart).min()))


def _two_teachers(options: Options, fit: int, cost: Ints, weekday: Ints) -> Iterator[int]:
    """Two meetings with different teachers: in one room, or in a second one too."""
    teacher, room = options.changes
    if teacher is None or len(cost) < 2:
        return
    apart = NEVER * (weekday[:, None] == weekday[None, :])
    yield fit * teacher + min(_least_of_two(cost[:, at], apart) for at in range(cost.shape[1]))
    if room is not None:
        yield fit * (teacher + room) + _least_of_two(cost.min(axis=1), apart)


def _least_of_two(cost: Ints, apart: Ints) -> int:
    """The least of two meetings at two periods with different teachers, by teacher and period."""
    order = np.argsort(cost, axis=0, kind="stable")[:2]
    least, second = np.take_along_axis(cost, order, axis=0)
    same = order[0][:, None] == order[0][None, :]
    swapped = np.minimum(least[:, None] + second[None, :], second[:, None] + least[None, :])
    return int((np.where(same, swapped, least[:, None] + least[None, :]) + apart).min())


def _sum_of_least(by_day: Ints, days: int) -> int:
    """The least sum over so many different days, over all rows."""
    return int(np.sort(by_day, axis=-1)[..., :days].sum(axis=-1).min())
