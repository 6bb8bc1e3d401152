"""Placing and removing one section, and who stands in whose way."""

from __future__ import annotations

from engine.timetabling.kernels.arrays import (
    AGREED,
    APART,
    DAY_AT,
    DAY_END,
    FIT,
    MEETINGS,
    PERIOD,
    ROOM,
    SERVED,
    TEACHER,
    TRAVEL,
    WEEK,
    WEEKDAY,
    Costs,
    Ints2,
    State,
    World,
)
from engine.timetabling.kernels.kernel import entry, kernel


@kernel
def copy_places(source: Ints2, target: Ints2) -> None:
    """Copy the placement of one section."""
    for one in range(source.shape[0]):
        for column in range(3):
            target[one, column] = source[one, column]


@kernel
def changes(world: World, at: Ints2, meetings: int, column: int) -> int:
    """How many further distinct teachers or rooms a section has; online is no room."""
    distinct = 0
    for one in range(meetings):
        fresh = 1
        if column == ROOM and world.venue[world.entry[at[one, ROOM]]] < 0:
            fresh = 0
        for other in range(one):
            if at[other, column] == at[one, column]:
                fresh = 0
        distinct += fresh
    return max(0, distinct - 1)


@kernel
def section_cost(world: World, costs: Costs, at: Ints2, meetings: int) -> float:
    """What the meetings of a section cost in a goal, its changes included."""
    cost = 0.0
    if meetings > 1:
        cost += costs.more[0] * changes(world, at, meetings, ROOM)
        cost += costs.more[1] * changes(world, at, meetings, TEACHER)
    rooms = costs.pair.shape[1]
    for one in range(meetings):
        period, teacher, room = at[one, PERIOD], at[one, TEACHER], at[one, ROOM]
        cost += costs.entry[period] + costs.entry[teacher] + costs.entry[room]
        cost += costs.pair[world.entry[teacher] - rooms, world.entry[room]]
    return cost


@kernel
def refresh(world: World, state: State, thing: int, atom: int, first: int, end: int) -> None:
    """Reckon anew at which periods a thing can take one more meeting in the weeks of an atom."""
    bit = 1 << atom
    week_full = state.count[thing, WEEK, atom] >= world.limit[thing, WEEK]
    for period in range(first, end):
        day = world.period[period, WEEKDAY]
        full = week_full or state.count[thing, day, atom] >= world.limit[thing, day]
        if full or state.holder[thing, period, atom] >= 0:
            state.blocked[thing, period] |= bit
        else:
            state.blocked[thing, period] &= ~bit


@kernel
def occupy(world: World, state: State, thing: int, period: int, mask: int, section: int) -> int:
    """Let a section take a thing at a period, or give it back (-1); counts weeks above agreed."""
    sign = 1 if section >= 0 else -1
    day = world.period[period, WEEKDAY]
    above = 0
    for atom in range(len(world.weeks)):
        if not (mask >> atom) & 1:
            continue
        state.holder[thing, period, atom] = section
        state.count[thing, day, atom] += sign
        state.count[thing, WEEK, atom] += sign
        load = state.count[thing, WEEK, atom] + (1 - sign) // 2
        if load > world.limit[thing, AGREED]:
            above += sign * world.weeks[atom]
        if load == world.limit[thing, WEEK]:
            refresh(world, state, thing, atom, 0, len(world.period))
        elif state.count[thing, day, atom] + (1 - sign) // 2 == world.limit[thing, day]:
            refresh(
                world,
                state,
                thing,
                atom,
                world.period[period, DAY_AT],
                world.period[period, DAY_END],
            )
        else:
            refresh(world, state, thing, atom, period, period + 1)
    return above


@kernel
def occupy_all(world: World, fit: Costs, state: State, section: int, sign: int) -> None:
    """Let all meetings of a section take their rooms and teachers, or give them back."""
    mask = world.mask[state.weeks[section]]
    holder = section if sign > 0 else -1
    for one in range(world.section[section, MEETINGS]):
        period = world.entry[state.at[section, one, PERIOD]]
        teacher = world.entry[state.at[section, one, TEACHER]]
        room = world.entry[state.at[section, one, ROOM]]
        above = occupy(world, state, teacher, period, mask, holder)
        state.sums[FIT] += above * int(fit.more[2])
        if world.venue[room] >= 0:
            occupy(world, state, room, period, mask, holder)


