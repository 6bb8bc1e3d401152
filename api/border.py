"""What surrounds every request: its number, its size, one log line, figures and headers."""

import asyncio
import secrets
import time

import structlog
from fastapi import FastAPI, Request
from fastapi.responses import Response
from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint

from api.errors import BROKEN, problem
from api.refusals import NotAsked, TooLarge

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
AT_ONCE = 20  # half of the threads that serve: who holds a lock always finds one to go on with
LONG = NotAsked("请说明内容长度（Content-Length）。", "Say the Content-Length.")
LARGE = TooLarge("内容太大。", "The content is too large.")
log = structlog.get_logger("api")


class Figures:
    """Counts and times of requests, by route and never by person."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self.requests = Counter("paike_requests", "Requests", labels, registry=self.registry)
        self.seconds = Histogram(
            "paike_request_seconds", "Seconds a request", ("route",), registry=self.registry
        )


def install(app: FastAPI, figures: Figures, most: int, most_uploaded: int) -> None:
    """Put the border around an app; `most` bytes a request, more only where files come in."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def cross(request: Request, call_next: RequestResponseEndpoint) -> Response:
        begun = time.monotonic()
        request.state.request_id = secrets.token_hex(8)
        bound = most_uploaded if request.url.path == "/import" else most
        async with turns:
            answer = too_large(request, bound) or await _answer(request, call_next)
        _tell(request, answer.status_code, time.monotonic() - begun, figures)
        answer.headers["X-Request-Id"] = request.state.request_id
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        return answer

    app.add_middleware(BaseHTTPMiddleware, dispatch=cross)


def too_large(request: Request, bound: int) -> Response | None:
    """Refuse a body by its length, before any of it is read."""
    if "transfer-encoding" in request.headers:
        return problem(request, LONG.status, (LONG.zh, LONG.en))
    length = request.headers.get("content-length", "0")
    if not length.isdigit() or int(length) > bound:
        return problem(request, LARGE.status, (LARGE.zh, LARGE.en))
    return None


async def _answer(request: Request, call_next: RequestResponseEndpoint) -> Response:
    try:
        return await call_next(request)
    except Exception as error:
        log.exception("failed", request_id=request.state.request_id, error=type(error).__name__)
        return problem(request, 500, BROKEN)


def _tell(request: Request, status: int, seconds: float, figures: Figures) -> None:
    # the route, not the address: an address may hold the name of a person
    route = getattr(request.scope.get("route"), "path", "-")
    figures.requests.labels(request.method, route, str(status)).inc()
    figures.seconds.labels(route).observe(seconds)
    log.info(
        "request", request_id=request.state.request_id, method=request.method, route=route,
        status=status, ms=round(1000 * seconds),
    )  # fmt: skip
