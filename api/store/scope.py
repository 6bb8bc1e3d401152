"""Whose rows a caller sees and may change: the one place where row scope is decided."""

from sqlalchemy import ColumnElement, Table, or_, select, true

from api.access import Caller
from api.store.tables import AREAS

COMMON = ""  # rows of the whole district, such as courses: read by all, changed by the office


def may_read(table: Table, caller: Caller) -> ColumnElement[bool]:
    """Give the condition on rows that the caller may see."""
    if caller.everywhere:
        return true()
    return or_(_within(table, caller), table.c.area == COMMON)


def may_write(table: Table, caller: Caller) -> ColumnElement[bool]:
    """Give the condition on rows that the caller may change."""
    return true() if caller.everywhere else _within(table, caller)


def _within(table: Table, caller: Caller) -> ColumnElement[bool]:
    tree = select(AREAS.c.id).where(AREAS.c.id == caller.area).cte("tree", recursive=True)
    tree = tree.union(select(AREAS.c.id).where(AREAS.c.parent == tree.c.id))
    return table.c.area.in_(select(tree.c.id))
