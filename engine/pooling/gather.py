"""Divide the pieces of one neighbourhood into pools, exactly when few, else window by window."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from engine.pooling.partition import best_partition, value_of
from engine.pooling.pools import Company, Key, Keys, Piece, Pool, Site, open_pool

EXACT = 9  # pieces that one exact division takes
PARTNERS_HALVED = 3
Near = Sequence[Sequence[int]]


def gather(site: Site, pieces: Sequence[Piece], near: Near) -> tuple[Pool, ...]:
    """Open as many priority-learners as possible, then few sections, then short ways.

    `near` lists for every row of `site.metres` the rows that might share a section with it,
    nearest first.
    """
    gathering = Gathering(site, pieces, near)
    for piece in gathering.in_need_first():
        gathering.improve(piece)
    for piece in gathering.left_out():
        gathering.halve_for(piece)
    return gathering.pools()


class Gathering:
    """A division that only gets better: each step divides one window of it anew, exactly."""

    def __init__(self, site: Site, pieces: Sequence[Piece], near: Near) -> None:
        self.site = site
        self.near = near
        self.divided: set[Keys] = set()
        self.pieces: dict[Key, Piece] = {}
        self.keys_at: dict[int, set[Key]] = {}
        for piece in sorted(pieces, key=lambda piece: piece.key):
            self._take(piece)
        self.pool_of = {
            key: pool
            for key, piece in self.pieces.items()
            if (pool := open_pool(site, Company.of(piece))) is not None
        }

    def pools(self) -> tuple[Pool, ...]:
        """The pools opened so far, in the order of their first pieces."""
        found = {pool.pieces[0].key: pool for pool in self.pool_of.values()}
        return tuple(found[key] for key in sorted(found))

    def in_need_first(self) -> list[Piece]:
        """The pieces to start windows from: one when all fit into it, else who needs it most."""
        pieces = list(self.pieces.values())
        if len(pieces) <= EXACT:
            return pieces[:1]
        pieces.sort(key=lambda piece: (self._stands(piece), -_weight(piece), piece.key))
        return pieces

    def left_out(self) -> list[Piece]:
        """The pieces in no pool, or not wholly, dearest first."""
        pieces = [piece for piece in self.pieces.values() if not self._stands(piece)]
        return sorted(pieces, key=lambda piece: (-_weight(piece), piece.key))

    def improve(self, seed: Piece) -> None:
        """Divide the window around a piece anew, unless it has found good company already."""
        if len(self.pieces) > EXACT and self._stands(seed) and len(self._block(seed.key)) > 1:
            return
        window = self._window(seed)
        keys = tuple(piece.key for piece in window)
        if keys not in self.divided:
            self.divided.add(keys)
            self._keep_better(window, window)

    def halve_for(self, seed: Piece) -> None:
        """Halve a near partner so that one half may join the piece left out, if it still is."""
        if seed.key not in self.pieces or self._stands(seed):
            return
        partners = [piece for row in self.near[seed.at] for piece in self._pieces_at(row)]
        for partner in [each for each in partners if each.learners > 1][:PARTNERS_HALVED]:
            window = self._window(seed)
            if partner not in window:
                continue
            others = [piece for piece in window if piece != partner]
            if self._keep_better(window, [*others, *_halves(partner)]):
                return

    def _take(self, piece: Piece) -> None:
        self.pieces[piece.key] = piece
        self.keys_at.setdefault(piece.at, set()).add(piece.key)

    def _stands(self, piece: Piece) -> bool:
        pool = self.pool_of.get(piece.key)
        return pool is not None and pool.whole

    def _pieces_at(self, row: int) -> list[Piece]:
        return [self.pieces[key] for key in sorted(self.keys_at[row])]

    def _window(self, seed: Piece) -> list[Piece]:
        if len(self.pieces) <= EXACT:
            return list(self.pieces.values())
        chosen = self._block(seed.key)
        for row in self.near[seed.at]:
            for piece in self._pieces_at(row):
                block = chosen | self._block(piece.key)
                chosen = block if len(block) <= EXACT else chosen
        return [chosen[key] for key in sorted(chosen)]

    def _block(self, key: Key) -> dict[Key, Piece]:
        pool = self.pool_of.get(key)
        pieces = (self.pieces[key],) if pool is None else pool.pieces
        return {piece.key: piece for piece in pieces}

    def _keep_better(self, old: Iterable[Piece], new: Sequence[Piece]) -> bool:
        keys = [piece.key for piece in old]
        before = {pool.pieces: pool for key in keys if (pool := self.pool_of.get(key))}
        after = best_partition(self.site, new)
        if value_of(after) <= value_of(before.values()):
            return False
        for key in keys:
            self.pool_of.pop(key, None)
            self.keys_at[self.pieces.pop(key).at].remove(key)
        for piece in new:
            self._take(piece)
        self.pool_of |= {piece.key: pool for pool in after for piece in pool.pieces}
        return True


def _weight(piece: Piece) -> int:
    return piece.priority * piece.learners


def _halves(piece: Piece) -> tuple[Piece, Piece]:
    half = piece.learners // 2
    return (
        replace(piece, learners=piece.learners - half, part=2 * piece.part + 1),
        replace(piece, learners=half, part=2 * piece.part + 2),
    )
