"""What one has been told, in words that can be passed on."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from fastapi.responses import Response

from api.routes.deals.asking import AtDesk, page
from api.routes.registers import Limit, Number
from api.store.deals import messages
from api.store.deals.desk import plain

router = APIRouter(tags=["deals"])


@router.get("/inbox")
def inbox(desk: AtDesk, after: Number = 0, limit: Limit = 100) -> dict[str, Any]:
    """List messages to one's office or to oneself, the oldest first."""
    return page([plain(row) for row in messages.inbox(desk, after, limit)], limit)


@router.post("/inbox/{row}/reading", status_code=204)
def read(row: Annotated[int, Path(ge=1, le=2**31 - 1)], desk: AtDesk) -> Response:
    """Note that a message was read."""
    messages.note_read(desk, row)
    return Response(status_code=204)
