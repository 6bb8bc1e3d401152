"""What one section could have now: what each teacher and room costs at each of its periods."""

from __future__ import annotations

import numpy as np

from engine.timetabling.kernels.arrays import (
    AGREED,
    APART,
    FORBIDDEN,
    MEETINGS,
    PERIODS,
    POSSIBLE,
    SAME_TEACHER,
    SPREAD,
    WEEK,
    Bits,
    Costs,
    Ints,
    Reals,
    Reals3,
    Scratch,
    State,
    World,
)
from engine.timetabling.kernels.kernel import kernel
from engine.timetabling.kernels.moves import met_apart


@kernel
def draw(dice: Bits) -> float:
    """Draw a number in [0, 1): xorshift, Marsaglia (2003), one stream a lane."""
    bits = dice[0]
    bits ^= bits << np.uint64(13)
    bits ^= bits >> np.uint64(7)
    bits ^= bits << np.uint64(17)
    dice[0] = bits
    return float(bits >> np.uint64(11)) / 9007199254740992.0


@kernel
def best_days(row: Reals, day: Ints, periods: int, picked: Ints, low: Reals) -> float:
    """The least sum of entries of a row on different days, one for each place in `picked`."""
    meetings = len(picked)
    for one in range(meetings):
        low[one] = FORBIDDEN
        picked[one] = -1
    here = 0
    while here < periods:
        least, least_at, today = row[here], here, day[here]
        here += 1
        while here < periods and day[here] == today:
            if row[here] < least:
                least, least_at = row[here], here
            here += 1
        one = meetings - 1
        if least < low[one]:
            while one > 0 and least < low[one - 1]:
                low[one] = low[one - 1]
                picked[one] = picked[one - 1]
                one -= 1
            low[one] = least
            picked[one] = least_at
    total = 0.0
    for one in range(meetings):
        total += low[one]
    return total


@kernel
def load_left(world: World, state: State, thing: int, mask: int) -> int:
    """How many more meetings a week a thing may hold in these weeks."""
    left = world.limit[thing, WEEK]
    for atom in range(len(world.weeks)):
        if (mask >> atom) & 1:
            left = min(left, world.limit[thing, WEEK] - state.count[thing, WEEK, atom])
    return left


@kernel
def one_more(world: World, costs: Costs, state: State, thing: int, mask: int) -> float:
    """What one more meeting a week costs above the agreed load."""
    weeks = 0
    for atom in range(len(world.weeks)):
        if (mask >> atom) & 1 and state.count[thing, WEEK, atom] >= world.limit[thing, AGREED]:
            weeks += world.weeks[atom]
    return costs.more[2] * weeks


@kernel
def list_periods(
    world: World,
    costs: Costs,
    state: State,
    scratch: Scratch,
    section: int,
    mask: int,
    blocked: float,
) -> int:
    """Write what the periods of a section cost, and on which days they lie."""
    start, end = world.section[section, PERIODS], world.section[section, PERIODS + 1]
    alone = world.section[section, APART] == world.section[section, APART + 1]
    for here in range(end - start):
        period = world.entry[start + here]
        scratch.who[2, here] = world.period[period, SPREAD]
        scratch.row[0, here] = costs.entry[start + here]
        if not alone and met_apart(world, state, section, period, mask) >= 0:
            scratch.row[0, here] += blocked
    return end - start


@kernel
def list_things(
    world: World,
    costs: Costs,
    state: State,
    prices: Reals3,
    scratch: Scratch,
    section: int,
    weeks: int,
    kind: int,
    column: int,
    blocked: float,
) -> int:
    """Write what each teacher (kind 0) or room (1) costs at each period; returns how many.

    What is taken costs `blocked`. A teacher's cost holds that of the period.
    """
    mask, meetings = world.mask[weeks], world.section[section, MEETINGS]
    first, last = world.section[section, PERIODS], world.section[section, PERIODS + 1]
    day, picked, low = scratch.who[2], scratch.picked[:meetings], scratch.low
    listed = 0
    for entry in range(world.section[section, column], world.section[section, column + 1]):
        thing = world.entry[entry]
        fixed, left, most = costs.entry[entry], meetings, meetings
        if kind == 0:
            left = load_left(world, state, thing, mask)
            fixed += one_more(world, costs, state, thing, mask)
            most = min(meetings, world.limit[thing, WEEK])
            if left < meetings and world.section[section, SAME_TEACHER]:
                fixed += blocked if most == meetings else FORBIDDEN
        row, cheapest = scratch.cost[kind, listed], FORBIDDEN
        for here in range(last - first):
            period = world.entry[first + here]
            cost = fixed + prices[weeks, thing, period]
            if kind == 0:
                cost += scratch.row[0, here]
            if state.blocked[thing, period] & mask:
                cost += blocked
            row[here] = cost
            cheapest = min(cheapest, cost)
        if cheapest < POSSIBLE:
            if meetings > 1:
                cheapest = best_days(row, day, last - first, picked, low)
            scratch.least[kind, listed] = cheapest
            scratch.listed[kind, listed] = entry
            if kind == 0:
                scratch.left[listed] = left if blocked >= POSSIBLE else most
            listed += 1
    return listed
