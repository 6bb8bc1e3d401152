"""What is neither covered nor being agreed on, so that nothing is forgotten."""

from sqlalchemy import select

from api.deals.states import CLAIMING
from api.store.deals.desk import DealDesk, Row
from api.store.deals.tables import BOOKINGS, HOLDS
from api.store.scope import may_read
from api.store.tables import REGISTERS

REQUESTS = REGISTERS["requests"]


def listed(desk: DealDesk, term: str) -> list[Row]:
    """List the caller's open requests, and the open dates of its bookings."""
    served = desk.matching.served(term)
    dealt = _dealt(desk)
    asked = select(REQUESTS.c.id, REQUESTS.c.area, REQUESTS.c.fields)
    rows = desk.db.execute(asked.where(may_read(REQUESTS, desk.by)).order_by(REQUESTS.c.id))
    found: list[Row] = []
    for request, area, fields in rows:
        left = fields["learners"] - served.get(request, 0)
        if request not in dealt and left > 0:
            found.append({"request": request, "area": area, "learners": left, "booking": None})
    return found + _open_dates(desk, term)


def _dealt(desk: DealDesk) -> set[str]:
    held = select(HOLDS.c.request).where(HOLDS.c.state.in_(CLAIMING), HOLDS.c.until > desk.now)
    booked = select(BOOKINGS.c.request).where(
        BOOKINGS.c.kind == "deal", BOOKINGS.c.state.in_(("booked", "finished"))
    )
    return {*desk.db.scalars(held), *desk.db.scalars(booked)}


def _open_dates(desk: DealDesk, term: str) -> list[Row]:
    asked = select(BOOKINGS).where(
        BOOKINGS.c.kind == "deal", BOOKINGS.c.state == "booked", may_read(BOOKINGS, desk.by)
    )
    return [
        {
            "request": row["request"], "area": row["area"], "learners": row["fields"]["learners"],
            "booking": row["id"], "dates": row["fields"]["open"],
        }
        for row in desk.db.execute(asked.order_by(BOOKINGS.c.id)).mappings()
        if row["fields"]["open"] and row["fields"]["term"] == term
    ]  # fmt: skip
