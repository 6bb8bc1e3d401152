"""Choosing meetings on different days, one choice after the other."""

from collections.abc import Iterator, Sequence


def on_spread_days(days: Sequence[int], count: int) -> Iterator[tuple[int, ...]]:
    """Pick so many places of which no two have the same day, in lexicographic order.

    No pick is begun that cannot be finished, so that the next one never takes long to find.
    """
    ahead = [frozenset(days[at:]) for at in range(len(days))]

    def picks(
        start: int, chosen: tuple[int, ...], used: frozenset[int]
    ) -> Iterator[tuple[int, ...]]:
        wanted = count - len(chosen)
        if not wanted:
            yield chosen
            return
        for at in range(start, len(days)):
            if len(ahead[at] - used) < wanted:
                return
            if days[at] not in used:
                yield from picks(at + 1, (*chosen, at), used | {days[at]})

    yield from picks(0, (), frozenset())
