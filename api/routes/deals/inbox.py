"""What one has been told, in words that can be passed on."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from api.routes.deals.asking import AtDesk, page
from api.routes.registers import Limit
from api.store.deals import messages
from api.store.deals.desk import plain

router = APIRouter(tags=["deals"])


@router.get("/inbox")
def inbox(desk: AtDesk, after: int = 0, limit: Limit = 100) -> dict[str, Any]:
    """List messages to one's office or to oneself, the oldest first."""
    return page([plain(row) for row in messages.inbox(desk, after, limit)], limit)


@router.post("/inbox/{row}/reading", status_code=204)
def read(row: int, desk: AtDesk) -> Response:
    """Note that a message was read."""
    messages.note_read(desk, row)
    return Response(status_code=204)
