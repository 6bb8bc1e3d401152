"""The registers with two keys: rows of one noun, read and changed within the caller's scope."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from api.access import Caller
from api.refusals import Conflict, Forbidden, Missing, Stale
from api.store.log import record
from api.store.ownership import area_of, rooms_follow
from api.store.scope import may_read, may_write
from api.store.tables import AREAS, REGISTERS

Row = dict[str, Any]


@dataclass(frozen=True)
class Desk:
    """Where a caller works on one register: the transaction, who it is, and when."""

    db: Connection
    by: Caller
    now: datetime
    noun: str

    @property
    def table(self) -> Table:
        """The table of the register."""
        return REGISTERS[self.noun]


def listed(desk: Desk, after: str, limit: int) -> list[Row]:
    """List rows that the caller may see, by id, from behind one on."""
    table = desk.table
    asked = select(table).where(may_read(table, desk.by), table.c.id > after)
    return [
        dict(row) for row in desk.db.execute(asked.order_by(table.c.id).limit(limit)).mappings()
    ]


def one(desk: Desk, row: str) -> Row:
    """Give one row, if it is there for the caller's eyes."""
    asked = select(desk.table).where(desk.table.c.id == row, may_read(desk.table, desk.by))
    found = desk.db.execute(asked).mappings().one_or_none()
    if found is None:
        raise Missing("没有这一行，或无权查看。", "There is no such row, or not for your eyes.")
    return dict(found)


def add(desk: Desk, new: Mapping[str, Any]) -> Row:
    """Add a row; what the office adds is confirmed, what a street adds waits for the office."""
    row = {**new, **_keys(desk), "version": 1, "area": area_of(desk.db, desk.noun, new["fields"])}
    if desk.db.scalar(select(desk.table.c.id).where(desk.table.c.id == row["id"])):
        raise Conflict(f"{row['id']} 已存在。", f"{row['id']} exists already.")
    desk.db.execute(insert(desk.table).values(row))
    _must_lie_in_scope(desk, row["id"])
    _log(desk, "create", None, row)
    return row


def change(desk: Desk, row: str, version: int, new: Mapping[str, Any]) -> Row:
    """Change a row that is still as the caller read it; the office's confirmation starts anew."""
    before = _to_change(desk, row, version)
    area = area_of(desk.db, desk.noun, new["fields"])
    after = before | dict(new) | _keys(desk) | {"version": version + 1, "area": area}
    _put(desk, row, version, after)
    _must_lie_in_scope(desk, row)
    rooms_follow(desk.db, desk.noun, row, area)
    _log(desk, "change", before, after)
    return after


def confirm(desk: Desk, row: str, version: int) -> Row:
    """Turn the second key: from now on the row may be matched."""
    before = _to_change(desk, row, version)
    after = before | {"confirmed_on": desk.now.date(), "version": version + 1}
    _put(desk, row, version, after)
    _log(desk, "confirm", before, after)
    return after


def remove(desk: Desk, row: str, version: int) -> None:
    """Remove a row that is still as the caller read it and that nothing else needs."""
    before = _to_change(desk, row, version)
    table = desk.table
    if desk.noun == "areas" and desk.db.scalar(select(AREAS.c.id).where(AREAS.c.parent == row)):
        raise Conflict("这个区域下还有区域。", "This area has areas below it.")
    try:
        gone = desk.db.execute(delete(table).where(table.c.id == row, table.c.version == version))
    except IntegrityError as error:
        raise Conflict("这一行还在被使用。", "This row is still in use.") from error
    if gone.rowcount == 0:
        raise _stale()
    _log(desk, "delete", before, None)


def _keys(desk: Desk) -> Row:
    today = desk.now.date()
    office = desk.by.role == "office"
    return {
        "supplier": desk.by.user,
        "supplied_on": today,
        "confirmed_on": today if office else None,
    }


def _to_change(desk: Desk, row: str, version: int) -> Row:
    before = one(desk, row)
    _must_lie_in_scope(desk, row)
    if before["version"] != version:
        raise _stale()
    return before


def _put(desk: Desk, row: str, version: int, after: Row) -> None:
    table = desk.table
    asked = update(table).where(table.c.id == row, table.c.version == version).values(after)
    if desk.db.execute(asked).rowcount == 0:
        raise _stale()


def _must_lie_in_scope(desk: Desk, row: str) -> None:
    asked = select(desk.table.c.id).where(desk.table.c.id == row, may_write(desk.table, desk.by))
    if desk.db.scalar(asked) is None:
        raise Forbidden("这一行不归您的区域。", "This row is not your area's.")


def _stale() -> Stale:
    return Stale("这一行已被别人修改，请重新读取。", "This row was changed; read it again.")


def _log(desk: Desk, action: str, before: Row | None, after: Row | None) -> None:
    some = after or before or {}
    words = {"before": _plain(before), "after": _plain(after)}
    record(desk.db, desk.by, desk.now, noun=desk.noun, row=some["id"], action=action, **words)


def _plain(row: Row | None) -> Row | None:
    # phone and identity numbers are not copied into a log that is never deleted
    if row is None:
        return None
    shown = {name: value for name, value in row.items() if name != "contact"}
    return shown | {day: str(shown[day] or "") for day in ("supplied_on", "confirmed_on")}
