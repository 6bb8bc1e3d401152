"""Whether the service lives, is ready and what it has done; and what its addresses are."""

from html import escape

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from api.errors import problem
from api.store.migrate import HEAD, is_current

router = APIRouter(tags=["operations"])


@router.get("/health")
def health() -> dict[str, str]:
    """Say that the program runs."""
    return {"status": "ok"}


@router.get("/ready", responses={503: {}})
def ready(request: Request) -> Response:
    """Say whether the store answers and has the tables that this program needs."""
    if is_current(request.app.state.engine):
        return JSONResponse({"status": "ready", "tables": HEAD})
    return problem(request, 503, ("数据库还没有准备好。", "The store is not ready."))


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Give the figures for Prometheus."""
    figures = generate_latest(request.app.state.figures.registry)
    return Response(figures, media_type=CONTENT_TYPE_LATEST)


@router.get("/docs", response_class=HTMLResponse)
def docs(request: Request) -> HTMLResponse:
    """List the addresses on a page that needs no other machine and no script."""
    rows = [
        f"<tr><td>{method.upper()}</td><td><code>{escape(path)}</code></td>"
        f"<td>{escape(told.get('description', ''))}</td></tr>"
        for path, methods in sorted(request.app.openapi()["paths"].items())
        for method, told in sorted(methods.items())
    ]
    table = f"<table><caption>paike API</caption><tbody>{''.join(rows)}</tbody></table>"
    link = '<p><a href="/openapi.json">openapi.json</a></p>'
    head = '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>paike API</title>'
    return HTMLResponse(f"{head}</head><body><main>{table}{link}</main></body></html>")


@router.get("/openapi.json", include_in_schema=False)
def openapi(request: Request) -> JSONResponse:
    """Give the description of all addresses."""
    return JSONResponse(request.app.openapi())
