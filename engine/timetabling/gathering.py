"""Terms of one chunk of sections, gathered by kind and axes."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Literal

import numpy as np

from engine.rules.terms import (
    Apart,
    Axis,
    Bools,
    Cost,
    Forbid,
    Ints,
    Limit,
    Needed,
    Reach,
    Same,
    Spread,
    Term,
    Unserved,
)

Goal = Literal["travel", "fit"]


@dataclass
class Gathered:
    """All terms of a chunk: forbidden is what any term forbids, costs add up, limits tighten."""

    forbids: dict[tuple[Axis, ...], Bools] = field(default_factory=dict)
    costs: dict[tuple[Goal, tuple[Axis, ...]], Ints] = field(default_factory=dict)
    limits: dict[tuple[Axis, ...], Limit] = field(default_factory=dict)
    same: dict[str, Same] = field(default_factory=dict)
    reach: Reach | None = None
    apart: list[Ints] = field(default_factory=list)
    needed: Needed | None = None
    spread: bool = False
    unserved: Unserved | None = None

    def take(self, term: Term) -> None:
        """Add one term."""
        match term:
            case Forbid(axes, where):
                held = self.forbids.get(axes)
                self.forbids[axes] = where if held is None else held | where
            case Cost(goal, axes, amount):
                sum_so_far = self.costs.get((goal, axes))
                self.costs[goal, axes] = amount if sum_so_far is None else sum_so_far + amount
            case Limit(per):
                self.limits[per] = tightest(self.limits.get(per), term)
            case Same(axis):
                self.same[axis] = alike(self.same.get(axis), term)
            case Apart(pairs):
                self.apart.append(pairs)
            case Needed():
                self.needed = both(self.needed, term)
            case Reach():
                self.reach = term
            case Spread():
                self.spread = True
            case Unserved():
                self.unserved = term

    def forbidden(self, axes: tuple[Axis, ...], shape: tuple[int, ...]) -> Bools:
        """What is forbidden over these axes; nothing when no term says so."""
        return self.forbids.get(axes, np.zeros(shape, dtype=np.bool_))

    def cost(self, goal: Goal, axes: tuple[Axis, ...], shape: tuple[int, ...]) -> Ints:
        """The amounts of a goal over these axes; zero when no term says so."""
        return self.costs.get((goal, axes), np.zeros(shape, dtype=np.int64))


def gather(terms: Iterable[Term]) -> Gathered:
    """Gather terms by kind and axes."""
    gathered = Gathered()
    for term in terms:
        gathered.take(term)
    return gathered


def tightest(one: Limit | None, other: Limit) -> Limit:
    """Join two limits on the same thing: the smaller number holds, a negative one is none."""
    if one is None:
        return other
    most = np.where(
        (one.most < 0) | (other.most < 0),
        np.maximum(one.most, other.most),
        np.minimum(one.most, other.most),
    )
    soft = one if one.agreed is not None else other
    return Limit(other.per, most, soft.agreed, soft.over)


def both(one: Needed | None, other: Needed) -> Needed:
    """Join two terms about dates: what either says holds."""
    if one is None:
        return other
    return Needed(
        *(
            np.concatenate([getattr(one, each.name), getattr(other, each.name)])
            for each in fields(Needed)
        )
    )


def alike(one: Same | None, other: Same) -> Same:
    """Join two terms on one axis: must where either must, changes add up."""
    if one is None:
        return other
    return Same(other.axis, one.where | other.where, one.change + other.change)
