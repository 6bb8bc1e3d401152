"""Journeys that a peer's tool does not know: which pairs are missed, and who stays out then."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from benchmarks.peers.wishes import Placed, Stand, Wishes

Missed = tuple[int, int, int]
"""Two sections and the teacher who does not get from one to the other."""


def missed(wishes: Wishes, placed: Placed) -> Iterator[Missed]:
    """Find the pairs of sections between which their teacher cannot travel in time."""
    mask = wishes.statement.world.mask
    held: dict[int, list[tuple[int, int, Stand]]] = defaultdict(list)
    for section, (run, stands) in placed.items():
        for stand in stands:
            held[stand[1]].append((section, int(mask[run]), stand))
    for teacher, mine in held.items():
        for (a, weeks, one), (b, others, other) in combinations(mine, 2):
            if weeks & others and not wishes.reached(one, other):
                yield a, b, teacher


def without_missed(wishes: Wishes, placed: Placed) -> tuple[Placed, int]:
    """Take the section with less at stake out of every pair that is missed."""
    out: set[int] = set()
    pairs = {(a, b) for a, b, _ in missed(wishes, placed)}
    for a, b in sorted(pairs, key=lambda pair: -max(wishes.each[each].stake for each in pair)):
        if not out & {a, b}:
            out.add(min((a, b), key=lambda each: (wishes.each[each].stake, each)))
    return {section: place for section, place in placed.items() if section not in out}, len(out)
