"""Two meetings a week, where a teacher may cost more at two periods together (`Costs.twice`)."""

from __future__ import annotations

from engine.timetabling.kernels.arrays import (
    FORBIDDEN,
    PERIOD,
    ROOM,
    TEACHER,
    Costs,
    Reals2,
    Scratch,
    Shape,
    State,
    World,
)
from engine.timetabling.kernels.kernel import kernel
from engine.timetabling.kernels.meeting import keep, settle
from engine.timetabling.kernels.moves import out_of_reach

TWICE = 2
"""Meetings a week of the sections that this is about."""
OTHER = 3
"""The row of what is looked at with another teacher, its teacher in `who`; its room comes after."""


@kernel
def settle_with(
    world: World,
    costs: Costs,
    scratch: Scratch,
    first: int,
    shape: Shape,
    weeks: int,
    i: int,
    change: float,
    best: float,
) -> float:
    """As `settle`, with teacher i at every meeting, who may cost more at two periods together."""
    _, _, periods, meetings = shape
    place = costs.twice_of[world.entry[scratch.listed[0, i]] - costs.pair.shape[1]]
    if meetings != TWICE or place < 0:
        return settle(scratch, first, periods, meetings, weeks, change, best)
    row, day, more, before = scratch.row[0], scratch.who[2], costs.twice[place, weeks], best
    for here in range(periods):
        if change + row[here] >= best:
            continue
        for there in range(here + 1, periods):
            if day[there] == day[here]:
                continue
            cost = change + row[here] + row[there]
            cost += more[world.entry[first + here], world.entry[first + there]]
            if cost < best:
                best, scratch.picked[0], scratch.picked[1] = cost, here, there
    if best < before:
        keep(scratch, first, meetings, weeks)
    return best


@kernel
def reset_both(scratch: Scratch, periods: int) -> None:
    """Begin both rows anew."""
    for here in range(periods):
        scratch.row[0, here] = FORBIDDEN
        scratch.row[OTHER, here] = FORBIDDEN
        scratch.who[0, here] = -1


@kernel
def meet_both(
    world: World,
    pair: Reals2,
    state: State,
    scratch: Scratch,
    first: int,
    periods: int,
    mask: int,
    i: int,
    j: int,
    blocked: float,
) -> None:
    """As `meet`, keeping beside the cheapest the cheapest with another teacher."""
    teacher, room = world.entry[scratch.listed[0, i]], world.entry[scratch.listed[1, j]]
    together = pair[teacher - pair.shape[1], room]
    row, other, who = scratch.row[0], scratch.row[OTHER], scratch.who
    for here in range(periods):
        cost = scratch.cost[0, i, here] + scratch.cost[1, j, here] + together
        if cost >= other[here]:
            continue
        if out_of_reach(world, state, teacher, world.entry[first + here], mask, room) >= 0:
            cost += blocked
        if cost < row[here]:
            if who[0, here] != i:
                other[here], who[OTHER, here] = row[here], who[0, here]
                who[OTHER + 1, here] = who[1, here]
            row[here], who[0, here], who[1, here] = cost, i, j
        elif cost < other[here] and who[0, here] != i:
            other[here], who[OTHER, here], who[OTHER + 1, here] = cost, i, j


@kernel
def settle_apart(
    scratch: Scratch, first: int, periods: int, weeks: int, change: float, best: float
) -> float:
    """As `settle`, with different teachers at the two meetings."""
    row, other, who = scratch.row[0], scratch.row[OTHER], scratch.who
    for here in range(periods):
        if change + row[here] >= best:
            continue
        for there in range(here + 1, periods):
            if who[2, there] == who[2, here]:
                continue
            cost, swapped = row[here] + row[there], -1
            if who[0, here] == who[0, there]:
                cost, swapped = other[here] + row[there], 0
                if row[here] + other[there] < cost:
                    cost, swapped = row[here] + other[there], 1
            if change + cost < best:
                best = change + cost
                scratch.picked[0], scratch.picked[1] = here, there
                keep(scratch, first, TWICE, weeks)
                if swapped >= 0:
                    at = scratch.picked[swapped]
                    scratch.found[swapped, PERIOD] = first + at
                    scratch.found[swapped, TEACHER] = scratch.listed[0, who[OTHER, at]]
                    scratch.found[swapped, ROOM] = scratch.listed[1, who[OTHER + 1, at]]
    return best


@kernel
def two_teachers(
    world: World,
    costs: Costs,
    state: State,
    scratch: Scratch,
    first: int,
    shape: Shape,
    online: int,
    weeks: int,
    blocked: float,
    best: float,
) -> float:
    """The best with two different teachers in one room, or online."""
    teachers, rooms, periods, _ = shape
    pair, mask = costs.pair, world.mask[weeks]
    for j in range(rooms):
        reset_both(scratch, periods)
        for i in range(teachers):
            meet_both(world, pair, state, scratch, first, periods, mask, i, j, blocked)
            if online >= 0 and online != j:
                meet_both(world, pair, state, scratch, first, periods, mask, i, online, blocked)
        best = settle_apart(scratch, first, periods, weeks, costs.more[1], best)
    return best


@kernel
def two_of_each(
    world: World,
    costs: Costs,
    state: State,
    scratch: Scratch,
    first: int,
    shape: Shape,
    weeks: int,
    blocked: float,
    best: float,
) -> float:
    """The best with two different teachers in any rooms."""
    teachers, rooms, periods, _ = shape
    pair, mask = costs.pair, world.mask[weeks]
    reset_both(scratch, periods)
    for i in range(teachers):
        for j in range(rooms):
            meet_both(world, pair, state, scratch, first, periods, mask, i, j, blocked)
    return settle_apart(scratch, first, periods, weeks, costs.more[0] + costs.more[1], best)
