"""What was answered under an Idempotency-Key, so that a repeated request changes nothing twice."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from api.refusals import Conflict
from api.store.tables import ANSWERS


def answered(db: Connection, user: str, key: str, asked: str) -> dict[str, Any] | None:
    """Give what was answered under this key; a key used for something else is refused."""
    found = db.execute(
        select(ANSWERS.c.asked, ANSWERS.c.answer).where(
            ANSWERS.c.user == user, ANSWERS.c.key == key
        )
    ).one_or_none()
    if found is None:
        return None
    if found.asked != asked:
        raise Conflict(
            "这个 Idempotency-Key 已用于别的请求。",
            "This Idempotency-Key was used for another request.",
        )
    return dict(found.answer)


def keep(db: Connection, *, user: str, key: str, asked: str, answer: Any, now: datetime) -> None:
    """Keep an answer, in the transaction that made it true."""
    db.execute(insert(ANSWERS).values(user=user, key=key, asked=asked, answer=answer, at=now))
