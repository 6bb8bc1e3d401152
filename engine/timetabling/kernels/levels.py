"""The levels of a timetable in the making, as one energy and as numbers to compare."""

from __future__ import annotations

from engine.timetabling.kernels.arrays import FIT, SERVED, TRAVEL, Best, Longs, Reals, State
from engine.timetabling.kernels.kernel import entry, kernel
from engine.timetabling.kernels.moves import copy_places


@kernel
def worst_share(demand: Longs, unserved: Longs) -> int:
    """The worst street's unserved share in 1/10,000, rounded up."""
    worst = 0
    for street in range(len(unserved)):
        total = demand[street]
        if total > 0:
            worst = max(worst, (10000 * unserved[street] + total - 1) // total)
    return worst


@kernel
def overruns(demand: Longs, unserved: Longs) -> int:
    """Priority-learners by which streets lie above the streets' common share, each rounded up."""
    asked, missing, over = 0, 0, 0
    for street in range(len(unserved)):
        asked += demand[street]
        missing += unserved[street]
    for street in range(len(unserved)):
        above = unserved[street] * asked - demand[street] * missing
        if above > 0:
            over += (above + asked - 1) // asked
    return over


@kernel
def energy(demand: Longs, state: State, weight: Reals) -> float:
    """The levels under the weights of served, fairness, travel and fit [4]."""
    sums = state.sums
    value = weight[0] * sums[SERVED] + weight[2] * sums[TRAVEL] + weight[3] * sums[FIT]
    if weight[1] > 0.0:
        value += weight[1] * worst_share(demand, state.unserved)
    return value


@kernel
def copy_all(state: State, best: Best) -> None:
    """Keep the placements of a timetable."""
    for section in range(len(state.weeks)):
        best.weeks[section] = state.weeks[section]
        if state.weeks[section] >= 0:
            copy_places(state.at[section], best.at[section])


@entry
def keep_if_better(demand: Longs, state: State, best: Best) -> bool:
    """Keep the timetable when it comes before the best so far, level by level."""
    if state.sums[SERVED] > best.value[0]:
        return False
    ours = (
        state.sums[SERVED],
        worst_share(demand, state.unserved),
        overruns(demand, state.unserved),
        state.sums[TRAVEL],
        state.sums[FIT],
    )
    for level in range(5):
        if ours[level] > best.value[level]:
            return False
        if ours[level] < best.value[level]:
            for each in range(5):
                best.value[each] = ours[each]
            copy_all(state, best)
            return True
    return False
