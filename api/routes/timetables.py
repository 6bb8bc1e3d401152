"""Timetables: drafts of the district office, and published versions for all."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict

from api.dependencies import Asking, Db, Now, Version
from api.idempotency import Once
from api.nouns import Noun
from api.routes.registers import Limit
from api.store import timetables
from api.store.register import Desk, Row
from engine.domain.timetable import Timetable

router = APIRouter(prefix="/timetables", tags=["timetables"])
TIMETABLE = Noun("timetables", Timetable)


class Draft(BaseModel):
    """What is in a timetable: sections and their meetings, in the words of docs/files.md."""

    model_config = ConfigDict(extra="forbid")
    fields: dict[str, Any]


class NewDraft(Draft):
    """A draft of a term."""

    term: str


def desk(db: Db, by: Asking, now: Now) -> Desk:
    """Give the place where the caller works on timetables."""
    return Desk(db, by, now, "timetables")


AtDesk = Annotated[Desk, Depends(desk)]


def seen(row: Row) -> dict[str, Any]:
    """Give a row as JSON."""
    at = row["published_at"]
    return row | {"published_at": at.isoformat() if at else None}


def tagged(row: Row) -> JSONResponse:
    """Answer with a row and the tag of its version."""
    return JSONResponse(seen(row), headers={"ETag": f'"{row["version"]}"'})


@router.get("")
def rows(desk: AtDesk, after: str = "", limit: Limit = 100) -> dict[str, Any]:
    """List timetables, page by page, without what is in them."""
    found = timetables.listed(desk, after, limit)
    return {"items": [*map(seen, found)], "next": found[-1]["id"] if len(found) == limit else None}


@router.post("", status_code=201)
def add(desk: AtDesk, new: NewDraft, once: Annotated[Once, Depends()]) -> JSONResponse:
    """Add the next version of a term's timetable, as a draft."""
    return once.create(
        "timetables",
        new.model_dump(),
        lambda: seen(timetables.add_draft(desk, new.term, TIMETABLE.fitting(new.fields))),
    )


@router.get("/{row}")
def one(desk: AtDesk, row: str) -> JSONResponse:
    """Give one timetable."""
    return tagged(timetables.one(desk, row))


@router.put("/{row}")
def change(desk: AtDesk, row: str, new: Draft, version: Version) -> JSONResponse:
    """Change a draft."""
    return tagged(timetables.change(desk, row, version, TIMETABLE.fitting(new.fields)))


@router.post("/{row}/publication")
def publish(desk: AtDesk, row: str, version: Version) -> JSONResponse:
    """Publish a draft; the published version never changes again."""
    return tagged(timetables.publish(desk, row, version))
