"""Bookings: seen, cancelled, put back, rated (评单); and rooms for learning clubs."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import Field

from api.dependencies import Version
from api.idempotency import Once
from api.refusals import Forbidden
from api.routes.deals.asking import AtDesk, Closed, Dated, Dates, Text, page, slots_of, tagged
from api.routes.registers import Limit
from api.store.deals import bookings, contacts, offers, ratings
from api.store.deals.claims import Claim
from api.store.deals.desk import listed, one, plain, read, unchanged
from api.store.deals.tables import BOOKINGS
from api.store.scope import may_write_for

router = APIRouter(tags=["deals"])
Key = Annotated[Once, Depends()]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class Cancellation(Closed):
    """Why, which dates (none = all that lie ahead), and for whom the office speaks."""

    reason: Text
    dates: Dates | None = None
    side: Literal["asker", "venue", "teacher"] | None = None


class PutBack(Closed):
    """Open dates that are to be held after all."""

    dates: Annotated[Dates, Field(min_length=1)]


class Rating(Dated):
    """What became of one date: in a minute, in numbers."""

    held: bool
    head_count: Annotated[int, Field(ge=0, le=10_000)]
    on_time: bool
    words: Annotated[str, Field(max_length=500)] = ""


class ClubBooking(Closed):
    """A learning club's wish for a room in the hours kept for clubs."""

    club: Name
    area: Name
    room: Name
    dates: Annotated[Dates, Field(min_length=1)]
    term: Annotated[str, Field(max_length=200)] | None = None


@router.get("/bookings")
def booked(desk: AtDesk, after: str = "", limit: Limit = 100) -> dict[str, Any]:
    """List the bookings to which one is a party."""
    return page([plain(row) for row in listed(desk, BOOKINGS, after, limit)], limit)


@router.get("/bookings/{row}")
def one_booking(row: str, desk: AtDesk) -> JSONResponse:
    """Give a booking; its parties may now call each other."""
    booking = read(desk, BOOKINGS, row)
    return tagged(booking | {"contact": contacts.of(desk, booking)})


@router.post("/bookings/{row}/cancellation")
def cancel(row: str, new: Cancellation, desk: AtDesk, version: Version) -> JSONResponse:
    """Give up a booking or some dates; when the other side does, new offers are made at once."""
    booking = one(desk, BOOKINGS, row)
    unchanged(booking, version)
    side = bookings.side_of(desk, booking, new.side)
    return tagged(bookings.cancel(desk, booking, side, new.reason, slots_of(new.dates or [])))


@router.post("/bookings/{row}/dates")
def put_back(row: str, new: PutBack, desk: AtDesk, version: Version) -> JSONResponse:
    """Put dates back that were left out, if they are still free: who lends or teaches says so."""
    booking = one(desk, BOOKINGS, row)
    unchanged(booking, version)
    return tagged(bookings.put_back(desk, booking, slots_of(new.dates)))


@router.post("/bookings/{row}/ratings", status_code=201)
def rate(row: str, new: Rating, desk: AtDesk, once: Key) -> JSONResponse:
    """Say whether it was held, on time and with how many."""

    def make() -> dict[str, Any]:
        booking = read(desk, BOOKINGS, row)
        told = new.model_dump(include={"held", "head_count", "on_time", "words"})
        return plain(ratings.rate(desk, booking, slots_of([new])[0], told))

    return once.create("rating", {"booking": row, **new.model_dump(mode="json")}, make)


@router.post("/club-bookings", status_code=201)
def book_for_club(new: ClubBooking, desk: AtDesk, once: Key) -> JSONResponse:
    """Book a room without a teacher for a learning club, in the hours kept for clubs."""

    def make() -> dict[str, Any]:
        if not may_write_for(desk.db, desk.by, new.area):
            raise Forbidden("这个区域不归您。", "This area is not yours.")
        claim = Claim(None, new.room, slots_of(new.dates))
        term = offers.term_at(desk, new.term)
        return plain(bookings.book_for_club(desk, new.area, new.club, claim, term))

    return once.create("club", new.model_dump(mode="json"), make)
