"""The log of changes: who, when, what it was before and after; it is only ever added to."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from api.access import Caller
from api.store.tables import AUDIT_LOG

Row = Mapping[str, Any]


def record(  # noqa: PLR0913 - a line of the log has so many parts
    db: Connection,
    by: Caller,
    now: datetime,
    *,
    noun: str,
    row: str,
    action: str,
    before: Row | None = None,
    after: Row | None = None,
) -> None:
    """Write down one change, in the transaction that makes it."""
    db.execute(
        insert(AUDIT_LOG).values(
            at=now, user=by.user, request_id=by.request_id, noun=noun, row=row, action=action,
            before=before, after=after,
        )
    )  # fmt: skip


def logged(db: Connection, after: int, limit: int) -> list[dict[str, Any]]:
    """List changes in the order in which they were made, from behind a number on."""
    asked = select(AUDIT_LOG).where(AUDIT_LOG.c.id > after).order_by(AUDIT_LOG.c.id).limit(limit)
    rows = [dict(row) for row in db.execute(asked).mappings()]
    return [row | {"at": _zoned(row["at"]).isoformat()} for row in rows]


def _zoned(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)  # SQLite keeps no zone
