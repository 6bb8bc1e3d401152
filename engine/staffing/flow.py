"""The min-cost flow: people to needs, a new post for every place that nobody fills."""

from collections.abc import Mapping, Sequence

import numpy as np
from ortools.graph.python import min_cost_flow

from engine.staffing.eligible import Seat
from engine.staffing.needs import Need

Seats = Mapping[tuple[int, int], Seat]  # (person, need), both by their place in the list


def assign(people: int, needs: Sequence[Need], seats: Seats) -> dict[int, int]:
    """Give people to needs: fewest places unfilled, then fewest moves, then fewest metres.

    Returns person -> need, by their places in the lists. One unit of flow runs from a source
    through a person, or through the arc of new posts, to a need. A move outweighs all metres
    together and a new post all moves together, so one flow decides all three in order.
    """
    if not seats:
        return {}
    pairs = sorted(seats)
    move, new_post = _weights(people, needs, seats)
    taken = np.array([person for person, _ in pairs])
    reached = np.array([need for _, need in pairs])
    costs = np.array([seats[pair].moves * move + seats[pair].metres for pair in pairs])
    source, first = people + len(needs), people
    counts = np.array([need.count for need in needs])
    flow = min_cost_flow.SimpleMinCostFlow()
    every, wanted = np.arange(people), np.arange(len(needs))
    flow.add_arcs_with_capacity_and_unit_cost(
        np.full(people, source), every, np.ones(people, int), np.zeros(people, int)
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        np.full(len(needs), source), first + wanted, counts, np.full(len(needs), new_post)
    )
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        taken, first + reached, np.ones(len(pairs), int), costs
    )
    flow.set_nodes_supplies(first + wanted, -counts)
    flow.set_node_supply(source, int(counts.sum()))
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise ArithmeticError(f"min-cost flow ended with status {status}")
    used = flow.flows(arcs)
    return {person: need for (person, need), one in zip(pairs, used, strict=True) if one}


def _weights(people: int, needs: Sequence[Need], seats: Seats) -> tuple[int, int]:
    """What a move and a new post weigh, in metres."""
    most = min(people, sum(need.count for need in needs))
    move = most * max(seat.metres for seat in seats.values()) + 1
    return move, most * 2 * move + 1
