"""One deal across its tables: a party's no, and all that has to happen when time passes."""

from datetime import timedelta

from sqlalchemy import select

from api.deals.states import CLAIMING
from api.refusals import Missing
from api.store.deals import agreements, bookings, holds
from api.store.deals.desk import DealDesk, Row, move
from api.store.deals.tables import AGREEMENTS, BOOKINGS, HOLDS


def hold_of(desk: DealDesk, agreement: Row) -> Row:
    """Give the hold that an agreement is about, and keep it from others."""
    asked = select(HOLDS).where(HOLDS.c.id == agreement["hold"])
    found = desk.db.execute(asked.with_for_update()).mappings().one_or_none()
    if found is None:
        raise Missing("没有这个保留。", "There is no such hold.")
    return dict(found)


def decline(desk: DealDesk, agreement: Row, hold: Row, reason: str) -> Row:
    """Say no: the hold ends, and the next candidate is asked by itself."""
    after = agreements.decline(desk, agreement, hold, reason)
    holds.end(desk, hold, "decline")
    holds.follow(desk, hold, [agreements.excluded(hold, agreement["party"])])
    return after


def sweep(desk: DealDesk, most: int) -> int:
    """Do what is due: end what is over, remind, finish what was held; tell how much it was."""
    lapsed = holds.due(desk, most)
    for hold in lapsed:
        holds.lapse(desk, hold)
    reminded = _to_remind(desk, most)
    for row in reminded:
        agreement = {name: row[name] for name in AGREEMENTS.c.keys()}  # noqa: SIM118
        agreements.remind(desk, agreement, hold_of(desk, agreement))
    finished = _past(desk, most)
    for booking in finished:
        move(desk, BOOKINGS, booking, "booking", "finish")
    return len(lapsed) + len(reminded) + len(finished)


def _to_remind(desk: DealDesk, most: int) -> list[Row]:
    asked = (
        select(AGREEMENTS)
        .join(HOLDS, HOLDS.c.id == AGREEMENTS.c.hold)
        .where(AGREEMENTS.c.state.in_(("asked", "questioned")))
        .where(AGREEMENTS.c.remind_at <= desk.now, HOLDS.c.until > desk.now)
        .where(HOLDS.c.state.in_(CLAIMING))
        .order_by(AGREEMENTS.c.remind_at, AGREEMENTS.c.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return [dict(row) for row in desk.db.execute(asked).mappings()]


def _past(desk: DealDesk, most: int) -> list[Row]:
    yesterday = desk.now.date() - timedelta(days=1)
    asked = (
        select(BOOKINGS)
        .where(BOOKINGS.c.state == bookings.BOOKED, BOOKINGS.c.last_date <= yesterday)
        .order_by(BOOKINGS.c.last_date, BOOKINGS.c.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return [dict(row) for row in desk.db.execute(asked).mappings()]
