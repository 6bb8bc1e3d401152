"""What the routes of deals have in common: the desk, the dates, and an answer with its tag."""

from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import SAFE, Asking, Db, Known, Now
from api.store.deals import deals
from api.store.deals.desk import DealDesk, Row, plain
from engine.matching.asked import Slot

SWEPT = 2  # of what is due, so much is done along with each change
Text = Annotated[str, Field(min_length=1, max_length=500)]


class Closed(BaseModel):
    """A body; a field it does not know is refused."""

    model_config = ConfigDict(extra="forbid")


class Dated(Closed):
    """One date and the period of it."""

    date: date
    period: Annotated[str, Field(max_length=200)]


Dates = Annotated[list[Dated], Field(max_length=400)]


def slots_of(dates: Dates) -> tuple[Slot, ...]:
    """Read dates."""
    return tuple(Slot(each.date, each.period) for each in dates)


def deal_desk(request: Request, db: Db, by: Asking, now: Now, known: Known) -> DealDesk:
    """Give the place where deals are made; what is due is done first, with or without a worker."""
    desk = DealDesk(
        db, by, now, request.app.state.matching,
        timedelta(hours=known.hold_hours), timedelta(hours=known.answer_hours),
    )  # fmt: skip
    if request.method not in SAFE:
        deals.sweep(desk, SWEPT)
    return desk


AtDesk = Annotated[DealDesk, Depends(deal_desk)]


def tagged(row: Row, status: int = 200) -> JSONResponse:
    """Answer with a row and the tag of its version."""
    return JSONResponse(plain(row), status, {"ETag": f'"{row["version"]}"'})


def page(rows: list[Row], limit: int) -> dict[str, Any]:
    """Answer with a page; `next` is where the next one begins."""
    return {"items": rows, "next": rows[-1]["id"] if len(rows) == limit else None}
