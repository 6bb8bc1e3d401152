"""Whom the parties of a booking may call, once it is agreed and not before."""

from sqlalchemy import select

from api.masking import masked
from api.store.deals.desk import DealDesk, Row
from api.store.tables import REGISTERS


def of(desk: DealDesk, booking: Row) -> dict[str, str]:
    """Give the phones of teacher and venue to the parties of a booking; to others masked."""
    if booking["kind"] == "timetable" or booking["state"] != "booked":
        return {}
    places = {"teachers": booking["teacher"], "venues": _venue(desk, booking["fields"]["room"])}
    phones = {noun: _phone(desk, noun, row) for noun, row in places.items() if row is not None}
    return {
        noun.removesuffix("s"): masked(phone) if desk.by.role == "inspector" else phone
        for noun, phone in phones.items()
        if phone
    }


def _venue(desk: DealDesk, room: str | None) -> str | None:
    table = REGISTERS["rooms"]
    fields = desk.db.scalar(select(table.c.fields).where(table.c.id == room))
    return fields["venue"] if fields else None


def _phone(desk: DealDesk, noun: str, row: str) -> str:
    table = REGISTERS[noun]
    contact = desk.db.scalar(select(table.c.contact).where(table.c.id == row))
    return str((contact or {}).get("phone", ""))
