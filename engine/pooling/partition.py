"""The best division of a few pieces into pools, exactly."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from engine.pooling.pools import Company, Piece, Pool, Site, choice, joinable, open_pool

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
        most, pools = best(left ^ first)
        for mask, pool in starting.get(first, ()):
            if mask & left == mask:
                value, others = best(left ^ mask)
                value = _plus(value, pool.value)
                if value > most:
                    most, pools = value, (pool, *others)
        return most, pools

    return best((1 << len(pieces)) - 1)[1]


def admissible_pools(site: Site, pieces: Sequence[Piece]) -> Iterator[tuple[int, Pool]]:
    """List the pools worth opening, each with the set of its pieces as bits.

    A pool serves somebody who alone would not find a place; or it saves a section and leaves
    a fair choice of rooms and periods.
    """
    everyone = [Company.of(piece) for piece in pieces]
    solo = [open_pool(site, alone) for alone in everyone]
    stands = [pool is not None and pool.whole for pool in solo]
    family: list[tuple[tuple[int, ...], Company]] = [
        ((at,), alone) for at, alone in enumerate(everyone) if joinable(site, alone)
    ]
    while family:
        grown: list[tuple[tuple[int, ...], Company]] = []
        for chosen, company in family:
            pool = open_pool(site, company)
            if pool and _worth_it(site, pool, [solo[at] for at in chosen]):
                yield sum(1 << at for at in chosen), pool
            for at in range(chosen[-1] + 1, len(pieces) if len(chosen) < PIECES_A_POOL else 0):
                more = company.joined_by(pieces[at])
                # two who both stand alone need not share several sections
                crowded = more.learners > site.most and stands[at] + _standing(stands, chosen) > 1
                if not crowded and joinable(site, more):
                    grown.append(((*chosen, at), more))
        family = grown


def _standing(stands: Sequence[bool], chosen: tuple[int, ...]) -> int:
    return sum([stands[at] for at in chosen])


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
