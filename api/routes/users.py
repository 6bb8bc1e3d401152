"""Users and the log of changes, for the district office."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from api.access import Role
from api.dependencies import Asking, Db, Now, Version
from api.idempotency import Once
from api.routes.registers import Number
from api.store.log import logged
from api.store.users import add_user, change_user, list_users

router = APIRouter(tags=["users"])
Password = Annotated[str, Field(min_length=10, max_length=200)]
Limit = Annotated[int, Query(ge=1, le=1000)]


class NewUser(BaseModel):
    """A user: login, role and the area whose rows it works on (empty for the whole district)."""

    model_config = ConfigDict(extra="forbid")
    login: Annotated[str, Field(min_length=1, max_length=200)]
    role: Role
    area: Annotated[str, Field(max_length=200)]
    teacher: Annotated[str, Field(max_length=200)] | None = None  # of role teacher: which row
    password: Password


class UserChange(BaseModel):
    """A user as it is to be; without a password the old one stays."""

    model_config = ConfigDict(extra="forbid")
    role: Role
    area: Annotated[str, Field(max_length=200)]
    teacher: Annotated[str, Field(max_length=200)] | None = None  # of role teacher: which row
    state: Literal["active", "closed"]
    password: Password | None = None


@router.get("/users")
def users(db: Db, after: str = "", limit: Limit = 100) -> dict[str, Any]:
    """List users, page by page."""
    rows = list_users(db, after, limit)
    return {"items": rows, "next": rows[-1]["id"] if len(rows) == limit else None}


@router.post("/users", status_code=201)
def new_user(new: NewUser, once: Annotated[Once, Depends()]) -> JSONResponse:
    """Add a user."""
    values = new.model_dump(exclude={"password"})
    return once.create(
        "/users",
        new.model_dump(),
        lambda: add_user(once.db, once.by, once.now, values, new.password),
    )


@router.put("/users/{row}")
def other_user(
    row: str, change: UserChange, db: Db, by: Asking, now: Now, version: Version
) -> dict[str, Any]:
    """Change a user; its sessions and tokens end at once."""
    return change_user(db, by, now, row, version, change.model_dump())


@router.get("/audit-log")
def changes(db: Db, after: Number = 0, limit: Limit = 100) -> dict[str, Any]:
    """List who changed what and when, in order; it cannot be changed."""
    rows = logged(db, after, limit)
    return {"items": rows, "next": rows[-1]["id"] if len(rows) == limit else None}
