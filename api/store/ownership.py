"""Whose row it is: the area that a row of a register belongs to."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select, update

from api.refusals import Unfit
from api.store.scope import COMMON
from api.store.tables import AREAS, REGISTERS

OF_THE_DISTRICT = frozenset({"courses", "terms"})
VENUES = REGISTERS["venues"]
ROOMS = REGISTERS["rooms"]


def area_of(db: Connection, noun: str, fields: Mapping[str, Any]) -> str:
    """Find the area of a row by its fields; a room lies where its venue lies."""
    if noun in OF_THE_DISTRICT:
        return COMMON
    if noun == "areas":
        return str(fields["code"])
    if noun == "rooms":
        return _known(
            db.scalar(select(VENUES.c.area).where(VENUES.c.id == fields["venue"])), "venue"
        )
    return _known(db.scalar(select(AREAS.c.id).where(AREAS.c.id == fields["area"])), "area")


def rooms_follow(db: Connection, noun: str, row: str, area: str) -> None:
    """Give the rooms of a venue to the area that the venue now belongs to."""
    if noun != "venues":
        return
    for room, fields in db.execute(select(ROOMS.c.id, ROOMS.c.fields)).all():
        if fields["venue"] == row:
            db.execute(update(ROOMS).where(ROOMS.c.id == room).values(area=area))


def _known(area: str | None, field: str) -> str:
    if area is None:
        raise Unfit(
            "所指的行不存在。", "The row that is named is not there.", ((field, "unknown"),)
        )
    return area
