"""Who stands in the way of a placement, and whether it is lawful beside all others."""

from __future__ import annotations

from engine.timetabling.kernels.arrays import (
    DAY_AT,
    DAY_END,
    MEETINGS,
    PERIOD,
    POSSIBLE,
    ROOM,
    TEACHER,
    WEEKDAY,
    Bits,
    Ints2,
    Reals2,
    Reals3,
    Scratch,
    State,
    World,
)
from engine.timetabling.kernels.kernel import entry, kernel
from engine.timetabling.kernels.moves import met_apart, out_of_reach
from engine.timetabling.kernels.options import draw, load_left


@kernel
def some_holder(state: State, dice: Bits, thing: int, first: int, end: int, mask: int) -> int:
    """Some section that holds a thing between two periods, from a random start; -1 if none."""
    start = int(draw(dice) * (end - first))
    for step in range(end - first):
        period = first + (start + step) % (end - first)
        for atom in range(state.holder.shape[2]):
            if (mask >> atom) & 1 and state.holder[thing, period, atom] >= 0:
                return state.holder[thing, period, atom]
    return -1


@kernel
def day_is_full(world: World, state: State, thing: int, day: int, mask: int) -> bool:
    """Whether a thing may hold no more meetings on a weekday in these weeks."""
    for atom in range(len(world.weeks)):
        if (mask >> atom) & 1 and state.count[thing, day, atom] >= world.limit[thing, day]:
            return True
    return False


@kernel
def times(found: Ints2, meetings: int, one: int) -> int:
    """How many meetings of a placement have the teacher of meeting `one`."""
    count = 0
    for other in range(meetings):
        if found[other, TEACHER] == found[one, TEACHER]:
            count += 1
    return count


@kernel
def in_the_way(
    world: World, state: State, dice: Bits, section: int, weeks: int, found: Ints2, one: int
) -> int:
    """A section that keeps meeting `one` of a placement from being lawful; -1 if none."""
    period = world.entry[found[one, PERIOD]]
    teacher = world.entry[found[one, TEACHER]]
    room = world.entry[found[one, ROOM]]
    mask = world.mask[weeks]
    other = some_holder(state, dice, teacher, period, period + 1, mask)
    if other < 0:
        other = some_holder(state, dice, room, period, period + 1, mask)
    if other < 0:
        other = met_apart(world, state, section, period, mask)
    if other < 0:
        other = out_of_reach(world, state, teacher, period, mask, room)
    if other < 0 and day_is_full(world, state, teacher, world.period[period, WEEKDAY], mask):
        first, end = world.period[period, DAY_AT], world.period[period, DAY_END]
        other = some_holder(state, dice, teacher, first, end, mask)
    needed = times(found, world.section[section, MEETINGS], one)
    if other < 0 and load_left(world, state, teacher, mask) < needed:
        other = some_holder(state, dice, teacher, 0, len(world.period), mask)
    return other


@entry
def fits(
    world: World,
    pair: Reals2,
    shut: Reals3,
    state: State,
    scratch: Scratch,
    section: int,
    weeks: int,
    at: Ints2,
) -> bool:
    """Whether an unplaced section may be placed so, beside all that are placed."""
    for one in range(world.section[section, MEETINGS]):
        period = world.entry[at[one, PERIOD]]
        teacher, room = world.entry[at[one, TEACHER]], world.entry[at[one, ROOM]]
        closed = shut[weeks, teacher, period] + shut[weeks, room, period]
        if closed + pair[teacher - pair.shape[1], room] >= POSSIBLE:
            return False
        if in_the_way(world, state, scratch.dice, section, weeks, at, one) >= 0:
            return False
        if load_left(world, state, teacher, world.mask[weeks]) < times(
            at, world.section[section, MEETINGS], one
        ):
            return False
    return True
