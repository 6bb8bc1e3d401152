"""What each kind of change does to a scenario: the explicit list, and one function a kind."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from engine.domain.change import Change
from engine.domain.problem import Problem
from engine.sweeps.demand import limit_walk, scale_demand
from engine.sweeps.numbers import change_setting, read_policy
from engine.sweeps.people import add_teachers, remove_teachers
from engine.sweeps.places import close_venue, open_venue

Applier = Callable[[Any, Problem, Random], Problem]

APPLIERS: Mapping[str, Applier] = {
    "close_venue": close_venue,
    "open_venue": open_venue,
    "add_teachers": add_teachers,
    "remove_teachers": remove_teachers,
    "scale_demand": scale_demand,
    "limit_walk": limit_walk,
    "read_policy": read_policy,
    "change_setting": change_setting,
}


def apply(problem: Problem, changes: tuple[Change, ...], seed: int) -> Problem:
    """Apply changes in order; whoever is drawn is drawn by the seed.

    Raises BadInput, its fault naming the field, for a change that this scenario cannot take.
    """
    draw = Random(seed)  # noqa: S311 - a repeatable draw, no secret
    for change in changes:
        problem = APPLIERS[change.kind](change, problem, draw)
    return problem
