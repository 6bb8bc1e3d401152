"""The calendar: days that contradict each other, and make-up days that make up for nothing."""

from datetime import date
from typing import Any

from engine.domain.calendar import CalendarDay, make_up_days
from engine.files.checks.whole import Whole
from engine.files.reading.plain import Pair
from engine.files.reading.rows import Row

LOST = ("holiday", "closed")


def check_calendar(whole: Whole) -> None:
    """Report days that contradict each other, and make-up days that make up for nothing."""
    rows = [
        row for row in whole.rows("calendar") if row.values.get("date") and row.values.get("kind")
    ]
    lost = {row.values["date"] for row in rows if row.values["kind"] in LOST}
    everywhere = {
        row.values["date"]
        for row in rows
        if row.values["kind"] in LOST and not (row.values.get("area") or row.values.get("venue"))
    }
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        _check_repeated(whole, row, seen)
        _check_scope(whole, row)
        if row.values["kind"] == "makeup":
            _check_day_is_free(whole, row, everywhere)
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


def _check_day_is_free(whole: Whole, row: Row, everywhere: set[date]) -> None:
    if row.values["date"] in everywhere:
        expected = "不是节假日或关闭日的日期", "a date that is not lost itself"
        _fault_day(whole, row, "date", expected)


def _check_make_up(whole: Whole, row: Row, lost: set[date]) -> None:
    wrong = _wrong_about(row, lost)
    if wrong is not None:
        _fault_day(whole, row, *wrong)
    replaced, follows = row.values.get("replaces_date"), row.values.get("follows_weekday")
    if replaced in lost and follows not in (None, replaced.isoweekday()):
        remark = (
            f"按所补的日期 {replaced}(星期{replaced.isoweekday()})上课。",
            f"the date it replaces, {replaced} (weekday {replaced.isoweekday()}), decides.",
        )
        whole.remark("calendar", row, "follows_weekday", remark)


def _wrong_about(row: Row, lost: set[date]) -> tuple[str, Pair] | None:
    """Which cell of a make-up day is wrong, and what it should be; None when none is."""
    if not {"replaces_date", "follows_weekday"} <= row.values.keys():
        return None  # one of them could not be read, which was reported
    replaced, follows = row.values["replaces_date"], row.values["follows_weekday"]
    if replaced is None and follows is None:
        expected = "补哪天的课，或按星期几上课", "the date it replaces, or the weekday it follows"
        return "replaces_date", expected
    if replaced is not None and replaced not in lost:
        return "replaces_date", ("校历里的节假日或关闭日", "a holiday or closed date of this table")
    if replaced is None and all(day.isoweekday() != follows for day in lost):
        expected = "校历里有停课日的星期", "a weekday on which the calendar has a lost date"
        return "follows_weekday", expected
    return None


def _fault_day(whole: Whole, row: Row, key: str, expected: tuple[str, str]) -> None:
    whole.fault(
        "calendar",
        row,
        key,
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
