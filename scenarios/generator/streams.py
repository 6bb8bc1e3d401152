"""Named sub-streams of one seed, so that changing one table does not shuffle another."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Generic, TypeVar
from zlib import crc32

import numpy as np

Item = TypeVar("Item")


class Draws:
    """The draws of one table.

    Only the generator's plain uniform doubles are used, whose stream numpy has never changed,
    and all else is made from them here: so the same seed gives the same world on any release.
    """

    def __init__(self, seed: int, *names: str) -> None:
        entropy = [seed, crc32("/".join(names).encode())]
        self._generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence(entropy)))

    def share(self) -> float:
        """Draw a number from 0 up to 1, without the 1."""
        return float(self._generator.random())

    def happens(self, probability: float) -> bool:
        """Draw yes with this probability."""
        return self.share() < probability

    def between(self, bounds: tuple[int, int]) -> int:
        """Draw a whole number, both bounds included."""
        least, most = bounds
        return least + int(self.share() * (most - least + 1))

    def pick(self, items: Sequence[Item]) -> Item:
        """Draw one of the items, all alike."""
        return items[int(self.share() * len(items))]

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """The items in a drawn order."""
        keyed = sorted((self.share(), place) for place in range(len(items)))
        return [items[place] for _, place in keyed]

    def some(self, items: Sequence[Item], count: int) -> list[Item]:
        """Draw `count` different items (all when there are fewer), in their own order."""
        return [items[place] for place in sorted(self.shuffled(range(len(items)))[:count])]


class Lottery(Generic[Item]):
    """Weighted draws from a fixed set of items."""

    def __init__(self, weights: Mapping[Item, float]) -> None:
        self._items = tuple(weights)
        self._bounds = tuple(accumulate(weights.values()))

    def pick(self, draws: Draws) -> Item:
        """Draw one item, with chances as the weights."""
        place = bisect_right(self._bounds, draws.share() * self._bounds[-1])
        return self._items[min(place, len(self._items) - 1)]

    def hand_out(self, count: int, draws: Draws) -> list[Item]:
        """Draw `count` items at once so that each comes about as often as its weight says."""
        step = self._bounds[-1] / count
        start = draws.share() * step
        marks = (bisect_right(self._bounds, start + step * place) for place in range(count))
        last = len(self._items) - 1
        return draws.shuffled([self._items[min(mark, last)] for mark in marks])


def portions(total: int, weights: Sequence[float]) -> list[int]:
    """Share a whole number by weights so that the parts add up to it (largest remainder)."""
    scale = total / sum(weights)
    parts = [int(weight * scale) for weight in weights]
    rest = [weight * scale - part for weight, part in zip(weights, parts, strict=True)]
    first = sorted(range(len(parts)), key=lambda place: (-rest[place], place))
    for place in first[: total - sum(parts)]:
        parts[place] += 1
    return parts
