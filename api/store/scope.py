"""Whose rows a caller sees and may change: the one place where row scope is decided."""

from sqlalchemy import ColumnElement, Connection, Table, and_, or_, select, true

from api.access import Caller
from api.store.tables import AREAS

PARTIES = ("area", "venue_area")
COMMON = ""  # rows of the whole district, such as courses: read by all, changed by the office


def may_read(table: Table, caller: Caller) -> ColumnElement[bool]:
    """Give the condition on rows that the caller may see."""
    if caller.everywhere:
        return true()
    return or_(_within(table, caller), table.c.area == COMMON)


def may_write(table: Table, caller: Caller) -> ColumnElement[bool]:
    """Give the condition on rows that the caller may change."""
    return true() if caller.everywhere else _within(table, caller)


def party_to(table: Table, caller: Caller) -> ColumnElement[bool]:
    """Give the condition on deals to which the caller is a party: it asks, it lends, it teaches."""
    if caller.everywhere:
        return true()
    if caller.role == "teacher":
        return and_(table.c.teacher == caller.teacher, table.c.teacher != "")
    return or_(*(_under(table.c[name], caller) for name in PARTIES if name in table.c))


def _within(table: Table, caller: Caller) -> ColumnElement[bool]:
    return _under(table.c.area, caller)


def _under(area: ColumnElement[str], caller: Caller) -> ColumnElement[bool]:
    tree = select(AREAS.c.id).where(AREAS.c.id == caller.area).cte(recursive=True)
    tree = tree.union(select(AREAS.c.id).where(AREAS.c.parent == tree.c.id))
    return area.in_(select(tree.c.id))


def may_write_for(db: Connection, caller: Caller, area: str) -> bool:
    """Tell whether a caller may act for an area that there is."""
    asked = select(AREAS.c.id).where(AREAS.c.id == area)
    within = true() if caller.everywhere else _under(AREAS.c.id, caller)
    return db.scalar(asked.where(within)) is not None
