"""What pooling hands on: the sections, and the requests it could not open in full."""

from typing import Literal

from engine.domain.thing import Thing
from engine.domain.timetable import Section

Apart = Literal["group", "periods", "walk", "size", "no_partner"]


class Alone(Thing):
    """Learners of a request that no section holds, and who could have shared one with them.

    `reason` is the rule of the book that refuses the request outright, or `no_common_period`,
    `no_room_in_reach`, `too_few_learners` (`not_pooled` where pooling was not asked).
    `nearest_partner` asks for the same course and audience, `distance_m` away on the road;
    `apart` says what keeps the two apart.
    """

    request: str
    learners: int
    reason: str
    nearest_partner: str | None
    distance_m: int | None
    apart: Apart


class Pooled(Thing):
    """All sections of a problem sorted by id, and what stayed alone sorted by request."""

    sections: tuple[Section, ...]
    alone: tuple[Alone, ...]
