"""Days and hours: the first day of the term, the periods, the weeks of courses, absences."""

from engine.files.checks.whole import Whole
from engine.files.reading.moments import write_minute
from engine.files.reading.rows import Row


def check_term_starts_on_monday(whole: Whole) -> None:
    """Report a term whose first day is not a Monday."""
    start = whole.term_start
    if start is not None and start.isoweekday() != 1:
        whole.fault(
            "term",
            whole.rows("term")[0],
            "term_start",
            expected=("星期一的日期", "the date of a Monday"),
            fix=("填学期第一周的星期一。", "Give the Monday of the first week."),
        )


def check_periods(whole: Whole) -> None:
    """Report periods that end before they start, and periods of one weekday that overlap."""
    rows = [row for row in whole.rows("periods") if _timed(row)]
    for row in rows:
        if row.values["end"] <= row.values["start"]:
            whole.fault(
                "periods",
                row,
                "end",
                expected=(
                    f"晚于开始时间 {write_minute(row.values['start'])}",
                    f"a time later than the start {write_minute(row.values['start'])}",
                ),
                fix=("改正开始或结束时间。", "Correct the start or the end."),
            )
    right = [row for row in rows if row.values["start"] < row.values["end"]]
    right.sort(key=lambda row: (row.values["weekday"], row.values["start"], row.number))
    _check_overlaps(whole, right)


def _timed(row: Row) -> bool:
    return all(row.values.get(key) is not None for key in ("weekday", "start", "end"))


def _check_overlaps(whole: Whole, rows: list[Row]) -> None:
    longest: Row | None = None
    for row in rows:
        same_day = longest is not None and longest.values["weekday"] == row.values["weekday"]
        if longest is None or not same_day:
            longest = row
            continue
        if row.values["start"] < longest.values["end"]:
            _fault_overlap(whole, row, longest)
        if row.values["end"] > longest.values["end"]:
            longest = row


def _fault_overlap(whole: Whole, row: Row, other: Row) -> None:
    span = f"{write_minute(other.values['start'])}-{write_minute(other.values['end'])}"
    whole.fault(
        "periods",
        row,
        "start",
        expected=(
            f"与第{other.number}行的节次({span})不重叠",
            f"a period that does not overlap row {other.number} ({span})",
        ),
        fix=("同一天的节次要前后错开。", "Periods of one weekday follow one another."),
    )


def check_weeks_lie_in_the_term(whole: Whole) -> None:
    """Report courses whose weeks reach beyond the term."""
    last = whole.weeks
    for row in whole.rows("courses"):
        for run in row.values.get("weeks_allowed", ()):
            if last is not None and run.numbers[-1] > last:
                whole.fault(
                    "courses",
                    row,
                    "weeks_allowed",
                    found=run,
                    expected=(f"第1到{last}周之内", f"weeks from 1 to {last}"),
                    fix=(
                        "改正周次，或改学期的周数。",
                        "Correct the weeks, or the weeks of the term.",
                    ),
                )


def check_absences_end_after_they_begin(whole: Whole) -> None:
    """Report a person or place that is back before it leaves."""
    for row in whole.rows("unavailable"):
        first, last = row.values.get("from_date"), row.values.get("to_date")
        if first and last and last < first:
            whole.fault(
                "unavailable",
                row,
                "to_date",
                expected=(f"不早于开始日期 {first}", f"a date not before {first}"),
                fix=("改正其中一个日期。", "Correct one of the dates."),
            )
