"""Odd sets: how many sections that meet twice a week a teacher can have in some of the periods.

A linear program gives three sections half of each two of three hours. A timetable cannot: the
teacher holds n meetings there at most, so n // 2 sections meet there twice. These are the
blossom inequalities of Edmonds (1965), J. Res. Natl. Bur. Stand. 69B, 125-130.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from engine.rules.terms import Bools, Floats, Ints
from engine.timetabling.kernels.arrays import MEETINGS, PERIOD, TEACHER, WEEK, WEEKDAY, Small
from engine.timetabling.kernels.twice import TWICE
from engine.timetabling.statement import Statement

Priced = Iterable[tuple[float, "OddSet"]]


@dataclass(frozen=True)
class OddSet:
    """Of the sections that meet twice a week, both times with a teacher in the periods `inside` [P].

    In one atom they are `most` at the most. The teacher is a thing.
    """

    teacher: int
    atom: int
    inside: Bools
    most: int


def most_twice(statement: Statement, teacher: int, inside: Bools) -> int:
    """How many sections can meet twice in these periods: half of the meetings, rounded down."""
    world = statement.world
    by_day = np.bincount(world.period[inside, WEEKDAY], minlength=7)
    meetings = np.minimum(by_day, world.limit[teacher, :7]).sum()
    return int(min(meetings, world.limit[teacher, WEEK])) // TWICE


@dataclass(frozen=True)
class Pairs:
    """The placements of sections that meet twice a week, both times with one teacher [m].

    `placement` says which of those given, `periods` [m, 2] are its two, `atoms` [m, A] its weeks.
    """

    placement: Ints
    teacher: Ints
    periods: Ints
    atoms: Bools

    @classmethod
    def among(cls, statement: Statement, section: Ints, weeks: Ints, at: Ints) -> "Pairs":
        """Find them: `section` [n], `weeks` [n] and `at` [n, K, 3] describe placements."""
        world, atoms = statement.world, statement.frame.weeks_atoms
        found = np.flatnonzero(world.section[section, MEETINGS] == TWICE)
        both = world.entry[at[found, :TWICE]].astype(np.int64)
        found_same = both[:, 0, TEACHER] == both[:, -1, TEACHER]
        found, both = found[found_same], both[found_same]
        return cls(found, both[:, 0, TEACHER], both[:, :, PERIOD], atoms[weeks[found]])

    def inside(self, odd: OddSet) -> Ints:
        """Those of the placements given that an odd set counts."""
        counts = (self.teacher == odd.teacher) & self.atoms[:, odd.atom]
        counts &= odd.inside[self.periods].all(axis=1)
        return self.placement[np.flatnonzero(counts)]


def dearer(statement: Statement, priced: Priced) -> tuple[Small, Floats]:
    """What two meetings of a section with one teacher cost besides: `Costs.twice_of`, `twice`."""
    frame = statement.frame
    row: dict[int, int] = {}
    prices: list[Floats] = []
    runs = frame.weeks_atoms.astype(np.float64)
    for price, odd in priced:
        at = row.setdefault(odd.teacher - frame.first_teacher, len(prices))
        if at == len(prices):
            prices.append(np.zeros((len(runs), len(odd.inside), len(odd.inside))))
        both = odd.inside[:, None] & odd.inside[None, :]
        prices[at] += price * runs[:, odd.atom, None, None] * both
    twice_of = np.full(len(frame.teachers), -1, dtype=np.int32)
    for teacher, at in row.items():
        twice_of[teacher] = at
    shape = (len(prices), len(runs), *[len(frame.periods)] * 2)
    return twice_of, np.array(prices).reshape(shape)
