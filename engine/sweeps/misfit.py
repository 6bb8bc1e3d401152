"""A change that a scenario cannot take, with the field that does not fit."""

from collections.abc import Container
from typing import Any

from engine.files.reading.kinds import read_cell, write_cell
from engine.files.reading.plain import Wrong
from engine.files.tables import Column
from engine.refusals import BadInput, Fault

LONGEST_QUOTE = 80


def misfit(field: str, found: str, expected_zh: str, expected_en: str) -> BadInput:
    """Word a change that does not fit; where it stands is known to whoever read it."""
    fault = Fault(
        file="",
        sheet="",
        row=0,
        column=field,
        found=found,
        expected=(expected_zh, expected_en),
        fix=("请改正这一项。", "Correct this entry."),
    )
    return BadInput([fault])


def must_be_in(known: Container[str], field: str, name: str, zh: str, en: str) -> None:
    """Refuse a name that the scenario does not hold; `zh` and `en` say of what kind it is."""
    if name not in known:
        raise misfit(field, name, f"场景里的{zh}", f"{en} of the scenario")


def as_in_table(value: object, column: Column, field: str) -> Any:
    """Read a value as the cell of a table; refuse what no such cell could hold."""
    cell = write_cell(value, column)
    try:
        return read_cell(cell, column)
    except Wrong as wrong:
        raise misfit(field, cell[:LONGEST_QUOTE], *wrong.expected) from wrong
