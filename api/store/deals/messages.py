"""What each party has been told, and what it has read."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert, or_, select, update

from api.deals.matching import read_slots
from api.deals.words import TEXTS, dates_told, moment_told, room_told, teacher_told
from api.refusals import Missing
from api.store.deals.desk import DealDesk, Row
from api.store.deals.tables import MESSAGES
from api.store.scope import party_to

LONGEST = 2000


def tell(
    desk: DealDesk,
    kind: str,
    deal: Row,
    *,
    area: str | None = None,
    teacher: str | None = None,
    **words: Any,
) -> None:
    """Tell an area's office, or a teacher, what became of a deal (a hold or a booking)."""
    text = TEXTS[kind].format(**(told_of(desk, deal) | words))[:LONGEST]
    row = {"area": area, "teacher": teacher, "about": deal["id"], "kind": kind, "text": text}
    desk.db.execute(insert(MESSAGES).values(row | {"made_at": desk.now}))


def told_of(desk: DealDesk, deal: Row) -> dict[str, str]:
    """Give the words of a deal: who, what, where, when."""
    fields = deal["fields"]
    problem = desk.matching.problem(fields["term"])
    until: datetime | None = deal.get("until")
    return {
        "asker": problem.area[deal["area"]].name,
        "course": fields["course"],
        "learners": str(fields["learners"]),
        "room": room_told(fields["room"], problem),
        "teacher": teacher_told(fields["teacher"], problem),
        "dates": dates_told(read_slots(fields["slots"]), problem),
        "until": moment_told(until) if until else "",
    }


def inbox(desk: DealDesk, after: int, limit: int) -> list[Row]:
    """List messages to the caller, the oldest first, from behind one on."""
    asked = select(MESSAGES).where(_to(desk), MESSAGES.c.id > after)
    rows = desk.db.execute(asked.order_by(MESSAGES.c.id).limit(limit)).mappings()
    return [dict(row) for row in rows]


def note_read(desk: DealDesk, message: int) -> None:
    """Note that a message was read."""
    asked = update(MESSAGES).where(MESSAGES.c.id == message, _to(desk))
    if desk.db.execute(asked.values(read_at=desk.now)).rowcount == 0:
        raise Missing("没有这条消息。", "There is no such message.")


def _to(desk: DealDesk) -> Any:
    # the office passes on what is told to a teacher who has no user
    return or_(party_to(MESSAGES, desk.by))
