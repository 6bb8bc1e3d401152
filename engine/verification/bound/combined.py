"""All terms of a chunk of sections as one table for each product of axes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from engine.domain.courses import MODES
from engine.rules.axes import Axes
from engine.rules.terms import Axis, Bools, Cost, Forbid, Ints, Limit, Same, Term, Unserved

Goal = Literal["travel", "fit"]

FORBIDDEN: tuple[tuple[Axis, ...], ...] = (
    ("section",),
    ("section", "period"),
    ("section", "weeks"),
    ("section", "room"),
    ("section", "teacher"),
    ("section", "mode"),
    ("room", "mode"),
    ("teacher", "room"),
    ("room", "period", "weeks"),
    ("teacher", "period", "weeks"),
)
PRICED: tuple[tuple[Goal, tuple[Axis, ...]], ...] = (
    ("travel", ("section", "room")),
    ("travel", ("teacher", "room")),
    ("fit", ("section", "room")),
    ("fit", ("teacher", "room")),
    ("fit", ("section", "teacher")),
    ("fit", ("section", "period")),
    ("fit", ("section", "mode")),
)
LIMITED: tuple[tuple[Axis, ...], ...] = (
    ("room", "period"),
    ("teacher", "period"),
    ("teacher", "weekday"),
    ("teacher",),
)


@dataclass
class Combined:
    """What is forbidden, what costs, what is limited; `must` and `change` by "teacher"/"room".

    A term over axes that are not listed above raises KeyError: nothing is passed over.
    """

    forbidden: dict[tuple[Axis, ...], Bools]
    amount: dict[tuple[Goal, tuple[Axis, ...]], Ints]
    most: dict[tuple[Axis, ...], Ints]
    agreed: Ints
    over: int = 0
    must: dict[str, Bools] = field(default_factory=dict)
    change: dict[str, int] = field(default_factory=dict)
    unserved: Unserved | None = None

    def take(self, term: Term) -> None:
        """Add one term: what any forbids is forbidden, amounts add up, the least limit holds."""
        match term:
            case Forbid(axes, where):
                self.forbidden[axes] |= where
            case Cost(goal, axes, amount):
                self.amount[goal, axes] += amount
            case Limit(per, most, agreed, over):
                self.most[per] = _tighter(self.most[per], most)
                if agreed is not None:
                    self.agreed, self.over = agreed, over
            case Same(axis, where, change):
                self.must[axis] |= where
                self.change[axis] += change
            case Unserved():
                self.unserved = term
            case _:
                pass  # a rule that the bound leaves out, which only lowers it


def combine(axes: Axes, terms: Iterable[Term]) -> Combined:
    """Combine the terms of one chunk."""
    size = _sizes(axes)

    def shape(along: tuple[Axis, ...]) -> tuple[int, ...]:
        return tuple(size[axis] for axis in along)

    combined = Combined(
        forbidden={along: np.zeros(shape(along), dtype=np.bool_) for along in FORBIDDEN},
        amount={(goal, along): np.zeros(shape(along), dtype=np.int64) for goal, along in PRICED},
        most={along: np.full(shape(along), -1, dtype=np.int64) for along in LIMITED},
        agreed=np.full(size["teacher"], -1, dtype=np.int64),
        must={axis: np.zeros(size["section"], dtype=np.bool_) for axis in ("teacher", "room")},
        change={"teacher": 0, "room": 0},
    )
    for term in terms:
        combined.take(term)
    return combined


def _sizes(axes: Axes) -> dict[Axis, int]:
    return {
        "section": len(axes.sections),
        "period": len(axes.periods),
        "weeks": len(axes.weeks),
        "room": len(axes.rooms),
        "teacher": len(axes.teachers),
        "mode": len(MODES),
        "weekday": 7,
    }


def _tighter(one: Ints, other: Ints) -> Ints:
    """The smaller of two limits; a negative one is none."""
    either = (one < 0) | (other < 0)
    return np.where(either, np.maximum(one, other), np.minimum(one, other))
