"""The explicit list of checks over a whole scenario, and what each of them is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from engine.files.reading.kinds import Value, write_cell
from engine.files.reading.plain import Pair
from engine.files.reading.report import Report
from engine.files.reading.rows import Row, Sheet
from engine.files.tables import TERM


@dataclass(frozen=True)
class Whole:
    """Every table as far as it could be read, and where faults are reported.

    A check reads `row.values.get(key)`: a cell that is empty or could not be read is None, so
    that one bad cell never hides the faults of another.
    """

    sheets: Mapping[str, Sheet]
    report: Report
    readings: Sequence[tuple[str, str]] = ()

    def rows(self, name: str) -> Sequence[Row]:
        """The rows of a table; none when the table is missing."""
        return self.sheets[name].rows if name in self.sheets else ()

    def ids(self, name: str) -> frozenset[Value] | None:
        """The ids of a table, None when the table or its column of ids is missing."""
        sheet = self.sheets.get(name)
        if sheet is None or sheet.table.key[0] not in sheet.positions:
            return None
        return frozenset(sheet.values(sheet.table.key[0]))

    @property
    def term_start(self) -> date | None:
        """The first day of the term, if it could be read."""
        start: date | None = self._of_term("term_start")
        return start

    @property
    def weeks(self) -> int | None:
        """The weeks of the term, if they could be read."""
        weeks: int | None = self._of_term("weeks")
        return weeks

    @property
    def rule_pack(self) -> str | None:
        """The name of the rule pack, if it could be read."""
        pack: str | None = self._of_term("rule_pack")
        return pack

    @property
    def term_end(self) -> date | None:
        """The last day of the term, if it could be read."""
        if self.term_start is None or self.weeks is None:
            return None
        return self.term_start + timedelta(days=7 * self.weeks - 1)

    def fault(
        self, name: str, row: Row, key: str, *, expected: Pair, fix: Pair, found: str | None = None
    ) -> None:
        """Report a cell; what was found is its value unless said otherwise."""
        sheet = self.sheets[name]
        value = write_cell(row.values.get(key), sheet.table.column(key))
        quote = value if found is None else found
        self.report.fault(sheet.place(row, key), quote, expected=expected, fix=fix)

    def remark(self, name: str, row: Row, key: str, remark: Pair) -> None:
        """Remark on a cell."""
        self.report.remark(self.sheets[name].place(row, key), *remark)

    def _of_term(self, key: str) -> Value:
        rows = self.rows(TERM.name)
        return rows[0].values.get(key) if rows else None