@kernel
def count(world: World, travel: Costs, fit: Costs, state: State, section: int, sign: int) -> None:
    """Add (sign 1) or take away (-1) what a placed section costs and serves."""
    at, meetings = state.at[section], world.section[section, MEETINGS]
    state.sums[TRAVEL] += sign * int(section_cost(world, travel, at, meetings))
    state.sums[FIT] += sign * int(section_cost(world, fit, at, meetings))
    state.sums[SERVED] -= sign * world.stake[section, 0]
    for street in range(len(state.unserved)):
        state.unserved[street] -= sign * world.stake[section, street + 1]


@kernel
def list_outside(state: State, section: int, sign: int) -> None:
    """Strike a section off the list of those unplaced (sign 1), or enter it (-1)."""
    order, slot = state.outside[0], state.outside[1]
    end = len(order) - 1
    if sign > 0:
        order[end] -= 1
        last = order[order[end]]
        order[slot[section]] = last
        slot[last] = slot[section]
    else:
        order[order[end]] = section
        slot[section] = order[end]
        order[end] += 1


@entry
def place(
    world: World, travel: Costs, fit: Costs, state: State, section: int, weeks: int, at: Ints2
) -> None:
    """Place an unplaced section."""
    state.weeks[section] = weeks
    for one in range(world.section[section, MEETINGS]):
        for column in range(3):
            state.at[section, one, column] = at[one, column]
    occupy_all(world, fit, state, section, 1)
    count(world, travel, fit, state, section, 1)
    list_outside(state, section, 1)


@entry
def remove(world: World, travel: Costs, fit: Costs, state: State, section: int) -> None:
    """Take a placed section out; where it was stays legible in `state.at`."""
    count(world, travel, fit, state, section, -1)
    occupy_all(world, fit, state, section, -1)
    list_outside(state, section, -1)
    state.weeks[section] = -1


@kernel
def room_at(world: World, state: State, section: int, period: int) -> int:
    """The room in which a placed section meets at a period."""
    one = 0
    while world.entry[state.at[section, one, PERIOD]] != period:
        one += 1
    return world.entry[state.at[section, one, ROOM]]


@kernel
def journey_fits(world: World, here: int, there: int, period: int, other: int) -> bool:
    """Whether one gets from venue to venue between two periods of a day; -1 is online."""
    if here < 0 or there < 0:
        return True
    if period < other:
        return world.minutes[here, there] <= world.gap[period, other]
    return world.minutes[there, here] <= world.gap[other, period]


@kernel
def out_of_reach(
    world: World, state: State, teacher: int, period: int, mask: int, room: int
) -> int:
    """A section of the day that the teacher cannot reach from a meeting, or it from there; -1."""
    here = world.venue[room]
    if here < 0:
        return -1
    for other in range(world.period[period, DAY_AT], world.period[period, DAY_END]):
        shared = state.blocked[teacher, other] & mask
        if other == period or shared == 0:
            continue
        for atom in range(len(world.weeks)):
            section = state.holder[teacher, other, atom]
            if (shared >> atom) & 1 and section >= 0:
                there = world.venue[room_at(world, state, section, other)]
                if not journey_fits(world, here, there, period, other):
                    return section
    return -1


@kernel
def met_apart(world: World, state: State, section: int, period: int, mask: int) -> int:
    """A section that meets at this time though it must not meet when `section` does; -1."""
    for place_in_list in range(world.section[section, APART], world.section[section, APART + 1]):
        other = world.entry[place_in_list]
        if state.weeks[other] < 0 or world.mask[state.weeks[other]] & mask == 0:
            continue
        for one in range(world.section[other, MEETINGS]):
            if world.entry[state.at[other, one, PERIOD]] == period:
                return other
    return -1
