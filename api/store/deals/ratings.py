"""Ratings of what was held (评单), and the figures of reliability that come of them."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, insert, select

from api.deals.matching import read_slots
from api.refusals import Conflict, Unfit
from api.store.deals.desk import DealDesk, Row, named
from api.store.deals.tables import BOOKINGS, RATINGS
from api.store.log import record
from engine.matching.asked import Slot

UNRATED = {"rated": 0, "held": 0, "on_time": 0}


def rate(desk: DealDesk, booking: Row, slot: Slot, fields: Mapping[str, Any]) -> Row:
    """Note what became of one date of a booking; a date is rated once, and not before it."""
    if slot not in read_slots(booking["fields"]["slots"]):
        raise Unfit("预订里没有这一次。", "The booking has no such date.", (("date", "unknown"),))
    if slot.date > desk.today:
        raise Conflict("还没有上课。", "It has not been held yet.")
    row = {"id": named("rating"), "booking": booking["id"], "date": slot.date}
    row |= {"period": slot.period, "fields": dict(fields), "by": desk.by.user}
    desk.db.execute(insert(RATINGS).values(row | {"made_at": desk.now}))
    told = row | {"date": slot.date.isoformat()}
    record(desk.db, desk.by, desk.now, noun="ratings", row=row["id"], action="create", after=told)
    return row


def reliability(db: Connection, teachers: Collection[str | None]) -> dict[str, dict[str, int]]:
    """Count what was rated of teachers: held, on time; nobody is judged without ratings."""
    asked = (
        select(BOOKINGS.c.teacher, RATINGS.c.fields)
        .join(BOOKINGS, BOOKINGS.c.id == RATINGS.c.booking)
        .where(BOOKINGS.c.teacher.in_(sorted(name for name in teachers if name is not None)))
    )
    found: dict[str, dict[str, int]] = {}
    for teacher, told in db.execute(asked):
        counts = found.setdefault(teacher, dict(UNRATED))
        counts["rated"] += 1
        counts["held"] += told["held"]
        counts["on_time"] += told["held"] and told["on_time"]
    return found
