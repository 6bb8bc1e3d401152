"""A pool: requests that share a course, an audience, periods and a room within every walk."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from engine.rules.terms import Bools, Ints

Key = tuple[str, int]
Keys = tuple[Key, ...]


def bits(row: Bools) -> int:
    """Pack a row of truths into one whole number, first entry lowest."""
    return int.from_bytes(np.packbits(row, bitorder="little").tobytes(), "little")


def bits_by_row(table: Bools) -> tuple[int, ...]:
    """Pack every row of a table."""
    packed = np.packbits(table, axis=1, bitorder="little")
    return tuple(int.from_bytes(row.tobytes(), "little") for row in packed)


@dataclass(frozen=True)
class Piece:
    """The learners of one request, or a part of them, with what they could use.

    `rooms` and `periods` are sets of columns of the `Site` as bits; `at` is the row of the
    request in `Site.metres`. `part` tells the pieces of one request apart.
    """

    request: str
    learners: int
    priority: int
    group: str | None
    rooms: int
    periods: int
    at: int
    part: int = 0

    @cached_property
    def key(self) -> Key:
        """What the piece is sorted and found by."""
        return self.request, self.part


class Company(NamedTuple):
    """Pieces that might sit together, and what all of them could use: rooms, periods as bits."""

    pieces: tuple[Piece, ...]
    keys: Keys
    rooms: int
    periods: int
    learners: int

    @classmethod
    def of(cls, piece: Piece) -> "Company":
        """One piece alone."""
        return cls((piece,), (piece.key,), piece.rooms, piece.periods, piece.learners)

    def joined_by(self, piece: Piece) -> "Company":
        """These and one more."""
        return Company(
            (*self.pieces, piece),
            (*self.keys, piece.key),
            self.rooms & piece.rooms,
            self.periods & piece.periods,
            self.learners + piece.learners,
        )


@dataclass(frozen=True)
class Site:
    """The limits of one course and the places of one neighbourhood.

    `days` are the periods of each weekday, `open_at` the rooms open in each period as bits,
    `seats` [rooms] and `metres` [requests][requests] on the road. What was found out about a
    set of pieces is kept, for many windows ask for the same.
    """

    fewest: int
    most: int
    meetings: int
    one_room: bool
    days: tuple[tuple[int, ...], ...]
    open_at: tuple[int, ...]
    seats: Ints
    metres: Sequence[Sequence[int]]
    _seating: dict[int, int] = field(default_factory=dict)
    opened: dict[Keys, "Pool | None"] = field(default_factory=dict)
    joined: dict[Keys, bool] = field(default_factory=dict)

    def seating(self, learners: int) -> int:
        """The rooms with so many seats, as bits."""
        if learners not in self._seating:
            self._seating[learners] = bits(self.seats >= learners)
        return self._seating[learners]

    def can_meet(self, rooms: int, periods: int) -> bool:
        """Tell whether these rooms and periods hold the weekly meetings on different days."""
        enough = [rooms] + [0] * self.meetings  # enough[k]: rooms open on k days or more
        days = 0
        for day in self.days:
            here = 0
            for period in day:
                if periods >> period & 1:
                    here |= self.open_at[period] & rooms
            days += here != 0
            for count in range(self.meetings, 0, -1):
                enough[count] |= enough[count - 1] & here
            if enough[self.meetings] or (days >= self.meetings and not self.one_room):
                return True
        return False


@dataclass(frozen=True)
class Pool:
    """Pieces in the order of their requests and the sizes of the sections they open."""

    pieces: tuple[Piece, ...]
    sizes: tuple[int, ...]
    spread: int

    @property
    def learners(self) -> int:
        """The learners who ask, served or not."""
        return sum([piece.learners for piece in self.pieces])

    @cached_property
    def whole(self) -> bool:
        """Whether everybody who asks finds a place in a section."""
        return sum(self.sizes) == self.learners

    @cached_property
    def taken(self) -> tuple[int, ...]:
        """How many learners of each piece are in a section; the highest priority comes first."""
        if self.whole:
            return tuple([piece.learners for piece in self.pieces])
        left = sum(self.sizes)
        taken = {}
        for piece in sorted(self.pieces, key=lambda piece: (-piece.priority, piece.key)):
            taken[piece.key] = min(left, piece.learners)
            left -= taken[piece.key]
        return tuple(taken[piece.key] for piece in self.pieces)

    @cached_property
    def value(self) -> tuple[int, int, int]:
        """Priority-learners in sections, then few sections, then short ways; more is better."""
        counted = zip(self.pieces, self.taken, strict=True)
        served = sum([piece.priority * count for piece, count in counted])
        return served, -len(self.sizes), -self.spread

    def shares(self) -> list[dict[str, int]]:
        """Learners by request for every section: filled request after request."""
        seats = [
            piece.request
            for piece, count in zip(self.pieces, self.taken, strict=True)
            for _ in range(count)
        ]
        ends = list(accumulate(self.sizes))
        return [
            dict(Counter(seats[end - size : end]))
            for end, size in zip(ends, self.sizes, strict=True)
        ]


def joinable(site: Site, company: Company) -> bool:
    """Tell whether these pieces may sit in one section, were they as many as it takes."""
    joined = site.joined.get(company.keys)
    if joined is None:
        meet = site.can_meet(company.rooms & site.seating(site.fewest), company.periods)
        site.joined[company.keys] = joined = meet and not _clash(company.pieces)
    return joined


def open_pool(site: Site, company: Company) -> Pool | None:
    """Open sections for pieces together; None when they cannot share even one.

    As few sections as the seats in everyone's reach allow, as equal as possible. Where equal
    parts would be too small, as many full ones as the fewest learners allow.
    """
    if company.keys not in site.opened:
        site.opened[company.keys] = _opened(site, company)
    return site.opened[company.keys]


def choice(site: Site, pool: Pool) -> int:
    """How many pairs of a room and a period the largest section of a pool can choose from."""
    rooms, periods = site.seating(max(pool.sizes)), -1
    for piece in pool.pieces:
        rooms &= piece.rooms
        periods &= piece.periods
    return sum(
        (rooms & open_here).bit_count()
        for period, open_here in enumerate(site.open_at)
        if periods >> period & 1
    )


def _opened(site: Site, company: Company) -> Pool | None:
    learners = company.learners
    if learners < site.fewest or not joinable(site, company):
        return None
    most = _largest(site, company.rooms, company.periods, min(learners, site.most))
    count = -(-learners // most)
    if learners // count >= site.fewest:
        sizes = tuple((learners + part) // count for part in range(count))[::-1]
    else:
        sizes = (most,) * (learners // site.fewest)
    ordered = tuple(sorted(company.pieces, key=attrgetter("key")))
    return Pool(ordered, sizes, _spread(site, ordered))


def _clash(pieces: Sequence[Piece]) -> bool:
    """Whether two different requests of one group are among the pieces."""
    grouped = {(piece.group, piece.request) for piece in pieces if piece.group}
    return len(grouped) > len({group for group, _ in grouped})


def _largest(site: Site, rooms: int, periods: int, most: int) -> int:
    """The largest section from `fewest`, which fits, up to `most` for which a room has seats."""
    if site.can_meet(rooms & site.seating(most), periods):
        return most
    low, high = site.fewest, most
    while high - low > 1:
        middle = (low + high) // 2
        fits = site.can_meet(rooms & site.seating(middle), periods)
        low, high = (middle, high) if fits else (low, middle)
    return low


def _spread(site: Site, pieces: Sequence[Piece]) -> int:
    """Learner-metres to the middle: the request to which the others come with the least way."""
    crowd = [(piece.learners, piece.at) for piece in pieces]
    rows = [site.metres[at] for _, at in crowd]
    return min([sum([learners * row[at] for learners, at in crowd]) for row in rows])
