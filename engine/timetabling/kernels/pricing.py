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
    Reals3,
    Scratch,
    State,
    World,
)
from engine.timetabling.kernels.cases import any_of_each, one_of_each, one_room, one_teacher
from engine.timetabling.kernels.kernel import entry, kernel
from engine.timetabling.kernels.meeting import (
    least_rows,
    meet,
    one_meeting,
    reset,
)
from engine.timetabling.kernels.moves import copy_places
from engine.timetabling.kernels.options import list_periods, list_things


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
    best = one_of_each(world, costs, state, scratch, first, shape, online, weeks, blocked, best)
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
