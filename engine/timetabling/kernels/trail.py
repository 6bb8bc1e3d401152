"""The trail of a step: what it changed, and how that is undone."""

from __future__ import annotations

from engine.timetabling.kernels.arrays import (
    Costs,
    State,
    Trail,
    World,
)
from engine.timetabling.kernels.kernel import kernel
from engine.timetabling.kernels.moves import copy_places, place, remove

MOST_TOUCHED = 16


@kernel
def note(state: State, trail: Trail, section: int) -> bool:
    """Note where a section stood before it is changed; False if fixed, or the trail is full."""
    if trail.fixed[section]:
        return False
    count = trail.count[0]
    for one in range(count):
        if trail.section[one] == section:
            return True
    if count >= len(trail.section):
        return False
    trail.section[count] = section
    trail.weeks[count] = state.weeks[section]
    copy_places(state.at[section], trail.at[count])
    trail.count[0] += 1
    return True


@kernel
def undo(world: World, travel: Costs, fit: Costs, state: State, trail: Trail) -> None:
    """Put everything back to where it was before the step."""
    for one in range(trail.count[0]):
        if state.weeks[trail.section[one]] >= 0:
            remove(world, travel, fit, state, trail.section[one])
    for one in range(trail.count[0]):
        if trail.weeks[one] >= 0:
            place(world, travel, fit, state, trail.section[one], trail.weeks[one], trail.at[one])
