"""Fresh arrays for the kernels: an empty timetable and room to work in."""

import numpy as np

from engine.rules.terms import Bools
from engine.timetabling.kernels.arrays import (
    FORBIDDEN,
    MEETINGS,
    PERIODS,
    ROOMS,
    TEACHERS,
    WEEK,
    Best,
    Costs,
    Ints,
    Longs,
    Reals,
    Reals2,
    Scratch,
    State,
    Trail,
    World,
)
from engine.timetabling.kernels.trail import MOST_TOUCHED

NOTHING_YET = np.iinfo(np.int64).max


def weighted(travel: Costs, fit: Costs, per_metre: float, per_point: float) -> Costs:
    """Travel and fit under two weights as one cost; what either forbids stays forbidden."""

    def both(metres: Reals, points: Reals) -> Reals:
        barred = (metres >= FORBIDDEN) | (points >= FORBIDDEN)
        return np.where(barred, FORBIDDEN, per_metre * metres + per_point * points)

    return plain_costs(
        both(travel.entry, fit.entry), both(travel.pair, fit.pair), both(travel.more, fit.more)
    )


def plain_costs(entry: Reals, pair: Reals2, more: Reals) -> Costs:
    """Costs without any for two meetings of a section with one teacher."""
    return Costs(entry, pair, more, np.full(len(pair), -1, dtype=np.int32), np.zeros((0, 0, 0, 0)))


def empty_state(world: World, lost: int, unserved: Longs) -> State:
    """A timetable in which nobody is placed; `lost` and `unserved` [G] come on top anyway."""
    sections, atoms = len(world.section), len(world.weeks)
    periods, things = len(world.period), len(world.venue)
    most = int(world.section[:, MEETINGS].max(initial=1))
    stake = world.stake[:-1].sum(axis=0)
    return State(
        weeks=np.full(sections, -1, dtype=np.int32),
        at=np.zeros((sections, most, 3), dtype=np.int32),
        blocked=np.zeros((things, periods), dtype=np.int64),
        holder=np.full((things, periods, atoms), -1, dtype=np.int32),
        count=np.zeros((things, 8, atoms), dtype=np.int32),
        unserved=stake[1:] + unserved,
        sums=np.array([lost + stake[0], 0, 0], dtype=np.int64),
        outside=np.stack([np.append(np.arange(sections), sections)] * 2).astype(np.int32),
    )


def never_free(world: World) -> Bools:
    """The hours [Q, P] at which a limit of no meetings keeps a thing from every meeting."""
    nothing: Bools = world.limit[:, world.period[:, 0]] == 0
    never: Bools = nothing | (world.limit[:, [WEEK]] == 0)
    return never


def scratch_of(world: World, seed: int) -> Scratch:
    """Room to work in, with a stream of random bits of its own."""
    periods = longest(world, PERIODS)
    things = max(longest(world, TEACHERS), longest(world, ROOMS))
    most = int(world.section[:, MEETINGS].max(initial=1))
    return Scratch(
        cost=np.zeros((2, things, periods)),
        least=np.zeros((2, things)),
        listed=np.zeros((2, things), dtype=np.int32),
        left=np.zeros(things, dtype=np.int32),
        row=np.zeros((4, periods)),
        who=np.zeros((5, periods), dtype=np.int32),
        picked=np.zeros(most, dtype=np.int32),
        low=np.zeros(most),
        found=np.zeros((most, 3), dtype=np.int32),
        found_weeks=np.zeros(1, dtype=np.int32),
        dice=np.random.default_rng(seed).integers(1, 2**63, size=1, dtype=np.uint64),
    )


def longest(world: World, column: int) -> int:
    """The length of the longest list of a kind, at least 1."""
    return int((world.section[:, column + 1] - world.section[:, column]).max(initial=1))


def trail_of(world: World, fixed: Ints) -> Trail:
    """A trail for steps that touch at most `MOST_TOUCHED` sections, and none that is fixed."""
    most = int(world.section[:, MEETINGS].max(initial=1))
    return Trail(
        fixed=fixed,
        count=np.zeros(1, dtype=np.int32),
        section=np.zeros(MOST_TOUCHED, dtype=np.int32),
        weeks=np.zeros(MOST_TOUCHED, dtype=np.int32),
        at=np.zeros((MOST_TOUCHED, most, 3), dtype=np.int32),
        queue=np.zeros(MOST_TOUCHED, dtype=np.int32),
    )


def nothing_kept(state: State) -> Best:
    """A best that every timetable beats."""
    return Best(np.full_like(state.weeks, -1), np.zeros_like(state.at), np.full(5, NOTHING_YET))
