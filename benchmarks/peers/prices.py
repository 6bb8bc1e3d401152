"""What meetings cost in travel and fit, the same for every peer that asks."""

from collections.abc import Iterable

import numpy as np

from benchmarks.peers.wishes import Placed, Wish, Wishes
from engine.rules.terms import Ints
from engine.timetabling.kernels.arrays import PERIODS, POSSIBLE, ROOMS, TEACHERS
from engine.timetabling.weights import weights


class Prices:
    """What meetings cost in travel and fit, as the total weighs them."""

    def __init__(self, wishes: Wishes) -> None:
        given, weigh = wishes.statement, weights()
        self.wishes = wishes
        both = weigh.travel * given.travel.pair + weigh.fit * given.fit.pair
        self.pair: Ints = np.where(given.travel.pair < POSSIBLE, both, 0).astype(np.int64)

    def of(self, wish: Wish, column: int) -> Ints:
        """What the entries of one list of a wish cost."""
        given, weigh = self.wishes.statement, weights()
        travel = self.wishes.price(given.travel, wish, column)
        return weigh.travel * travel + weigh.fit * self.wishes.price(given.fit, wish, column)

    def together(self, teacher: int, rooms: Iterable[int]) -> Ints:
        """What a teacher's journeys to some rooms cost."""
        row: Ints = self.pair[teacher - self.wishes.statement.frame.first_teacher, list(rooms)]
        return row

    def spent(self, placed: Placed) -> int:
        """What placements cost, changes and overtime left aside."""
        total = 0
        for section, (_, stands) in placed.items():
            wish = self.wishes.each[section]
            lists = (wish.periods, PERIODS), (wish.teachers, TEACHERS), (wish.rooms, ROOMS)
            for stand in stands:
                total += int(self.together(stand[1], [stand[2]])[0])
                for (things, column), chosen in zip(lists, stand, strict=True):
                    total += int(self.of(wish, column)[things.index(chosen)])
        return total
