"""Logging in and out, and the tokens of programs."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import COOKIE, Asking, Db, Known, Now
from api.errors import problem
from api.idempotency import Once
from api.store.users import check_password, close_key, note_failure, open_key, throttle

router = APIRouter(tags=["sessions"])
WRONG = "登录名或密码不对。", "Login or password is wrong."


class Login(BaseModel):
    """A login and its password."""

    model_config = ConfigDict(extra="forbid")
    login: Annotated[str, Field(min_length=1, max_length=200)]
    password: Annotated[str, Field(min_length=1, max_length=200)]


class NewToken(BaseModel):
    """A token for a program: what it is for and for how many hours it is good."""

    model_config = ConfigDict(extra="forbid")
    label: Annotated[str, Field(min_length=1, max_length=200)]
    hours: Annotated[int, Field(ge=1, le=24 * 366)]


@router.post("/session", status_code=201)
def log_in(request: Request, login: Login, db: Db, now: Now, known: Known) -> Response:
    """Open a session and put it into a cookie."""
    whos = [f"login:{login.login}", f"from:{request.client.host if request.client else ''}"]
    since = now - timedelta(minutes=known.login_minutes)
    throttle(db, whos, since, known.login_failures)
    user = check_password(db, login.login, login.password)
    if user is None:  # answered, not raised: a raised refusal would take back the note
        note_failure(db, whos, now, since)
        return problem(request, 401, WRONG)
    secret, _ = open_key(db, user, now, kind="session", label="", hours=known.session_hours)
    answer = JSONResponse({"user": user}, 201)
    answer.set_cookie(
        COOKIE, secret, max_age=known.session_hours * 3600, httponly=True, samesite="strict",
        secure=known.secure_cookies,
    )  # fmt: skip
    return answer


@router.get("/session")
def who(by: Asking) -> dict[str, str]:
    """Say who is logged in."""
    return {"user": by.user, "role": by.role, "area": by.area}


@router.delete("/session", status_code=204)
def log_out(by: Asking, db: Db) -> Response:
    """End the session, or the token, with which this was asked."""
    close_key(db, by.user, by.key)
    answer = Response(status_code=204)
    answer.delete_cookie(COOKIE)
    return answer


@router.post("/tokens", status_code=201)
def make_token(new: NewToken, by: Asking, once: Annotated[Once, Depends()]) -> JSONResponse:
    """Make a token for a program; its secret is shown this once."""

    def make() -> dict[str, str]:
        secret, key = open_key(
            once.db, by.user, once.now, kind="token", label=new.label, hours=new.hours
        )
        return {"id": key, "label": new.label, "secret": secret}

    return once.create("/tokens", new.model_dump(), make)


@router.delete("/tokens/{row}", status_code=204)
def end_token(row: str, by: Asking, db: Db) -> Response:
    """End one's own token at once."""
    close_key(db, by.user, row)
    return Response(status_code=204)
