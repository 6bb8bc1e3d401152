"""A term for researchers: the registers and the bookings without persons."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from api import exchange
from api.dependencies import Db, Known
from api.exchange import Form
from api.research import Pseudonyms, anonymous, anonymous_booking
from api.store.deals import ground

router = APIRouter(prefix="/research", tags=["research"])


@router.get("/{row}")
def scenario(row: str, form: Form, db: Db, known: Known) -> Response:
    """Write a term as a scenario without persons, that every command of paike reads."""
    names = Pseudonyms(known.research_key.get_secret_value())
    problem = anonymous(ground.registers(db, row), names)
    with TemporaryDirectory() as folder:
        content = exchange.write(problem, form, Path(folder))
    name = {"Content-Disposition": f'attachment; filename="research.{form}"'}
    return Response(content, media_type="application/octet-stream", headers=name)


@router.get("/{row}/bookings")
def bookings(row: str, db: Db, known: Known) -> dict[str, Any]:
    """Give what was booked in a term, without persons."""
    names = Pseudonyms(known.research_key.get_secret_value())
    return {"items": [anonymous_booking(each, names) for each in ground.bookings(db, row)]}
