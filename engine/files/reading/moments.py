"""Cells that hold dates, clock times and weeks of the term."""

import re
from datetime import date, timedelta

from engine.domain.weeks import Weeks
from engine.files.reading.plain import Wrong, half_width, items

EARLIEST = date(1990, 1, 1)
LATEST = date(2100, 12, 31)
LAST_WEEK = 60
_DATE = re.compile(
    r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[ T]00:00(?::00)?)?",
    re.ASCII,
)
_PLAIN_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_PART_OF_A_DAY = re.compile(r"0?\.\d{1,17}", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.0+)?", re.ASCII)
_DAY_ZERO = date(1899, 12, 30)  # day 0 of spreadsheets, for serial numbers after February 1900
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::00)?", re.ASCII)


def day(text: str) -> date:
    """Read an ISO date; 2026/9/7, 2026年9月7日, 20260907 and a spreadsheet's serial mean the same."""
    plain = half_width(text)
    found = _SERIAL.fullmatch(plain) and _DAY_ZERO + timedelta(days=int(float(plain)))
    found = found or _written_day(plain)
    if found is None or not EARLIEST <= found <= LATEST:
        raise Wrong(
            (
                f"{EARLIEST.year}到{LATEST.year}年之间真实的日期，如 2026-09-07",
                f"a real date between {EARLIEST.year} and {LATEST.year}, such as 2026-09-07",
            ),
            ("按 年-月-日 填写。", "Write it as year-month-day."),
        )
    return found


def is_plain_date(text: str) -> bool:
    """Whether a date is written the one way that needs no interpretation."""
    return _PLAIN_DATE.fullmatch(text) is not None


def is_serial_time(text: str) -> bool:
    """Whether a time stands as spreadsheets keep it: as a part of a day."""
    return _PART_OF_A_DAY.fullmatch(text) is not None


def _written_day(plain: str) -> date | None:
    form = _DATE.fullmatch(plain)
    if form is None:
        return None
    try:
        return date(int(form[1]), int(form[2] or form[4]), int(form[3] or form[5]))
    except ValueError:
        return None


def minute(text: str) -> int:
    """Read `HH:MM` as minutes after midnight; 24:00 is the end of the day, 0.5 a spreadsheet's noon."""
    plain = half_width(text)
    if is_serial_time(plain):
        return round(float(plain) * 24 * 60)
    form = _TIME.fullmatch(plain)
    value = int(form[1]) * 60 + int(form[2]) if form and int(form[2]) < 60 else None
    if value is None or value > 24 * 60:
        raise Wrong(
            ("00:00到24:00之间的时间，如 08:30", "a time from 00:00 to 24:00, such as 08:30"),
            ("按 时:分 填写，24小时制。", "Write it as HH:MM on the 24-hour clock."),
        )
    return value


def weeks(text: str) -> Weeks:
    """Read one run of weeks, such as `1-16` or `1-15/2`."""
    plain = half_width(text).replace("\u2013", "-").replace("\u2014", "-").replace(" ", "")
    try:
        return _short_weeks(plain)
    except ValueError:
        raise Wrong(
            (
                f"周次，如 1-16、9-16、1-15/2，不超过第{LAST_WEEK}周",
                f"weeks such as 1-16, 9-16, 1-15/2, none beyond {LAST_WEEK}",
            ),
            (
                "写成 首周-末周，隔周加 /2；多个用 ; 分开。",
                "Write first-last, add /2 for every second week; join several with ;.",
            ),
        ) from None


def _short_weeks(plain: str) -> Weeks:
    if not plain.isascii() or any(int(each) > LAST_WEEK for each in re.findall(r"\d{1,9}", plain)):
        raise ValueError(plain)
    return Weeks(plain)


def weeks_list(text: str) -> tuple[Weeks, ...]:
    """Read runs of weeks joined by `;`."""
    return tuple(weeks(item) for item in items(text))


def write_minute(value: int) -> str:
    """Write minutes after midnight as `HH:MM`."""
    return f"{value // 60:02}:{value % 60:02}"
