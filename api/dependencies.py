"""What a route may ask for: the transaction, the caller and the time; and who is let in."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Header, Request

from api.access import RULES, Caller, admit
from api.refusals import Forbidden, Nobody, Stale, Unconditional
from api.settings import ServiceSettings
from api.store.database import Connection, serving
from api.store.users import find_caller

COOKIE = "paike_session"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def now() -> datetime:
    """Read the clock, once a request."""
    return datetime.now(UTC)


def settings(request: Request) -> ServiceSettings:
    """Give the settings of the running service."""
    known: ServiceSettings = request.app.state.settings
    return known


def session(request: Request) -> Iterator[Connection]:
    """Lend the one transaction of this request, committed before the answer goes out."""
    with serving(request.app.state.engine, writes=request.method not in SAFE) as connection:
        yield connection


Db = Annotated[Connection, Depends(session, scope="function")]
Now = Annotated[datetime, Depends(now)]
Known = Annotated[ServiceSettings, Depends(settings)]


def public(request: Request) -> None:
    """Let anybody through to what is open to all, whether or not the store answers."""
    admit(_route(request), None)


def admitted(request: Request, db: Db, at: Now) -> Caller | None:
    """Find the caller and let it through to the route, or refuse: the gate of all other routes."""
    route = _route(request)
    if request.method not in SAFE:
        same_origin(request)
    caller = _caller(request, db, at) if RULES.get(route) else None
    admit(route, caller)
    return caller


def _route(request: Request) -> str:
    return f"{request.method} {request.scope['route'].path}"


def _caller(request: Request, db: Connection, at: datetime) -> Caller | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    number = request.state.request_id
    if scheme.lower() == "bearer":
        return find_caller(db, token.strip(), "token", at, number)
    return find_caller(db, request.cookies.get(COOKIE, ""), "session", at, number)


def same_origin(request: Request) -> None:
    """Refuse a change that a page of another site asks for in a user's name."""
    if "authorization" in request.headers:
        return  # a browser sends a token only where a program of ours put it; cookies are not read
    allowed = {request.headers.get("host", ""), *map(_host, request.app.state.settings.origins)}
    origin = request.headers.get("origin")
    if origin is not None and _host(origin) in allowed:
        return
    fetched = request.headers.get("sec-fetch-site")
    if origin is None and fetched in {"same-origin", "none"}:
        return
    if origin is None and fetched is None and COOKIE not in request.cookies:
        return  # no browser
    raise Forbidden("请求来自别的网站。", "The request comes from another site.")


def _host(origin: str) -> str:
    return urlsplit(origin).netloc


def someone(caller: Annotated[Caller | None, Depends(admitted)]) -> Caller:
    """Give the caller of a route that is not for everybody."""
    if caller is None:
        raise Nobody("请先登录。", "Log in first.")
    return caller


def version(if_match: Annotated[str | None, Header()] = None) -> int:
    """Read which version an edit changes, from If-Match."""
    if if_match is None:
        raise Unconditional("修改须带 If-Match。", "An edit needs If-Match.")
    number = if_match.strip().strip('"')
    if not number.isdecimal() or len(number) > 9:
        raise Stale("If-Match 不是当前版本。", "If-Match is not the current version.")
    return int(number)


Asking = Annotated[Caller, Depends(someone)]
Version = Annotated[int, Depends(version)]
