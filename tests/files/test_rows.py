"""Rows become things of the domain, or faults with their place."""

import pytest

from engine.domain.requests import Lock
from engine.files.formats import read_scenario
from engine.files.reading.raw import RawRow, RawTable, in_sheet
from engine.files.reading.report import Report
from engine.files.reading.rows import Row, Sheet, extra_columns, is_example, things
from engine.files.tables import table
from tests.files.small_scenario import Scenario


def locks(*rows, headings=("section", "what")):
    """A table of locks as it stands in a file."""
    numbered = tuple(RawRow(number, cells) for number, cells in enumerate(rows, start=2))
    return RawTable(table("locks"), in_sheet("locks.csv", "locks"), 1, headings, numbered)


def test_what_only_the_domain_refuses_is_named_too():
    """A value that its column lets pass but the domain does not still names its cell."""
    sheet = Sheet(
        locks(("K1-001", "time")),
        {"section": 0, "what": 1},
        (Row(2, {"section": "K1-001", "what": "time"}),),
    )
    report = Report()

    assert things(Lock, sheet, report) == ()
    assert [(each.row, each.column, each.found) for each in report.faults] == [(2, "what", "time")]


def test_columns_that_are_not_known_are_set_aside():
    """Further columns are kept in their order, but not those of example rows."""
    raw = locks(
        ("示例", "all", "a", "b"),
        ("K1-001", "all", "c", ""),
        headings=("section", "what", "origin", "note"),
    )

    extra = extra_columns(raw)

    assert extra.headings == ("origin", "note")
    assert extra.rows == (("c", ""),)


def test_example_is_told_by_its_first_filled_cell():
    """The mark may stand behind empty cells, and a later mention is no mark."""
    assert is_example(RawRow(2, ("", "示例 1")))
    assert not is_example(RawRow(2, ("K1", "示例 1")))


@pytest.mark.parametrize("unseen", ["\u200b", "\ufeff", "\u202e", "\u2060", "\u00ad"])
def test_what_nobody_sees_makes_no_other_word(tmp_path, unseen):
    """An id, a skill or a name is the same with a sign of no width in it and without."""
    plain = Scenario().write(tmp_path / "plain")
    small = Scenario()
    for name, row, column in (
        ("teachers", 2, "id"),
        ("teachers", 2, "name"),
        ("areas", 3, "code"),
    ):
        cell = small.tables[name][row - 1][small.tables[name][0].index(column)]
        small.put(name, row, column, unseen.join(cell))
    small.put("teachers", 2, "skills", f"书{unseen}法:3;国画:1")

    assert read_scenario(small.write(tmp_path / "small")) == read_scenario(plain)
