"""Many rows of the registers at once: those that are new or changed are written, others stay."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from api.access import Caller
from api.store import register
from api.store.register import Desk
from api.store.scope import may_read
from api.store.tables import REGISTERS

Fields = Mapping[str, Any]


def put_rows(desk: Desk, key: str, rows: Sequence[Fields]) -> dict[str, int]:
    """Add or change rows by their key; tell how many of each."""
    table = desk.table
    known = {
        row.id: row for row in desk.db.execute(select(table.c.id, table.c.fields, table.c.version))
    }
    counts = {"added": 0, "changed": 0, "same": 0}
    for fields in rows:
        name = str(fields[key])
        new = {"fields": fields} | ({"parent": fields["parent"]} if desk.noun == "areas" else {})
        if name not in known:
            register.add(desk, {"id": name, "contact": {}, **new})
            counts["added"] += 1
        elif known[name].fields != fields:
            register.change(desk, name, known[name].version, new)
            counts["changed"] += 1
        else:
            counts["same"] += 1
    return counts


def all_fields(desk: Desk) -> dict[str, list[Fields]]:
    """Give the fields of every row of every register that the caller may see, by id."""
    return {noun: _fields(desk, noun, desk.by) for noun in REGISTERS}


def _fields(desk: Desk, noun: str, by: Caller) -> list[Fields]:
    table = REGISTERS[noun]
    asked = select(table.c.fields).where(may_read(table, by)).order_by(table.c.id)
    return list(desk.db.scalars(asked))
