"""Rows become things of the domain, or faults with their place."""

from engine.domain.requests import Lock
from engine.files.reading.raw import RawRow, RawTable, in_sheet
from engine.files.reading.report import Report
from engine.files.reading.rows import Row, Sheet, extra_columns, is_example, things
from engine.files.tables import table


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
