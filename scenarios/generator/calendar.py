"""The autumn term of 2026 and its days that are not ordinary."""

from datetime import date, timedelta
from typing import Final

from scenarios.generator.writing import Row

TERM_START: Final = date(2026, 9, 7)
WEEKS: Final = 16
# 国务院办公厅关于2026年部分节假日安排的通知: Mid-Autumn 25-27 September, National Day 1-7 October,
# work on Sunday 20 September and Saturday 10 October. Held against the `holidays` package by a test.
HOLIDAYS: Final = (
    ("中秋节", date(2026, 9, 25), date(2026, 9, 27)),
    ("国庆节", date(2026, 10, 1), date(2026, 10, 7)),
)
MAKEUPS: Final = (
    (date(2026, 9, 20), date(2026, 10, 6)),
    (date(2026, 10, 10), date(2026, 10, 7)),
)
NOTICE: Final = "国务院办公厅关于2026年部分节假日安排的通知"


def calendar_rows(street: str, event_venue: str) -> list[Row]:
    """Holidays and make-up days as announced, and two synthetic events of limited scope."""
    holidays = [
        _day(day, "holiday", name) for name, first, last in HOLIDAYS for day in _days(first, last)
    ]
    return [*holidays, *map(_makeup, MAKEUPS), *_events(street, event_venue)]


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


def _makeup(pair: tuple[date, date]) -> Row:
    """A make-up day runs the meetings of the working day it was exchanged for."""
    day, replaces = pair
    row = _day(day, "makeup", "调休上班")
    return row | {"follows_weekday": replaces.isoweekday(), "replaces_date": replaces}


def _events(street: str, venue: str) -> list[Row]:
    """A science day in one street and two days of the learning week in one venue."""
    science = _synthetic(_day(date(2026, 9, 19), "event", "科普宣传周·虚拟"))
    learning = [
        _synthetic(_day(day, "event", "全民终身学习活动周·虚拟")) | {"venue": venue}
        for day in _days(date(2026, 11, 7), date(2026, 11, 8))
    ]
    return [science | {"area": street}, *learning]


def _day(day: date, kind: str, name: str) -> dict[str, object]:
    return {
        "date": day,
        "kind": kind,
        "follows_weekday": None,
        "replaces_date": None,
        "name": name,
        "area": "",
        "venue": "",
        "confirmed": True,
        "origin": "real",
        "source": NOTICE,
    }


def _synthetic(row: dict[str, object]) -> dict[str, object]:
    return row | {"confirmed": False, "origin": "synthetic", "source": "generator"}
