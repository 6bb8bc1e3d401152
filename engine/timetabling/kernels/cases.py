"""The four cases of several meetings: teacher and room kept, or either of them changed."""

from __future__ import annotations

from engine.timetabling.kernels.arrays import (
    FORBIDDEN,
    Costs,
    Scratch,
    Shape,
    State,
    World,
)
from engine.timetabling.kernels.kernel import kernel
from engine.timetabling.kernels.meeting import (
    cannot_beat,
    meet,
    reset,
    settle,
)
from engine.timetabling.kernels.twice import TWICE, settle_with, two_of_each, two_teachers


@kernel
def one_of_each(
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
    """The best with one teacher and one room throughout; single meetings may be online."""
    teachers, rooms, periods, meetings = shape
    mask, mixed = world.mask[weeks], online >= 0
    least_room = FORBIDDEN
    for j in range(rooms):
        least_room = min(least_room, scratch.least[1, j])
    for i in range(teachers):
        if mixed:
            least_room = 0.0
        if scratch.left[i] < meetings or scratch.least[0, i] + least_room >= best:
            continue
        row = costs.pair[world.entry[scratch.listed[0, i]] - costs.pair.shape[1]]
        for j in range(rooms):
            least = scratch.least[0, i]
            if not mixed:
                least += scratch.least[1, j] + meetings * row[world.entry[scratch.listed[1, j]]]
            if least >= best:
                continue
            reset(scratch, periods, FORBIDDEN)
            meet(world, costs.pair, state, scratch, first, periods, mask, i, j, blocked)
            if mixed:
                meet(world, costs.pair, state, scratch, first, periods, mask, i, online, blocked)
            best = settle_with(world, costs, scratch, first, shape, weeks, i, 0.0, best)
    return best


@kernel
def one_teacher(
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
    """The best with one teacher in several rooms."""
    teachers, rooms, periods, meetings = shape
    change, mask = costs.more[0], world.mask[weeks]
    for i in range(teachers):
        if scratch.left[i] < meetings or scratch.least[0, i] + change >= best:
            continue
        if cannot_beat(
            scratch, scratch.cost[0, i], scratch.row[2], periods, meetings, best - change
        ):
            continue
        reset(scratch, periods, FORBIDDEN)
        for j in range(rooms):
            meet(world, costs.pair, state, scratch, first, periods, mask, i, j, blocked)
        best = settle_with(world, costs, scratch, first, shape, weeks, i, change, best)
    return best


@kernel
def one_room(
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
    """The best with several teachers in one room, or online."""
    teachers, rooms, periods, meetings = shape
    if meetings == TWICE and len(costs.twice):
        return two_teachers(
            world, costs, state, scratch, first, shape, online, weeks, blocked, best
        )
    change, mask = costs.more[1], world.mask[weeks]
    for j in range(rooms):
        if online < 0 and cannot_beat(
            scratch, scratch.cost[1, j], scratch.row[1], periods, meetings, best - change
        ):
            continue
        reset(scratch, periods, FORBIDDEN)
        for i in range(teachers):
            meet(world, costs.pair, state, scratch, first, periods, mask, i, j, blocked)
            if online >= 0:
                meet(world, costs.pair, state, scratch, first, periods, mask, i, online, blocked)
        best = settle(scratch, first, periods, meetings, weeks, change, best)
    return best


@kernel
def any_of_each(
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
    """The best with several teachers in several rooms."""
    teachers, rooms, periods, meetings = shape
    change, mask = costs.more[0] + costs.more[1], world.mask[weeks]
    if cannot_beat(scratch, scratch.row[1], scratch.row[2], periods, meetings, best - change):
        return best
    if meetings == TWICE and len(costs.twice):
        return two_of_each(world, costs, state, scratch, first, shape, weeks, blocked, best)
    reset(scratch, periods, FORBIDDEN)
    for i in range(teachers):
        for j in range(rooms):
            meet(world, costs.pair, state, scratch, first, periods, mask, i, j, blocked)
    return settle(scratch, first, periods, meetings, weeks, change, best)
