"""The best division of a few pieces into pools, exactly."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from engine.pooling.pools import Piece, Pool, Site, choice, joinable, open_pool

Value = tuple[int, int, int]
PIECES_A_POOL = 6
CHOICE_KEPT = 2  # a pool that only saves a section keeps 1/2 of its members' choice
NOTHING: Value = (0, 0, 0)


def value_of(pools: Iterable[Pool]) -> Value:
    """Add up what pools are worth; none at all are worth nothing."""
    total = NOTHING
    for pool in pools:
        total = _plus(total, pool.value)
    return total


def best_partition(site: Site, pieces: Sequence[Piece]) -> tuple[Pool, ...]:
    """Divide pieces into pools with the most priority-learners, then the fewest sections.

    Exact over all divisions into pools that `admissible_pools` lists: every piece is in one of
    them or stays alone. The work grows as 2 ** len(pieces); call it with a dozen at most.
    """
    starting: dict[int, list[tuple[int, Pool]]] = {}
    for mask, pool in admissible_pools(site, pieces):
        starting.setdefault(mask & -mask, []).append((mask, pool))

    @cache
    def best(left: int) -> tuple[Value, tuple[Pool, ...]]:
        if not left:
            return NOTHING, ()
        first = left & -left
        found = best(left ^ first)
        for mask, pool in starting.get(first, ()):
            if mask & left == mask:
                value, pools = best(left ^ mask)
                found = max(found, (_plus(value, pool.value), (pool, *pools)), key=lambda f: f[0])
        return found

    return best((1 << len(pieces)) - 1)[1]


def admissible_pools(site: Site, pieces: Sequence[Piece]) -> Iterator[tuple[int, Pool]]:
    """List the pools worth opening, each with the set of its pieces as bits.

    A pool serves somebody who alone would not find a place; or it saves a section and leaves
    a fair choice of rooms and periods.
    """
    solo = [open_pool(site, [piece]) for piece in pieces]
    stands = [pool is not None and pool.whole for pool in solo]
    family: list[tuple[int, ...]] = [
        (at,) for at in range(len(pieces)) if joinable(site, [pieces[at]])
    ]
    while family:
        grown: list[tuple[int, ...]] = []
        for chosen in family:
            pool = open_pool(site, [pieces[at] for at in chosen])
            if pool and _worth_it(site, pool, [solo[at] for at in chosen]):
                yield sum(1 << at for at in chosen), pool
            if len(chosen) < PIECES_A_POOL:
                grown += [(*chosen, at) for at in range(chosen[-1] + 1, len(pieces))]
        family = [each for each in grown if _may_grow(site, pieces, stands, each)]


def _may_grow(
    site: Site, pieces: Sequence[Piece], stands: Sequence[bool], chosen: tuple[int, ...]
) -> bool:
    """Two who both stand alone need not share several sections."""
    members = [pieces[at] for at in chosen]
    crowded = sum(piece.learners for piece in members) > site.most
    return not (crowded and sum(stands[at] for at in chosen) > 1) and joinable(site, members)


def _worth_it(site: Site, pool: Pool, solo: Sequence[Pool | None]) -> bool:
    alone = [each for each in solo if each is not None and each.whole]
    if len(alone) < len(solo) or len(solo) == 1:
        return True
    saved = sum(len(each.sizes) for each in alone) - len(pool.sizes)
    if saved <= 0 or not pool.whole:
        return False
    return choice(site, pool) * CHOICE_KEPT >= min(choice(site, each) for each in alone)


def _plus(one: Value, other: Value) -> Value:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]
