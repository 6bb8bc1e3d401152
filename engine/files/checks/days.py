"""Days and hours: the term, the periods of the week, the calendar, the weeks of the courses."""

from datetime import date
from typing import Any

from engine.domain.calendar import CalendarDay, make_up_days
from engine.files.checks.whole import Whole
from engine.files.reading.kinds import write_cell
from engine.files.reading.moments import write_minute
from engine.files.reading.rows import Row

LOST = ("holiday", "closed")


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


def check_calendar(whole: Whole) -> None:
    """Report days that contradict each other, and make-up days that make up for nothing."""
    rows = [
        row for row in whole.rows("calendar") if row.values.get("date") and row.values.get("kind")
    ]
    lost = {row.values["date"] for row in rows if row.values["kind"] in LOST}
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        _check_repeated(whole, row, seen)
        _check_scope(whole, row)
        if row.values["kind"] == "makeup":
            _check_make_up(whole, row, lost)
    _check_each_makes_up_once(whole, rows, lost)


def _check_repeated(whole: Whole, row: Row, seen: dict[tuple[Any, ...], int]) -> None:
    key = tuple(row.values.get(each) for each in ("date", "kind", "area", "venue"))
    other = seen.setdefault(key, row.number)
    if other != row.number:
        whole.fault(
            "calendar",
            row,
            "date",
            expected=("每个日期、类型和范围只写一次", "each date, kind and scope once"),
            fix=(f"与第{other}行重复，删去一行。", f"Row {other} says the same: delete one."),
        )


def _check_scope(whole: Whole, row: Row) -> None:
    for key in ("area", "venue"):
        if row.values["kind"] in ("holiday", "makeup") and row.values.get(key):
            whole.fault(
                "calendar",
                row,
                key,
                expected=(
                    "空（节假日和调休到处适用）",
                    "nothing: holidays and make-up days hold everywhere",
                ),
                fix=(
                    "清空；只关一处请用“关闭”或“活动”。",
                    "Clear it; for one place use closed or event.",
                ),
            )


def _check_make_up(whole: Whole, row: Row, lost: set[date]) -> None:
    replaced, follows = row.values.get("replaces_date"), row.values.get("follows_weekday")
    if row.values["date"] in lost:
        _fault_day(
            whole, row, "date", ("不是节假日或关闭日的日期", "a date that is not lost itself")
        )
    if not _read(row, "replaces_date", "follows_weekday"):
        return
    if replaced is None and follows is None:
        _fault_day(
            whole,
            row,
            "replaces_date",
            ("补哪天的课，或按星期几上课", "the date it replaces, or the weekday it follows"),
        )
    elif replaced is None and not any(day.isoweekday() == follows for day in lost):
        _fault_day(
            whole,
            row,
            "follows_weekday",
            ("校历里有停课日的星期", "a weekday on which the calendar has a lost date"),
        )
    elif replaced is not None and replaced not in lost:
        _fault_day(
            whole,
            row,
            "replaces_date",
            ("校历里的节假日或关闭日", "a holiday or closed date of this table"),
        )
    elif replaced is not None and follows not in (None, replaced.isoweekday()):
        remark = (
            f"按所补的日期 {replaced}(星期{replaced.isoweekday()})上课。",
            f"the date it replaces, {replaced} (weekday {replaced.isoweekday()}), decides.",
        )
        whole.remark("calendar", row, "follows_weekday", remark)


def _read(row: Row, *keys: str) -> bool:
    return all(key in row.values for key in keys)


def _fault_day(whole: Whole, row: Row, key: str, expected: tuple[str, str]) -> None:
    found = write_cell(row.values.get(key), whole.sheets["calendar"].table.column(key))
    whole.fault(
        "calendar",
        row,
        key,
        found=found,
        expected=expected,
        fix=(
            "写明调休日补的是哪个停课日。",
            "Say which lost date the make-up day carries.",
        ),
    )


def _check_each_makes_up_once(whole: Whole, rows: list[Row], lost: set[date]) -> None:
    """Report a make-up day left without a date because others already replace all there are."""
    days = [_day(row) for row in rows]
    carried = set(make_up_days(days).values())
    for row in rows:
        replaced, follows = row.values.get("replaces_date"), row.values.get("follows_weekday")
        possible = replaced in lost or (
            replaced is None and any(day.isoweekday() == follows for day in lost)
        )
        if row.values["kind"] == "makeup" and possible and row.values["date"] not in carried:
            key = "replaces_date" if replaced else "follows_weekday"
            _fault_day(
                whole,
                row,
                key,
                (
                    "一个还没有别的调休日来补的停课日",
                    "a lost date that no other make-up day carries",
                ),
            )


def _day(row: Row) -> CalendarDay:
    return CalendarDay(
        date=row.values["date"],
        kind=row.values["kind"],
        follows_weekday=row.values.get("follows_weekday"),
        replaces_date=row.values.get("replaces_date"),
        name=row.values.get("name") or "",
        area=row.values.get("area"),
        venue=row.values.get("venue"),
        confirmed=bool(row.values.get("confirmed")),
    )
