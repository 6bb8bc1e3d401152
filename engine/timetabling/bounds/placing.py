"""What placements cost in a goal, many at a time."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.rules.terms import Bools, Floats, Ints
from engine.timetabling.kernels.arrays import MEETINGS, PERIOD, ROOM, TEACHER, Costs
from engine.timetabling.statement import Statement


def placement_costs(statement: Statement, costs: Costs, section: Ints, at: Ints) -> Floats:
    """What placements cost in a goal [n]; a change of room or teacher is counted once."""
    world, frame = statement.world, statement.frame
    held = np.arange(at.shape[1])[None, :] < world.section[section, MEETINGS][:, None]
    teacher, room = world.entry[at[:, :, TEACHER]], world.entry[at[:, :, ROOM]]
    pair = costs.pair[np.where(held, teacher - frame.first_teacher, 0), np.where(held, room, 0)]
    meeting = costs.entry[at[:, :, PERIOD]] + costs.entry[at[:, :, TEACHER]]
    meeting = np.where(held, meeting + costs.entry[at[:, :, ROOM]] + pair, 0.0)
    cost: Floats = meeting.sum(axis=1)
    cost += costs.more[0] * several(room, held & (room != frame.online))
    cost += costs.more[1] * several(teacher, held)
    return cost


def several(thing: NDArray[np.integer[Any]], counts: Bools) -> Bools:
    """Whether the things that count are more than one [n]."""
    most = np.where(counts, thing, -1).max(axis=1)
    least = np.where(counts, thing, np.iinfo(thing.dtype).max).min(axis=1)
    more_than_one: Bools = (most > least) & counts.any(axis=1)
    return more_than_one
