"""Which cell of a workbook a fault is about."""

from engine.files.marking.painting import Cell
from engine.files.reading.raw import RawScenario, RawTable
from engine.refusals import Fault

FIRST_COLUMN, VALUES = 1, 2  # of the sheet 学期: its items, and what they are


class Layout:
    """Where the headings and columns of a workbook's tables stand, by the title of the sheet."""

    def __init__(self, raw: RawScenario) -> None:
        self._tables: dict[str, RawTable] = {
            table.place().sheet: table for table in raw.tables.values()
        }
        self._term = raw.term.place().sheet

    def cell(self, fault: Fault) -> Cell | None:
        """The cell of a fault; None for a fault of a whole sheet or of what is not there at all.

        A fault of a whole row stands at its first cell.
        """
        if not fault.row:
            return None
        if fault.sheet == self._term:
            twice = fault.found == fault.column
            return fault.row, FIRST_COLUMN if twice else VALUES
        table = self._tables.get(fault.sheet)
        if table is None:
            return None
        if fault.row == table.heading_row:
            return self._heading(table, fault)
        at = table.headings.index(fault.column) if fault.column in table.headings else 0
        return fault.row, at + 1

    def _heading(self, table: RawTable, fault: Fault) -> Cell | None:
        """The second of two equal headings, or the one that a missing one may be meant by."""
        for name in (fault.column, fault.found):
            if name in table.headings:
                return fault.row, len(table.headings) - table.headings[::-1].index(name)
        return None
