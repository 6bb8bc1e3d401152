"""The service as one application."""

from fastapi import Depends, FastAPI

from api import border, errors, logs
from api.deals.live import LiveMatching
from api.dependencies import admitted, public
from api.routes import exchange, operations, registers, research, sessions, timetables, users
from api.routes.deals import bookings, holds, inbox, offers
from api.settings import ServiceSettings
from api.store.database import open_database
from engine.matching.match import match

REFUSED = 400, 401, 403, 404, 409, 412, 413, 422, 428
DEALS = (offers.router, holds.router, bookings.router, inbox.router)
GATED = (
    sessions.router, users.router, exchange.router, timetables.router, research.router, *DEALS, *registers.ROUTERS,
)  # fmt: skip


def create_app(settings: ServiceSettings) -> FastAPI:
    """Make the application: every route behind a gate, every request inside the border."""
    logs.start()
    app = FastAPI(title="paike", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.settings = settings
    app.state.engine = open_database(settings.database)
    app.state.matching = LiveMatching(app.state.engine, match)
    app.state.figures = border.Figures()
    errors.install(app)
    border.install(app, app.state.figures, settings.body_bytes, settings.upload_bytes)
    app.include_router(
        operations.router, dependencies=[Depends(public)], responses=errors.documented(400, 413)
    )
    refused = errors.documented(*REFUSED)
    for router in GATED:
        app.include_router(router, dependencies=[Depends(admitted)], responses=refused)
    return app
