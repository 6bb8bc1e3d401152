"""The cheapest single meetings of a section: each teacher with each room at each period."""

from __future__ import annotations

from engine.timetabling.kernels.arrays import (
    FORBIDDEN,
    PERIOD,
    ROOM,
    TEACHER,
    Reals,
    Reals2,
    Scratch,
    Shape,
    State,
    World,
)
from engine.timetabling.kernels.kernel import kernel
from engine.timetabling.kernels.moves import out_of_reach
from engine.timetabling.kernels.options import best_days


@kernel
def meet(
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
    """Lower the row by what teacher i in room j costs at each period."""
    teacher, room = world.entry[scratch.listed[0, i]], world.entry[scratch.listed[1, j]]
    together = pair[teacher - pair.shape[1], room]
    row, mine, its = scratch.row[0], scratch.cost[0, i], scratch.cost[1, j]
    for here in range(periods):
        cost = mine[here] + its[here] + together
        if cost >= row[here]:
            continue
        if out_of_reach(world, state, teacher, world.entry[first + here], mask, room) >= 0:
            cost += blocked
            if cost >= row[here]:
                continue
        row[here] = cost
        scratch.who[0, here] = i
        scratch.who[1, here] = j


@kernel
def overworked(scratch: Scratch, meetings: int) -> bool:
    """Whether a teacher picked for several meetings has no load left for that many."""
    for one in range(meetings):
        teacher = scratch.who[0, scratch.picked[one]]
        times = 0
        for other in range(meetings):
            if scratch.who[0, scratch.picked[other]] == teacher:
                times += 1
        if times > scratch.left[teacher]:
            return True
    return False


@kernel
def settle(
    scratch: Scratch,
    first: int,
    periods: int,
    meetings: int,
    weeks: int,
    change: float,
    best: float,
) -> float:
    """Take the cheapest days of the row; keep them as found when they beat the best so far."""
    picked = scratch.picked[:meetings]
    cost = change + best_days(scratch.row[0], scratch.who[2], periods, picked, scratch.low)
    if cost >= best or overworked(scratch, meetings):
        return best
    keep(scratch, first, meetings, weeks)
    return cost


@kernel
def keep(scratch: Scratch, first: int, meetings: int, weeks: int) -> None:
    """Keep the picked days of the row as found."""
    scratch.found_weeks[0] = weeks
    for one in range(meetings):
        here = scratch.picked[one]
        scratch.found[one, PERIOD] = first + here
        scratch.found[one, TEACHER] = scratch.listed[0, scratch.who[0, here]]
        scratch.found[one, ROOM] = scratch.listed[1, scratch.who[1, here]]


@kernel
def least_rows(scratch: Scratch, teachers: int, rooms: int, periods: int) -> None:
    """The least that any teacher, and any room, costs at each period."""
    for kind in range(2):
        for here in range(periods):
            least = FORBIDDEN
            for one in range(teachers if kind == 0 else rooms):
                least = min(least, scratch.cost[kind, one, here])
            scratch.row[1 + kind, here] = least


@kernel
def cannot_beat(
    scratch: Scratch, ours: Reals, theirs: Reals, periods: int, meetings: int, best: float
) -> bool:
    """Whether two rows of least costs together lie above the best so far (uses the first row)."""
    row = scratch.row[0]
    for here in range(periods):
        row[here] = ours[here] + theirs[here]
    return best_days(row, scratch.who[2], periods, scratch.picked[:meetings], scratch.low) >= best


@kernel
def reset(scratch: Scratch, periods: int, cost: float) -> None:
    """Begin a row anew: nothing below this cost is known."""
    for here in range(periods):
        scratch.row[0, here] = cost


@kernel
def one_meeting(
    world: World,
    pair: Reals2,
    state: State,
    scratch: Scratch,
    first: int,
    shape: Shape,
    weeks: int,
    blocked: float,
    best: float,
) -> float:
    """The best single meeting, when it beats the best so far."""
    teachers, rooms, periods, _ = shape
    least_room = FORBIDDEN
    for j in range(rooms):
        least_room = min(least_room, scratch.least[1, j])
    for i in range(teachers):
        if scratch.left[i] < 1 or scratch.least[0, i] + least_room >= best:
            continue
        teacher, mine = world.entry[scratch.listed[0, i]], scratch.cost[0, i]
        for j in range(rooms):
            room, its = world.entry[scratch.listed[1, j]], scratch.cost[1, j]
            together = pair[teacher - pair.shape[1], room]
            if scratch.least[0, i] + scratch.least[1, j] + together >= best:
                continue
            for here in range(periods):
                cost = mine[here] + its[here] + together
                if cost >= best:
                    continue
                period = world.entry[first + here]
                if out_of_reach(world, state, teacher, period, world.mask[weeks], room) >= 0:
                    cost += blocked
                if cost < best:
                    best = cost
                    scratch.found_weeks[0] = weeks
                    scratch.found[0, PERIOD] = first + here
                    scratch.found[0, TEACHER] = scratch.listed[0, i]
                    scratch.found[0, ROOM] = scratch.listed[1, j]
    return best
