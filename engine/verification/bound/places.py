"""Where the rooms and teachers of a part stand in the whole."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from engine.rules.axes import Axes
from engine.rules.ground import places
from engine.rules.parts import parts_of
from engine.rules.terms import Ints
from engine.verification.bound.combined import LIMITED, Combined
from engine.verification.bound.limits import Limits
from engine.verification.bound.price_tables import PriceTables


def parts_of_axes(axes: Axes) -> Iterator[Axes]:
    """The whole district by district, so that no table is larger than a district's.

    What a part leaves out no rule allows to its sections, and each request is in one part.
    """
    districts = [area for area in axes.problem.areas if area.parent is None]
    if len(districts) < 2:
        yield axes
        return
    for part in parts_of(axes.problem, axes.every):
        yield part.axes(axes)


def no_limits(axes: Axes) -> Limits:
    """Limits of nothing yet: what no section could use has none, and no price on it is worth much."""
    size = {"room": len(axes.rooms), "teacher": len(axes.teachers), "weekday": 7}
    size["period"] = len(axes.periods)
    most = {per: np.full(tuple(size[axis] for axis in per), -1, dtype=np.int64) for per in LIMITED}
    return Limits(most, np.full(len(axes.teachers), -1, dtype=np.int64))


@dataclass(frozen=True)
class Places:
    """The place of each room [r] and teacher [t] of a part among those of the whole."""

    rooms: Ints
    teachers: Ints

    @classmethod
    def of(cls, part: Axes, whole: Axes) -> Self:
        """Find them by their ids."""
        rooms, teachers = [room.id for room in whole.rooms], [each.id for each in whole.teachers]
        return cls(
            places([room.id for room in part.rooms], rooms),
            places([teacher.id for teacher in part.teachers], teachers),
        )

    def share(self, tables: PriceTables) -> PriceTables:
        """The prices that a part sees."""
        here = {place: at for at, place in enumerate(self.teachers.tolist())}
        return replace(
            tables,
            room=tables.room[self.rooms],
            teacher=tables.teacher[self.teachers],
            day=tables.day[self.teachers],
            load=tables.load[self.teachers],
            odd_sets=tuple(
                replace(odd, teacher=here[odd.teacher])
                for odd in tables.odd_sets
                if odd.teacher in here
            ),
        )

    def enter(self, terms: Combined, limits: Limits) -> None:
        """Enter the limits of what a part could use."""
        for per, most in limits.most.items():
            most[self.rooms if per[0] == "room" else self.teachers] = terms.most[per]
        limits.agreed[self.teachers] = terms.agreed
        limits.over = terms.over
