"""What each section may have, as lists: dense tables of a chunk, cut down to what is possible."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from engine.rules.terms import Axis, Bools, Ints
from engine.timetabling.frame import Frame
from engine.timetabling.gathering import Gathered, Goal
from engine.timetabling.kernels.arrays import Costs, Reals, Small
from engine.timetabling.kernels.fresh import plain_costs

ONSITE, ONLINE, HYBRID = 0, 1, 2


@dataclass(frozen=True)
class Listed:
    """The possible entries of each section on one axis, one after the other, with their costs."""

    counts: Small
    entries: Small
    travel: Reals
    fit: Reals

    @classmethod
    def of(cls, possible: Bools, travel: Ints, fit: Ints) -> Self:
        """List what is possible [c, n] with the costs there."""
        return cls(
            possible.sum(axis=1).astype(np.int32),
            np.nonzero(possible)[1].astype(np.int32),
            travel[possible].astype(np.float64),
            fit[possible].astype(np.float64),
        )

    @classmethod
    def joined(cls, parts: "list[Listed]") -> Self:
        """Put parts one behind the other."""
        return cls(
            np.concatenate([part.counts for part in parts]),
            np.concatenate([part.entries for part in parts]),
            np.concatenate([part.travel for part in parts]),
            np.concatenate([part.fit for part in parts]),
        )


@dataclass(frozen=True)
class Lists:
    """All lists of some sections; `modes` goes along with the rooms."""

    weeks: Listed
    periods: Listed
    rooms: Listed
    teachers: Listed
    modes: Small
    one_room: Bools
    one_teacher: Bools

    @classmethod
    def joined(cls, parts: "list[Lists]") -> Self:
        """Put chunks one behind the other."""
        return cls(
            Listed.joined([part.weeks for part in parts]),
            Listed.joined([part.periods for part in parts]),
            Listed.joined([part.rooms for part in parts]),
            Listed.joined([part.teachers for part in parts]),
            np.concatenate([part.modes for part in parts]),
            np.concatenate([part.one_room for part in parts]),
            np.concatenate([part.one_teacher for part in parts]),
        )

    def table(self, frame: Frame, apart_at: Small) -> Small:
        """The facts and list bounds of every section [S, 13], as `arrays` names the columns."""
        parts = [self.weeks.counts, self.periods.counts, self.rooms.counts, self.teachers.counts]
        at, table = 0, [frame.meetings, self.one_room, self.one_teacher]
        for counts in [*parts, np.diff(apart_at)]:
            ends = at + np.cumsum(counts)
            table += [ends - counts, ends]
            at += int(counts.sum())
        return np.stack(table, axis=1).astype(np.int32)

    def entries(self, frame: Frame, apart: Small) -> Small:
        """All lists, one behind the other, rooms and teachers as things."""
        teachers = self.teachers.entries + frame.first_teacher
        parts = [self.weeks.entries, self.periods.entries, self.rooms.entries, teachers, apart]
        return np.concatenate(parts).astype(np.int32)

    def costs(self, goal: Goal, pair: Reals, shared: Gathered, apart: Small) -> Costs:
        """The costs of one goal as the kernels read them."""
        change = {axis: same.change for axis, same in shared.same.items()}
        load = shared.limits.get(("teacher",))
        more = [change.get("room", 0), change.get("teacher", 0), load.over if load else 0]
        lists = [
            getattr(each, goal) for each in (self.weeks, self.periods, self.rooms, self.teachers)
        ]
        return plain_costs(
            entry=np.concatenate([*lists, np.zeros(len(apart))]),
            pair=pair,
            more=np.array(more, dtype=np.float64) * (goal == "fit"),
        )


def lists_of(terms: Gathered, shared: Gathered, frame: Frame, chunk: slice) -> Lists:
    """List what the sections of a chunk may have; what has no open hour in common is dropped."""
    size = len(frame.sections[chunk])
    alive = ~terms.forbidden(("section",), (size,))[:, None]
    modes, rooms = rooms_of(terms, shared, frame, size)
    periods, weeks, teachers = len(frame.periods), len(frame.weeks), len(frame.teachers)
    period_ok = alive & ~terms.forbidden(("section", "period"), (size, periods))
    weeks_ok = alive & ~terms.forbidden(("section", "weeks"), (size, weeks))
    teacher_ok = alive & ~terms.forbidden(("section", "teacher"), (size, teachers))
    shut = shared.forbidden(("room", "period", "weeks"), (len(frame.rooms), periods, weeks))
    busy = shared.forbidden(("teacher", "period", "weeks"), (teachers, periods, weeks))
    rooms &= alive
    rooms[:, :-1] &= meets(period_ok, np.asarray(~shut.all(axis=2)))
    teacher_ok &= meets(period_ok, np.asarray(~busy.all(axis=2)))
    room_costs = [with_modes(terms, goal, modes, frame) for goal in GOALS]
    return Lists(
        weeks=Listed.of(weeks_ok, *[np.zeros_like(weeks_ok, dtype=np.int64)] * 2),
        periods=Listed.of(period_ok, *costs_of(terms, "period", (size, periods))),
        rooms=Listed.of(rooms, room_costs[0], room_costs[1]),
        teachers=Listed.of(teacher_ok, *costs_of(terms, "teacher", (size, teachers))),
        modes=modes[rooms].astype(np.int32),
        one_room=must_be_same(terms, "room", size),
        one_teacher=must_be_same(terms, "teacher", size),
    )


GOALS: tuple[Goal, ...] = ("travel", "fit")


def costs_of(terms: Gathered, axis: Axis, shape: tuple[int, int]) -> tuple[Ints, Ints]:
    """The travel and fit of sections over one axis."""
    axes: tuple[Axis, Axis] = ("section", axis)
    return terms.cost("travel", axes, shape), terms.cost("fit", axes, shape)


def must_be_same(terms: Gathered, axis: str, size: int) -> Bools:
    """Which sections must keep one teacher or room [c]."""
    return terms.same[axis].where if axis in terms.same else np.zeros(size, dtype=np.bool_)


def meets(period_ok: Bools, open_sometime: Bools) -> Bools:
    """Which sections [c] and things [n] have a period in common [c, n]."""
    common: Bools = period_ok.astype(np.float32) @ open_sometime.astype(np.float32).T > 0
    return common


def rooms_of(
    terms: Gathered, shared: Gathered, frame: Frame, size: int
) -> tuple[NDArray[np.int8], Bools]:
    """The mode [c, R + 1] in which each room is used, and whether it may be used at all.

    A room that allows both is used in the cheaper mode, onsite when they cost the same;
    the last column is the online place.
    """
    rooms = len(frame.rooms)
    mode_ok = ~terms.forbidden(("section", "mode"), (size, 3))
    room_ok = ~shared.forbidden(("room", "mode"), (rooms, 3))
    fit = terms.cost("fit", ("section", "mode"), (size, 3))
    onsite = mode_ok[:, [ONSITE]] & room_ok[None, :, ONSITE]
    hybrid = mode_ok[:, [HYBRID]] & room_ok[None, :, HYBRID]
    modes = np.full((size, rooms + 1), ONLINE, dtype=np.int8)
    modes[:, :-1] = np.where(
        hybrid & (~onsite | (fit[:, [HYBRID]] < fit[:, [ONSITE]])), HYBRID, ONSITE
    )
    possible = np.empty((size, rooms + 1), dtype=np.bool_)
    possible[:, :-1] = (onsite | hybrid) & ~terms.forbidden(("section", "room"), (size, rooms))
    possible[:, -1] = mode_ok[:, ONLINE]
    return modes, possible


def with_modes(terms: Gathered, goal: Goal, modes: NDArray[np.int8], frame: Frame) -> Ints:
    """Costs of a section in each room, its mode there included [c, R + 1]."""
    size, rooms = len(modes), len(frame.rooms)
    by_mode = terms.cost(goal, ("section", "mode"), (size, 3))
    costs: Ints = np.take_along_axis(by_mode, modes.astype(np.int64), axis=1).astype(np.int64)
    costs[:, :-1] += terms.cost(goal, ("section", "room"), (size, rooms))
    return costs
