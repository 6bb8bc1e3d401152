"""Parts of the week that a clerk speaks of: a weekday's evening, a weekend's morning."""

from collections.abc import Iterable, Iterator
from enum import Enum

from engine.domain.calendar import Period
from engine.domain.problem import Problem
from engine.refusals import Lang

NOON = 12 * 60
EVENING = 17 * 60 + 30
SATURDAY = 6
DAYS = {
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
WEEK, WEEKEND = frozenset(range(1, 6)), frozenset({6, 7})
WHOLE = {
    "zh": {"工作日": WEEK, "周末": WEEKEND},
    "en": {"weekday": WEEK, "weekend": WEEKEND},
}
PARTS = {"zh": ("上午", "下午", "晚"), "en": (" morning", " afternoon", " evening")}


class Daypart(Enum):
    """A part of the working week or of the weekend, by when a period starts."""

    WEEKDAY_MORNING = ("工作日上午", "weekday mornings")
    WEEKDAY_AFTERNOON = ("工作日下午", "weekday afternoons")
    WEEKDAY_EVENING = ("工作日晚上", "weekday evenings")
    WEEKEND_MORNING = ("周末上午", "weekend mornings")
    WEEKEND_AFTERNOON = ("周末下午", "weekend afternoons")
    WEEKEND_EVENING = ("周末晚上", "weekend evenings")
    WHOLE_WEEK = ("全周", "the whole week")

    def word(self, lang: Lang) -> str:
        """Name the part."""
        return self.value[0 if lang == "zh" else 1]


def daypart_of(period: Period) -> Daypart:
    """The part of the week in which a period starts."""
    return list(Daypart)[3 * (period.weekday >= SATURDAY) + _part(period)]


def times_word(periods: Iterable[Period], lang: Lang = "zh") -> str:
    """Name the parts of the week in which periods lie: 周二晚、周末上午."""
    days: dict[int, set[int]] = {}
    for period in periods:
        days.setdefault(_part(period), set()).add(period.weekday)
    words = [
        word for part in sorted(days) for word in _day_words(days[part], PARTS[lang][part], lang)
    ]
    return ("、" if lang == "zh" else ", ").join(words)


def times_of(problem: Problem, periods: Iterable[str], lang: Lang) -> str:
    """Name the parts of the week in which periods lie, given by their ids."""
    return times_word([problem.period[each] for each in periods], lang)


def _day_words(days: set[int], part: str, lang: Lang) -> Iterator[str]:
    """Whole working weeks and weekends by their own name, other days one by one."""
    left = set(days)
    for name, whole in WHOLE[lang].items():
        if whole <= left:
            left -= whole
            yield name + part
    yield from (DAYS[lang][day - 1] + part for day in sorted(left))


def _part(period: Period) -> int:
    return (period.start >= NOON) + (period.start >= EVENING)
