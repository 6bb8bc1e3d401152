"""Whole scenarios in and out: a workbook, a JSON file, or a zip of the CSV tables."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response

from api import exchange
from api.dependencies import Asking, Db, Now
from api.exchange import Form
from api.idempotency import Once
from api.nouns import NOUNS
from api.store import bulk, register
from api.store.register import Desk

router = APIRouter(tags=["exchange"])
BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


async def upload(request: Request) -> bytes:
    """Read the uploaded file; its length was looked at before."""
    return await request.body()


@router.post("/import", status_code=201, openapi_extra=BODY)
def take_in(
    form: Form, content: Annotated[bytes, Depends(upload)], once: Annotated[Once, Depends()]
) -> JSONResponse:
    """Read a scenario and put its rows into the registers: all of them, or none and every fault."""

    def make() -> dict[str, Any]:
        with TemporaryDirectory() as folder:
            rows = exchange.rows_of(exchange.read(content, form, Path(folder)))
        return put(rows, once)

    return once.create("import", {"form": form, "content": content.hex()}, make)


def put(rows: dict[str, list[dict[str, Any]]], at: Any) -> dict[str, Any]:
    """Put the rows of every noun into its register, areas first."""
    return {
        noun.name: bulk.put_rows(Desk(at.db, at.by, at.now, noun.name), noun.key, rows[noun.name])
        for noun in NOUNS
    }


@router.get("/export/{row}")
def give_out(row: str, form: Form, db: Db, by: Asking, now: Now) -> Response:
    """Write the registers with one term as a scenario."""
    desk = Desk(db, by, now, "terms")
    term = register.one(desk, row)["fields"]
    problem = exchange.problem_of(term, bulk.all_fields(desk))
    with TemporaryDirectory() as folder:
        content = exchange.write(problem, form, Path(folder))
    name = {"Content-Disposition": f'attachment; filename="paike.{form}"'}
    return Response(content, media_type="application/octet-stream", headers=name)
