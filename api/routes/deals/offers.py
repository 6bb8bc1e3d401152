"""Offers for a request, and taking one (点单, 派单)."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import Field

from api.idempotency import Once
from api.routes.deals.asking import AtDesk, Closed
from api.store.deals import holds, offers, open_requests, waiting

router = APIRouter(tags=["deals"])
Key = Annotated[Once, Depends()]


class Question(Closed):
    """In which term; without one, the first that is not over."""

    term: Annotated[str, Field(max_length=200)] | None = None


@router.post("/requests/{row}/offers", status_code=201)
def match(row: str, question: Question, desk: AtDesk, once: Key) -> JSONResponse:
    """Find at most five offers, the best first; where nothing fits, what would if something gave."""

    def make() -> dict[str, Any]:
        request = offers.request_to_change(desk, row)
        made = offers.make(desk, request, offers.term_at(desk, question.term))
        return {"items": offers.seen(desk, made, new=True)}

    return once.create("offers", {"request": row, **question.model_dump()}, make)


@router.get("/requests/{row}/offers")
def offered(row: str, desk: AtDesk) -> dict[str, Any]:
    """Give the last offers of a request as they stand: free, held until a moment, or booked."""
    offers.request_to_read(desk, row)
    return {"items": offers.seen(desk, offers.latest(desk, row))}


@router.get("/open-requests")
def still_open(desk: AtDesk, term: str | None = None) -> dict[str, Any]:
    """List what is neither covered nor being agreed on: requests, and dates of bookings."""
    return {"items": open_requests.listed(desk, offers.term_at(desk, term))}


@router.post("/offers/{row}/hold", status_code=201)
def hold(row: str, desk: AtDesk, once: Key) -> JSONResponse:
    """Hold an offer for some hours; of two who want the same, one gets it."""

    def make() -> dict[str, Any]:
        return holds.seen(holds.open_hold(desk, offers.one(desk, row)), desk.now)

    return once.create("hold", {"offer": row}, make)


@router.post("/offers/{row}/waiting", status_code=201)
def wait(row: str, desk: AtDesk, once: Key) -> JSONResponse:
    """Stand in line for an offer that is taken; whoever is next is told when it is free."""

    def make() -> dict[str, Any]:
        offer = offers.one(desk, row)
        offers.request_to_change(desk, offer["request"])
        return waiting.join(desk, offer)

    return once.create("waiting", {"offer": row}, make)
