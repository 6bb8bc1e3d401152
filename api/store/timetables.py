"""Timetables of a term: drafts that may change, and published versions that never do."""

from typing import Any

from sqlalchemy import func, insert, select, true, update

from api.refusals import Conflict, Missing, Stale
from api.store.deals import calendar
from api.store.log import record
from api.store.register import Desk, Row
from api.store.tables import REGISTERS, TIMETABLES

TERMS = REGISTERS["terms"]


def add_draft(desk: Desk, term: str, fields: dict[str, Any]) -> Row:
    """Add the next version of a term's timetable, as a draft."""
    if desk.db.scalar(select(TERMS.c.id).where(TERMS.c.id == term)) is None:
        raise Missing("没有这个学期。", "There is no such term.")
    last = desk.db.scalar(select(func.max(TIMETABLES.c.number)).where(TIMETABLES.c.term == term))
    number = (last or 0) + 1
    row = {"id": f"{term}-{number}", "term": term, "number": number, "state": "draft"}
    row |= {"fields": fields, "published_at": None, "version": 1}
    desk.db.execute(insert(TIMETABLES).values(row))
    _log(desk, "create", row)
    return row


def listed(desk: Desk, after: str, limit: int) -> list[Row]:
    """List timetables by id, without what is in them."""
    shown = [column for column in TIMETABLES.c if column.name != "fields"]
    asked = select(*shown).where(_seen_by(desk), TIMETABLES.c.id > after)
    return [
        dict(row)
        for row in desk.db.execute(asked.order_by(TIMETABLES.c.id).limit(limit)).mappings()
    ]


def one(desk: Desk, row: str) -> Row:
    """Give one timetable; drafts are for the district office."""
    asked = select(TIMETABLES).where(TIMETABLES.c.id == row, _seen_by(desk))
    found = desk.db.execute(asked).mappings().one_or_none()
    if found is None:
        raise Missing("没有这份课表。", "There is no such timetable.")
    return dict(found)


def change(desk: Desk, row: str, version: int, fields: dict[str, Any]) -> Row:
    """Change a draft that is still as the caller read it."""
    return _put(desk, row, version, "change", {"fields": fields})


def publish(desk: Desk, row: str, version: int) -> Row:
    """Publish a draft: this version stays as it is, and its meetings are in the calendar."""
    values = {"state": "published", "published_at": desk.now}
    after = _put(desk, row, version, "publish", values)
    calendar.occupy(desk, after["id"], after["term"], after["fields"])
    return after


def _put(desk: Desk, row: str, version: int, action: str, values: Row) -> Row:
    before = one(desk, row)
    if before["state"] == "published":
        raise Conflict("已发布的课表不能修改。", "A published timetable is not changed.")
    values = {**values, "version": version + 1}
    asked = update(TIMETABLES).where(TIMETABLES.c.id == row, TIMETABLES.c.version == version)
    if desk.db.execute(asked.values(values)).rowcount == 0:
        raise Stale("这份课表已被别人修改。", "This timetable was changed in the meantime.")
    after = before | values
    _log(desk, action, after)
    return after


def _seen_by(desk: Desk) -> Any:
    return true() if desk.by.role == "office" else TIMETABLES.c.state == "published"


def _log(desk: Desk, action: str, row: Row) -> None:
    # a version is kept whole in its own table: the log says only which, and its state
    told = {name: row[name] for name in ("term", "number", "state", "version")}
    record(desk.db, desk.by, desk.now, noun="timetables", row=row["id"], action=action, after=told)
