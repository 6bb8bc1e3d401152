"""What matching stands on: the registers of a term, its published timetable and the live claims."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, or_, select

from api.exchange import problem_of
from api.refusals import Missing
from api.store.deals.tables import BOOKINGS, OCCUPIED
from api.store.tables import AUDIT_LOG, REGISTERS, TIMETABLES
from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.matching.asked import Taken

ASKED = "requests"  # its rows come and go all day; they are handed in with each question
CHANGING = ("timetables", *(noun for noun in REGISTERS if noun != ASKED))
CLAIMING = ("holds", "bookings")
# what is not confirmed, or no longer, takes part in what is published and is offered to nobody
UNCONFIRMED: Mapping[str, Mapping[str, Any]] = {
    "teachers": {"available_periods": []},
    "rooms": {"open_periods": [], "club_periods": []},
    "venues": {"free": False},
}


def registers(db: Connection, term: str) -> Problem:
    """Give the registers as a scenario of a term, in which only confirmed rows are matched."""
    fields = {noun: _rows(db, noun) for noun in REGISTERS}
    terms = REGISTERS["terms"]
    found = db.scalar(select(terms.c.fields).where(terms.c.id == term))
    if found is None:
        raise Missing("没有这个学期。", "There is no such term.")
    return problem_of(found, fields)


def published(db: Connection, term: str) -> Timetable:
    """Give the newest published timetable of a term; without one, an empty one."""
    asked = select(TIMETABLES.c.fields).where(
        TIMETABLES.c.term == term, TIMETABLES.c.state == "published"
    )
    found = db.scalar(asked.order_by(TIMETABLES.c.number.desc()).limit(1))
    return Timetable.model_validate(found or {"sections": [], "meetings": []})


def last_change(db: Connection) -> int:
    """Give the number of the newest change."""
    return db.scalar(select(func.max(AUDIT_LOG.c.id))) or 0


def changed_since(db: Connection, number: int) -> list[tuple[int, str, str]]:
    """Give what has changed since: number, noun and row."""
    asked = select(AUDIT_LOG.c.id, AUDIT_LOG.c.noun, AUDIT_LOG.c.row)
    rows = db.execute(asked.where(AUDIT_LOG.c.id > number).order_by(AUDIT_LOG.c.id))
    return [(row.id, row.noun, row.row) for row in rows]


def live_claims(
    db: Connection, claimants: Iterable[str] | None = None
) -> dict[str, frozenset[Taken]]:
    """Give what deals have taken, by hold or booking; the timetable's own claims are left out."""
    columns = [OCCUPIED.c[name] for name in (*Taken._fields, "hold", "booking")]
    asked = select(*columns).outerjoin(BOOKINGS, BOOKINGS.c.id == OCCUPIED.c.booking)
    asked = asked.where(or_(BOOKINGS.c.kind.is_(None), BOOKINGS.c.kind != "timetable"))
    names = None if claimants is None else sorted(claimants)
    if names is not None:
        asked = asked.where(or_(OCCUPIED.c.hold.in_(names), OCCUPIED.c.booking.in_(names)))
    found: dict[str, set[Taken]] = {name: set() for name in names or ()}
    for *key, hold, booking in db.execute(asked):
        found.setdefault(hold or booking, set()).add(Taken(*key))
    return {name: frozenset(taken) for name, taken in found.items()}


def _rows(db: Connection, noun: str) -> list[dict[str, Any]]:
    table = REGISTERS[noun]
    asked = select(table.c.fields, table.c.confirmed_on).order_by(table.c.id)
    return [_matchable(noun, dict(fields), day) for fields, day in db.execute(asked)]


def _matchable(noun: str, fields: dict[str, Any], confirmed_on: date | None) -> dict[str, Any]:
    if confirmed_on is None:
        return {**fields, **UNCONFIRMED.get(noun, {})}
    if noun == "venues" and fields["confirmed_on"] is None:
        return fields | {"confirmed_on": confirmed_on.isoformat()}
    return fields


def bookings(db: Connection, term: str) -> list[dict[str, Any]]:
    """Give all bookings of a term, by id."""
    asked = select(BOOKINGS).order_by(BOOKINGS.c.id)
    rows = (dict(row) for row in db.execute(asked).mappings())
    return [row for row in rows if row["fields"]["term"] == term]
