"""Where a caller works on deals, and how a row of one is read, moved on and logged."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, insert, select, update

from api.access import Caller
from api.deals.matching import Matching
from api.deals.states import Machine, step
from api.deals.words import CHINA
from api.refusals import Missing, Stale
from api.store.log import record
from api.store.scope import party_to

Row = dict[str, Any]


@dataclass(frozen=True)
class DealDesk:
    """The transaction, who asks, when, who finds offers, and how long a hold and an answer last."""

    db: Connection
    by: Caller
    now: datetime
    matching: Matching
    hold_time: timedelta
    answer_time: timedelta

    @property
    def today(self) -> date:
        """The day it is in the district."""
        return self.now.astimezone(CHINA).date()


def named(noun: str) -> str:
    """Make a name for a new row."""
    return f"{noun}-{secrets.token_hex(8)}"


def one(desk: DealDesk, table: Table, row: str, *also: ColumnElement[bool]) -> Row:
    """Give one row and keep it from others, if the caller is a party to it."""
    asked = select(table).where(table.c.id == row, party_to(table, desk.by), *also)
    found = desk.db.execute(asked.with_for_update()).mappings().one_or_none()
    if found is None:
        raise Missing("没有这一行，或无权查看。", "There is no such row, or not for your eyes.")
    return dict(found)


def read(desk: DealDesk, table: Table, row: str) -> Row:
    """Give one row to look at, if the caller is a party to it."""
    asked = select(table).where(table.c.id == row, party_to(table, desk.by))
    found = desk.db.execute(asked).mappings().one_or_none()
    if found is None:
        raise Missing("没有这一行，或无权查看。", "There is no such row, or not for your eyes.")
    return dict(found)


def listed(
    desk: DealDesk, table: Table, after: str, limit: int, *also: ColumnElement[bool]
) -> list[Row]:
    """List rows to which the caller is a party, by id, from behind one on."""
    asked = select(table).where(party_to(table, desk.by), table.c.id > after, *also)
    rows = desk.db.execute(asked.order_by(table.c.id).limit(limit)).mappings()
    return [dict(row) for row in rows]


def unchanged(row: Row, version: int) -> None:
    """Refuse an edit of a row that is no longer as the caller read it."""
    if row["version"] != version:
        raise Stale("这一行已被别人修改，请重新读取。", "This row was changed; read it again.")


def put(desk: DealDesk, table: Table, row: Row) -> Row:
    """Add a row, and log it."""
    desk.db.execute(insert(table).values(row))
    _log(desk, table, "create", None, row)
    return row


def move(
    desk: DealDesk,
    table: Table,
    row: Row,
    machine: Machine,
    event: str,
    changed: Mapping[str, Any] | None = None,
) -> Row:
    """Take a row one step on, in the state and version in which it was read, and log it."""
    state = step(machine, row["state"], event)
    return edit(desk, table, row, {**(changed or {}), "state": state}, event)


def edit(desk: DealDesk, table: Table, row: Row, changed: Mapping[str, Any], action: str) -> Row:
    """Change a row that is still as it was read, and log it."""
    values = {**changed, "version": row["version"] + 1}
    asked = update(table).where(table.c.id == row["id"], table.c.version == row["version"])
    if desk.db.execute(asked.values(values)).rowcount == 0:
        raise Stale("这一行已被别人修改，请重新读取。", "This row was changed; read it again.")
    after = row | values
    _log(desk, table, action, row, after)
    return after


def plain(row: Mapping[str, Any]) -> Row:
    """Give a row as JSON."""
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()
    }


def _log(desk: DealDesk, table: Table, action: str, before: Row | None, after: Row) -> None:
    told = {"before": plain(before) if before else None, "after": plain(after)}
    record(desk.db, desk.by, desk.now, noun=table.name, row=after["id"], action=action, **told)
