"""Ids: every row has its own, and every reference leads to one."""

from collections.abc import Iterator
from typing import Any

from engine.domain.thing import EVERY
from engine.files.checks.whole import Whole
from engine.files.reading.kinds import Value
from engine.files.reading.rows import Row, Sheet
from engine.files.tables import table


def check_ids_are_unique(whole: Whole) -> None:
    """Report every row whose key another row above already has."""
    for name, sheet in whole.sheets.items():
        if sheet.table.key:
            _check_key(whole, name, sheet)


def _check_key(whole: Whole, name: str, sheet: Sheet) -> None:
    first: dict[tuple[Any, ...], int] = {}
    for row in sheet.rows:
        key = tuple(row.values.get(each) for each in sheet.table.key)
        if None in key:
            continue
        other = first.setdefault(key, row.number)
        if other != row.number:
            whole.fault(
                name,
                row,
                sheet.table.key[0],
                expected=("不重复的编号", "an id of its own"),
                fix=(
                    f"第{other}行已经用了它：改编号，或删去一行。",
                    f"Row {other} has it already: change the id or delete one row.",
                ),
            )


def check_references_lead_somewhere(whole: Whole) -> None:
    """Report every cell that names an area, venue, course … that its table does not hold."""
    for name, sheet in whole.sheets.items():
        for column in sheet.table.columns:
            known = whole.ids(column.refers) if column.refers else None
            if column.refers and known is not None:
                _check_column(whole, (name, column.key, column.refers), known)
    _check_unavailable(whole)


def _check_column(whole: Whole, where: tuple[str, str, str], known: frozenset[Any]) -> None:
    name, key, target = where
    seen_good: set[Any] = set()
    for row in whole.rows(name):
        value = row.values.get(key)
        if value is None or value in seen_good:
            continue
        strangers = [each for each in _named(value) if each not in known]
        for stranger in strangers:
            _fault_unknown(whole, name, row, key, (stranger, target))
        if not strangers:
            seen_good.add(value)


def _named(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        yield from (each for each in value if each != EVERY)


def _check_unavailable(whole: Whole) -> None:
    ids = {kind: whole.ids(f"{kind}s") for kind in ("teacher", "room", "venue")}
    for row in whole.rows("unavailable"):
        kind, named = row.values.get("kind"), row.values.get("id")
        known = ids.get(kind or "")
        if known is not None and named is not None and named not in known:
            _fault_unknown(whole, "unavailable", row, "id", (named, f"{kind}s"))


def _fault_unknown(whole: Whole, name: str, row: Row, key: str, reference: tuple[str, str]) -> None:
    stranger, target = reference
    zh = table(target).zh
    whole.fault(
        name,
        row,
        key,
        found=stranger,
        expected=(f"“{zh}”表里有的编号", f"an id of the table {target}"),
        fix=(
            f"改正编号，或在“{zh}”表补上这一行。",
            f"Correct it, or add the row to the table {target}.",
        ),
    )
