"""What sections share: weeks, opening hours, limits, journeys, and who may not meet at once."""

import numpy as np

from engine.rules.terms import Axis, Ints, Limit
from engine.timetabling.frame import Frame
from engine.timetabling.gathering import Gathered, Goal
from engine.timetabling.kernels.arrays import AGREED, FORBIDDEN, WEEK, Reals, Small, World

ENDLESS = 1_000_000
"""A limit that no timetable reaches."""


def prices_of_nothing(terms: Gathered, frame: Frame) -> Reals:
    """Prices [W, Q, P] that only say what is shut: 0 or `FORBIDDEN`."""
    teachers, periods, weeks = len(frame.teachers), len(frame.periods), len(frame.weeks)
    shut = terms.forbidden(("room", "period", "weeks"), (len(frame.rooms), periods, weeks))
    busy = terms.forbidden(("teacher", "period", "weeks"), (teachers, periods, weeks))
    shut = shut | (one_at_a_time(terms, ("room", "period"), shut.shape[:2]) == 0)[:, :, None]
    busy = busy | (one_at_a_time(terms, ("teacher", "period"), busy.shape[:2]) == 0)[:, :, None]
    online = np.zeros((1, periods, weeks), dtype=np.bool_)
    closed = np.concatenate([shut, online, busy]).transpose(2, 0, 1)
    return np.ascontiguousarray(np.where(closed, FORBIDDEN, 0.0))


def world_of(terms: Gathered, frame: Frame, section: Small, entry: Small, stake: Ints) -> World:
    """Put what sections share beside their lists."""
    periods = len(frame.periods)
    day_at = np.searchsorted(frame.weekdays, np.arange(8))
    spread = frame.weekdays if terms.spread else np.arange(periods)
    days = [frame.weekdays, spread, day_at[frame.weekdays], day_at[frame.weekdays + 1]]
    venue, minutes, gap = journeys(terms, frame)
    return World(
        section=section,
        entry=entry,
        stake=stake,
        mask=frame.weeks_atoms @ (1 << np.arange(len(frame.atoms), dtype=np.int64)),
        weeks=np.array([len(atom) for atom in frame.atoms], dtype=np.int32),
        period=np.stack(days, axis=1).astype(np.int32),
        limit=limits_of(terms, frame),
        venue=venue,
        minutes=np.ascontiguousarray(minutes),
        gap=np.ascontiguousarray(gap),
    )


def limits_of(terms: Gathered, frame: Frame) -> Small:
    """The limits of every thing [Q, 9]: seven weekdays, the week, the load agreed."""
    teachers = len(frame.teachers)
    limit = np.full((frame.first_teacher + teachers, 9), ENDLESS, dtype=np.int32)
    mine = limit[frame.first_teacher :]
    mine[:, :7] = most(terms, ("teacher", "weekday"), (teachers, 7))
    mine[:, WEEK] = most(terms, ("teacher",), (teachers,))
    mine[:, AGREED] = agreed(terms, mine[:, WEEK])
    return limit


def most(terms: Gathered, per: tuple[Axis, ...], shape: tuple[int, ...]) -> Small:
    """A limit as whole numbers, `ENDLESS` where there is none or none that binds."""
    limit = terms.limits.get(per, Limit(per, np.full(shape, -1)))
    return _in_reach(limit.most)


def one_at_a_time(terms: Gathered, per: tuple[Axis, ...], shape: tuple[int, ...]) -> Small:
    """The limit of a room or a teacher at one period; the engine knows no other than 0 and 1."""
    limit = most(terms, per, shape)
    if np.any((limit > 1) & (limit < ENDLESS)):
        raise ValueError(f"at most one meeting at a time is understood, over {per}")
    return limit


def agreed(terms: Gathered, load: Small) -> Small:
    """The weekly load above which each meeting costs something, `ENDLESS` for never [T]."""
    limit = terms.limits.get(("teacher",))
    if limit is None or limit.agreed is None:
        return np.full_like(load, ENDLESS)
    return _in_reach(limit.agreed)


def _in_reach(numbers: Ints) -> Small:
    """Limits as the kernels hold them: one beyond 32 bits would come out as another number."""
    return np.where(numbers < 0, ENDLESS, np.minimum(numbers, ENDLESS)).astype(np.int32)


def journeys(terms: Gathered, frame: Frame) -> tuple[Small, Reals, Reals]:
    """The venue of every thing [Q], minutes [V, V] and gaps [P, P]; without a term no journeys."""
    periods = len(frame.periods)
    venue = np.full(frame.first_teacher + len(frame.teachers), -1, dtype=np.int32)
    if terms.reach is None:
        venue[: frame.online] = 0
        return venue, np.zeros((1, 1)), np.zeros((periods, periods))
    venue[: frame.online] = terms.reach.venue_of_room
    minutes = np.asarray(terms.reach.minutes, dtype=np.float64)
    return venue, minutes, np.asarray(terms.reach.gap, dtype=np.float64)


def pair_costs(terms: Gathered, frame: Frame, goal: Goal) -> Reals:
    """Costs of a teacher in a room [T, R + 1], `FORBIDDEN` where the two do not go together."""
    shape = (len(frame.teachers), len(frame.rooms))
    pair = np.zeros((shape[0], shape[1] + 1))
    pair[:, :-1] = terms.cost(goal, ("teacher", "room"), shape)
    pair[:, :-1][terms.forbidden(("teacher", "room"), shape)] = FORBIDDEN
    return pair


def apart_lists(parts: list[Ints], sections: int) -> tuple[Small, Small]:
    """Who may not meet at the same time as each section, as one list a section."""
    pairs = np.concatenate([np.zeros((0, 2), dtype=np.int64), *parts])
    both = np.unique(np.concatenate([pairs, pairs[:, ::-1]]), axis=0)
    at = np.searchsorted(both[:, 0], np.arange(sections + 1)).astype(np.int32)
    return at, both[:, 1].astype(np.int32)
