"""The registers: the same six addresses for every noun."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict

from api.dependencies import Asking, Db, Now, Version
from api.idempotency import Once
from api.masking import shown
from api.nouns import NOUNS, Noun
from api.refusals import Unfit
from api.store import register
from api.store.register import Desk, Row

CONTACT = {"phone", "id_number"}
Limit = Annotated[int, Query(ge=1, le=1000)]
Number = Annotated[int, Query(ge=0, le=2**31 - 1)]  # of a row that is numbered


class Contact(BaseModel):
    """How to reach a person and who it is: for few eyes only."""

    model_config = ConfigDict(extra="forbid")
    phone: str = ""
    id_number: str = ""


class NewRow(BaseModel):
    """A row of a register; `fields` are the columns of its table in docs/files.md."""

    model_config = ConfigDict(extra="forbid")
    fields: dict[str, Any]
    contact: Contact = Contact()


def values(noun: Noun, new: NewRow, named: str | None = None) -> Row:
    """Give a row as it is stored, once its fields fit and name the row that the address names."""
    fields = noun.fitting(new.fields)
    if named is not None and fields[noun.key] != named:
        raise Unfit("行的名称不能修改。", "The name of a row stays.", ((noun.key, "changed"),))
    row = {"id": fields[noun.key], "fields": fields, "contact": new.contact.model_dump()}
    if noun.name == "areas":
        row["parent"] = fields["parent"]
    return row


def seen(row: Row, by: Asking) -> dict[str, Any]:
    """Give a row as this caller may see it."""
    named = ("id", "area", "fields", "supplier", "version")
    days = {day: str(row[day]) if row[day] else None for day in ("supplied_on", "confirmed_on")}
    return {name: row[name] for name in named} | days | {"contact": shown(row["contact"], by)}


def tagged(row: Row, by: Asking) -> JSONResponse:
    """Answer with a row and the tag of its version."""
    return JSONResponse(seen(row, by), headers={"ETag": f'"{row["version"]}"'})


def router_of(noun: Noun) -> APIRouter:
    """Make the addresses of one noun."""
    router = APIRouter(prefix=f"/{noun.name}", tags=[noun.name])

    def desk(db: Db, by: Asking, now: Now) -> Desk:
        return Desk(db, by, now, noun.name)

    at_desk = Annotated[Desk, Depends(desk)]
    _add_reading(router, at_desk)
    _add_writing(router, at_desk, noun)
    return router


def _add_reading(router: APIRouter, at_desk: Any) -> None:
    def rows(desk: Desk, after: str = "", limit: Limit = 100) -> dict[str, Any]:
        """List the rows of one's area, page by page; `next` is where the next page begins."""
        found = register.listed(desk, after, limit)
        more = found[-1]["id"] if len(found) == limit else None
        return {"items": [seen(row, desk.by) for row in found], "next": more}

    def one(desk: Desk, row: str) -> JSONResponse:
        """Give one row; its ETag goes into the If-Match of an edit."""
        return tagged(register.one(desk, row), desk.by)

    for path, call in (("", rows), ("/{row}", one)):
        call.__annotations__["desk"] = at_desk
        router.add_api_route(path, call, methods=["GET"])


def _add_writing(router: APIRouter, at_desk: Any, noun: Noun) -> None:
    def add(desk: Desk, new: NewRow, once: Annotated[Once, Depends()]) -> JSONResponse:
        """Add a row; a street's row waits for the district office to confirm it."""
        return once.create(
            noun.name,
            new.model_dump(),
            lambda: seen(register.add(desk, values(noun, new)), desk.by),
        )

    def change(desk: Desk, row: str, new: NewRow, version: Version) -> JSONResponse:
        """Change a row; a street's change waits for the district office to confirm it."""
        return tagged(register.change(desk, row, version, values(noun, new, row)), desk.by)

    def remove(desk: Desk, row: str, version: Version) -> Response:
        """Remove a row that nothing else needs."""
        register.remove(desk, row, version)
        return Response(status_code=204)

    def confirm(desk: Desk, row: str, version: Version) -> JSONResponse:
        """Turn the second key: the district office confirms a row, which may then be matched."""
        return tagged(register.confirm(desk, row, version), desk.by)

    for method, path, call, status in (
        ("POST", "", add, 201),
        ("PUT", "/{row}", change, 200),
        ("DELETE", "/{row}", remove, 204),
        ("POST", "/{row}/confirmation", confirm, 200),
    ):
        call.__annotations__["desk"] = at_desk
        router.add_api_route(path, call, methods=[method], status_code=status)


ROUTERS = tuple(router_of(noun) for noun in NOUNS)
