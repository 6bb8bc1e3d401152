"""Venues and their rooms: the three-tier register of free places (§三(四)¶2)."""

from datetime import date
from typing import Annotated

from pydantic import Field

from engine.domain.areas import Latitude, Level, Longitude
from engine.domain.thing import Thing, Words

SCREEN = "screen"  # the one reserved facility: a hybrid meeting needs it


class Venue(Thing):
    """A place that may lend rooms: matched only when free and confirmed (§三(一)¶1, §三(四)¶2).

    A campus venue needs a liaison (a name) and a separate entrance (§三(五)¶2).
    """

    id: str
    name: str
    owner_kind: str
    tier: Level
    area: str
    lat: Latitude | None
    lon: Longitude | None
    free: bool
    confirmed_on: date | None
    campus: bool
    liaison: str
    separate_entrance: bool


class Room(Thing):
    """A room with seats, equipment, open periods and the hours kept for learning clubs."""

    id: str
    venue: str
    name: str
    seats: Annotated[int, Field(ge=0)]
    floor_m2: Annotated[float, Field(ge=0)] | None
    facilities: Words
    open_periods: Words
    club_periods: Words
