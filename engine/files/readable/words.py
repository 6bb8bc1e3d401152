"""The words for weekdays, clock times, weeks, modes and reasons, in Chinese and English."""

from collections.abc import Iterable

from engine.domain.calendar import Period
from engine.domain.courses import Mode
from engine.domain.weeks import Weeks
from engine.refusals import Lang

Pair = tuple[str, str]

WEEKDAYS: tuple[Pair, ...] = (
    ("周一", "Mon"),
    ("周二", "Tue"),
    ("周三", "Wed"),
    ("周四", "Thu"),
    ("周五", "Fri"),
    ("周六", "Sat"),
    ("周日", "Sun"),
)
MODES: dict[Mode, Pair] = {
    "onsite": ("线下", "on site"),
    "online": ("线上", "online"),
    "hybrid": ("混合", "hybrid"),
}
PROOFS: dict[str, Pair] = {
    "proved": ("已验证", "proved"),
    "not proved": ("未验证", "not proved"),
}
STEPS: dict[tuple[int, int], Pair] = {
    (2, 1): ("（单周）", " (odd weeks)"),
    (2, 0): ("（双周）", " (even weeks)"),
}


def pick(pair: Pair, lang: Lang) -> str:
    """Take the Chinese or the English half of a pair."""
    return pair[0] if lang == "zh" else pair[1]


def joined(words: Iterable[str], lang: Lang) -> str:
    """Join words as a list in running text."""
    return ("、" if lang == "zh" else ", ").join(words)


def clock(minute: int) -> str:
    """Write minutes after midnight as a clock does."""
    return f"{minute // 60:02}:{minute % 60:02}"


def hours(period: Period) -> str:
    """Write when a period begins and ends."""
    return f"{clock(period.start)}–{clock(period.end)}"


def weekday(period: Period, lang: Lang) -> str:
    """Name the weekday of a period."""
    return pick(WEEKDAYS[period.weekday - 1], lang)


def weeks_text(weeks: Weeks, lang: Lang) -> str:
    """Write the weeks of a meeting as a reader says them: 第1–15周（单周）."""
    numbers = weeks.numbers
    first, last, step = numbers[0], numbers[-1], numbers.step
    span = f"{first}–{last}" if last != first else f"{first}"
    if step == 1 or last == first:
        return f"第{span}周" if lang == "zh" else f"weeks {span}"
    every = (f"（每{step}周）", f" (every {step} weeks)")
    rhythm = pick(STEPS.get((step, first % 2), every), lang)
    return f"第{span}周{rhythm}" if lang == "zh" else f"weeks {span}{rhythm}"
