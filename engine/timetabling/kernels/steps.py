"""One step of the search: take some sections out, put them back otherwise, keep it or undo it."""

from __future__ import annotations

import math

from engine.timetabling.kernels.arrays import (
    FORBIDDEN,
    MEETINGS,
    PERIOD,
    POSSIBLE,
    ROOM,
    ROOMS,
    SERVED,
    TEACHER,
    TEACHERS,
    Best,
    Bits,
    Costs,
    Ints,
    Reals,
    Reals3,
    Scratch,
    State,
    Trail,
    World,
)
from engine.timetabling.kernels.conflicts import in_the_way
from engine.timetabling.kernels.kernel import entry, kernel
from engine.timetabling.kernels.levels import energy, keep_if_better, worst_share
from engine.timetabling.kernels.moves import place, remove
from engine.timetabling.kernels.options import draw
from engine.timetabling.kernels.pricing import cheapest
from engine.timetabling.kernels.trail import note, undo

MOST_RUINED = 6
FOCUSED = 0.8


@kernel
def push_in(
    world: World,
    travel: Costs,
    fit: Costs,
    state: State,
    scratch: Scratch,
    trail: Trail,
    section: int,
) -> bool:
    """Place a section as found, even if others must leave; False when too many would."""
    if not note(state, trail, section):
        return False
    for one in range(world.section[section, MEETINGS]):
        other = in_the_way(
            world, state, scratch.dice, section, scratch.found_weeks[0], scratch.found, one
        )
        while other >= 0:
            if not note(state, trail, other):
                return False
            remove(world, travel, fit, state, other)
            other = in_the_way(
                world, state, scratch.dice, section, scratch.found_weeks[0], scratch.found, one
            )
    place(world, travel, fit, state, section, scratch.found_weeks[0], scratch.found)
    return True


@kernel
def related(world: World, state: State, dice: Bits, section: int) -> int:
    """A section that holds the teacher or room of this one, or another it could have; -1 if none."""
    one = int(draw(dice) * world.section[section, MEETINGS])
    way, period = draw(dice), int(draw(dice) * len(world.period))
    thing = world.entry[state.at[section, one, TEACHER if way < 0.3 else ROOM]]
    if way > 0.5:
        column = TEACHERS if way < 0.75 else ROOMS
        first, end = world.section[section, column], world.section[section, column + 1]
        thing = world.entry[first + int(draw(dice) * (end - first))]
        period = world.entry[state.at[section, one, PERIOD]]
    atom = int(draw(dice) * len(world.weeks))
    return state.holder[thing, period, atom]


@kernel
def ruin(
    world: World,
    travel: Costs,
    fit: Costs,
    state: State,
    dice: Bits,
    trail: Trail,
    first: int,
    most: int,
) -> None:
    """Take out one section and some that are related to it."""
    if state.weeks[first] < 0 or not note(state, trail, first):
        return
    wanted = 1 + int(draw(dice) * most)
    for _ in range(4 * wanted):
        if trail.count[0] >= wanted:
            break
        other = related(world, state, dice, trail.section[int(draw(dice) * trail.count[0])])
        if other >= 0:
            note(state, trail, other)
    for one in range(trail.count[0]):
        remove(world, travel, fit, state, trail.section[one])


@kernel
def queue_up(world: World, state: State, dice: Bits, trail: Trail, extra: int) -> int:
    """Line up what is out: what the step took out, and some that had been outside before."""
    count, outside = 0, state.outside[0, len(state.weeks)]
    for one in range(trail.count[0]):
        if state.weeks[trail.section[one]] < 0:
            trail.queue[count] = trail.section[one]
            count += 1
    for _ in range(min(extra, outside)):
        section = state.outside[0, int(draw(dice) * outside)]
        if count < len(trail.queue) and note(state, trail, section):
            trail.queue[count] = section
            count += 1
    heavy_first = draw(dice) < 0.5
    for one in range(1, count):
        if heavy_first:
            sift(world, trail.queue, one)
        else:
            other = int(draw(dice) * (one + 1))
            trail.queue[one], trail.queue[other] = trail.queue[other], trail.queue[one]
    return count


@kernel
def sift(world: World, queue: Ints, one: int) -> None:
    """Move an entry of the queue forward past those with less at stake."""
    while one > 0 and world.stake[queue[one], 0] > world.stake[queue[one - 1], 0]:
        queue[one], queue[one - 1] = queue[one - 1], queue[one]
        one -= 1


@entry
def insert_all(
    world: World,
    travel: Costs,
    fit: Costs,
    costs: Costs,
    state: State,
    prices: Reals3,
    scratch: Scratch,
    queue: Ints,
    count: int,
) -> None:
    """Place those in the queue one after the other, each where it is cheapest now."""
    for one in range(count):
        section = queue[one]
        if state.weeks[section] < 0:
            if cheapest(world, costs, state, prices, scratch, section, FORBIDDEN) < POSSIBLE:
                place(world, travel, fit, state, section, scratch.found_weeks[0], scratch.found)


@kernel
def accept(
    world: World,
    travel: Costs,
    fit: Costs,
    state: State,
    trail: Trail,
    weight: Reals,
    ceiling: Reals,
    best: Best,
    now: float,
    allowed: float,
) -> float:
    """Accept the step when its energy is allowed and it gives up nothing held, else undo it."""
    demand = world.stake[len(state.weeks), 1:]
    after = energy(demand, state, weight)
    if (
        after <= allowed
        and state.sums[SERVED] <= ceiling[0]
        and worst_share(demand, state.unserved) <= ceiling[1]
    ):
        keep_if_better(demand, state, best)
        return after
    undo(world, travel, fit, state, trail)
    return now


@entry
def search(
    world: World,
    travel: Costs,
    fit: Costs,
    costs: Costs,
    state: State,
    plain: Reals3,
    guide: Reals3,
    scratch: Scratch,
    trail: Trail,
    weight: Reals,
    ceiling: Reals,
    focus: Ints,
    best: Best,
    steps: int,
    heat: float,
    push: float,
) -> None:
    """Take so many annealed steps at one heat; the best timetable met is kept.

    A step pushes an unplaced section in, or ruins and recreates. `weight` [4] are those of the
    levels in the energy; no step is accepted that leaves more unserved than `ceiling[0]` or a
    worse street than `ceiling[1]`. Most ruins begin with one of the sections in `focus`, if any.
    """
    demand, dice = world.stake[len(state.weeks), 1:], scratch.dice
    now = energy(demand, state, weight)
    for _ in range(steps):
        prices = plain if draw(dice) < 0.5 else guide
        trail.count[0] = 0
        outside = state.outside[0, len(state.weeks)]
        if outside > 0 and draw(dice) < push:
            section = state.outside[0, int(draw(dice) * outside)]
            blocked = draw(dice) * weight[0] * world.stake[section, 0]
            if cheapest(world, costs, state, prices, scratch, section, blocked) < POSSIBLE:
                push_in(world, travel, fit, state, scratch, trail, section)
        else:
            first = int(draw(dice) * len(state.weeks))
            if draw(dice) < len(focus) / (len(focus) + 1.0) * FOCUSED:
                first = focus[int(draw(dice) * len(focus))]
            ruin(world, travel, fit, state, dice, trail, first, MOST_RUINED)
        count = queue_up(world, state, dice, trail, 1)
        insert_all(world, travel, fit, costs, state, prices, scratch, trail.queue, count)
        allowed = now - heat * math.log(1.0 - draw(dice))
        now = accept(world, travel, fit, state, trail, weight, ceiling, best, now, allowed)
