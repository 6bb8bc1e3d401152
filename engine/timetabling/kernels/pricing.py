"""The cheapest placement of one section: exact, for any number of meetings a week.

One function serves the bound (empty timetable, prices), construction and search (what is taken
costs `blocked`). A section has one teacher and one room throughout, or pays for a change once;
so the cheapest placement is the best of four cases, each a row of least costs a period from
which the cheapest different days are taken.
"""

from __future__ import annotations

from engine.timetabling.kernels.arrays import (
    FORBIDDEN,
    MEETINGS,
    PERIOD,
    PERIODS,
    POSSIBLE,
    ROOM,
    ROOMS,
    SAME_ROOM,
    SAME_TEACHER,
    TEACHER,
    TEACHERS,
    WEEKS,
    Costs,
    Ints,
    Ints2,
    Ints3,
    Reals,
    Reals2,
    Reals3,
    Scratch,
    Shape,
    State,
    World,
)
from engine.timetabling.kernels.kernel import entry, kernel
from engine.timetabling.kernels.moves import copy_places, out_of_reach
from engine.timetabling.kernels.options import best_days, list_periods, list_things


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
    scratch.found_weeks[0] = weeks
    for one in range(meetings):
        here = picked[one]
        scratch.found[one, PERIOD] = first + here
        scratch.found[one, TEACHER] = scratch.listed[0, scratch.who[0, here]]
        scratch.found[one, ROOM] = scratch.listed[1, scratch.who[1, here]]
    return cost


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


@kernel
def one_of_each(
    world: World,
    pair: Reals2,
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
        row = pair[world.entry[scratch.listed[0, i]] - pair.shape[1]]
        for j in range(rooms):
            least = scratch.least[0, i]
            if not mixed:
                least += scratch.least[1, j] + meetings * row[world.entry[scratch.listed[1, j]]]
            if least >= best:
                continue
            reset(scratch, periods, FORBIDDEN)
            meet(world, pair, state, scratch, first, periods, mask, i, j, blocked)
            if mixed:
                meet(world, pair, state, scratch, first, periods, mask, i, online, blocked)
            best = settle(scratch, first, periods, meetings, weeks, 0.0, best)
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
        best = settle(scratch, first, periods, meetings, weeks, change, best)
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
    reset(scratch, periods, FORBIDDEN)
    for i in range(teachers):
        for j in range(rooms):
            meet(world, costs.pair, state, scratch, first, periods, mask, i, j, blocked)
    return settle(scratch, first, periods, meetings, weeks, change, best)


@kernel
def online_at(world: World, scratch: Scratch, rooms: int) -> int:
    """Where the online place stands among the rooms listed; -1 when it is not."""
    if rooms > 0 and world.venue[world.entry[scratch.listed[1, rooms - 1]]] < 0:
        return rooms - 1
    return -1


@kernel
def cheapest_in(
    world: World,
    costs: Costs,
    state: State,
    prices: Reals3,
    scratch: Scratch,
    section: int,
    weeks: int,
    blocked: float,
    best: float,
) -> float:
    """The cheapest placement of a section in one run of weeks, when it beats the best so far."""
    mask, facts = world.mask[weeks], world.section[section]
    meetings, first = facts[MEETINGS], facts[PERIODS]
    periods = list_periods(world, costs, state, scratch, section, mask, blocked)
    teachers = list_things(
        world, costs, state, prices, scratch, section, weeks, 0, TEACHERS, blocked
    )
    rooms = list_things(world, costs, state, prices, scratch, section, weeks, 1, ROOMS, blocked)
    shape = (teachers, rooms, periods, meetings)
    if meetings == 1:
        return one_meeting(world, costs.pair, state, scratch, first, shape, weeks, blocked, best)
    online = online_at(world, scratch, rooms)
    best = one_of_each(
        world, costs.pair, state, scratch, first, shape, online, weeks, blocked, best
    )
    least_rows(scratch, teachers, rooms, periods)
    if not facts[SAME_ROOM]:
        best = one_teacher(world, costs, state, scratch, first, shape, weeks, blocked, best)
    if not facts[SAME_TEACHER]:
        best = one_room(world, costs, state, scratch, first, shape, online, weeks, blocked, best)
        if not facts[SAME_ROOM]:
            best = any_of_each(world, costs, state, scratch, first, shape, weeks, blocked, best)
    return best


@kernel
def cheapest(
    world: World,
    costs: Costs,
    state: State,
    prices: Reals3,
    scratch: Scratch,
    section: int,
    blocked: float,
) -> float:
    """The cheapest placement of a section, left in `found`; `POSSIBLE` or more when there is none.

    `prices` [W, Q, P] are `FORBIDDEN` where a thing is shut. `blocked` is what anything taken
    costs: `FORBIDDEN`, or less where others may be displaced.
    """
    best = POSSIBLE
    for place in range(world.section[section, WEEKS], world.section[section, WEEKS + 1]):
        weeks = world.entry[place]
        best = cheapest_in(world, costs, state, prices, scratch, section, weeks, blocked, best)
    return best


@entry
def cheapest_of_all(
    world: World,
    costs: Costs,
    state: State,
    prices: Reals3,
    scratch: Scratch,
    left_out: Reals,
    weeks: Ints,
    at: Ints3,
) -> float:
    """The cheapest of placing and leaving out [S], added up over all sections.

    `weeks` is -1 where leaving out is the cheapest, `at` what else is.
    """
    total = 0.0
    for section in range(len(left_out)):
        cost = cheapest(world, costs, state, prices, scratch, section, FORBIDDEN)
        weeks[section] = -1
        if cost < left_out[section]:
            weeks[section] = scratch.found_weeks[0]
            copy_places(scratch.found, at[section])
            total += cost
        else:
            total += left_out[section]
    return total


@entry
def cheapest_by_period(
    world: World,
    costs: Costs,
    state: State,
    prices: Reals3,
    scratch: Scratch,
    section: int,
    weeks: int,
    cost: Reals,
    at: Ints2,
) -> int:
    """The cheapest single meeting of a section at each of its periods: cost [X] and entries [X, 3].

    Returns how many periods there are; the cost is `POSSIBLE` or more where nothing is lawful.
    """
    mask, first = world.mask[weeks], world.section[section, PERIODS]
    periods = list_periods(world, costs, state, scratch, section, mask, FORBIDDEN)
    teachers = list_things(
        world, costs, state, prices, scratch, section, weeks, 0, TEACHERS, FORBIDDEN
    )
    rooms = list_things(world, costs, state, prices, scratch, section, weeks, 1, ROOMS, FORBIDDEN)
    reset(scratch, periods, FORBIDDEN)
    for i in range(teachers):
        for j in range(rooms):
            meet(world, costs.pair, state, scratch, first, periods, mask, i, j, FORBIDDEN)
    for here in range(periods):
        cost[here] = scratch.row[0, here]
        if cost[here] < POSSIBLE:
            at[here, PERIOD] = first + here
            at[here, TEACHER] = scratch.listed[0, scratch.who[0, here]]
            at[here, ROOM] = scratch.listed[1, scratch.who[1, here]]
    return periods
