"""The weekly grid of the bundled worlds: seven days of five periods of 90 minutes."""

from collections.abc import Iterable
from typing import Final

from scenarios.generator.writing import Row

DAYS: Final = range(1, 8)
WEEKDAYS: Final = range(1, 6)
WEEKEND: Final = (6, 7)
# 15 minutes between the first two and the last two daytime cells: long enough to change rooms,
# too short to cross the district. Youth after 16:00, working people 19:00-20:30 (`facts.csv`).
CLOCK: Final = (
    ("08:45", "10:15"),
    ("10:30", "12:00"),
    ("14:15", "15:45"),
    ("16:00", "17:30"),
    ("19:00", "20:30"),
)
MORNING: Final = (1, 2)
DAYTIME: Final = (1, 2, 3)
AFTERNOON: Final = (3, 4)
ALL_DAY: Final = (1, 2, 3, 4)
AFTER_SCHOOL: Final = (4,)
EVENING: Final = (5,)

Cells = frozenset[str]


def cells(days: Iterable[int], times: Iterable[int]) -> Cells:
    """The ids of the periods on these weekdays (Monday = 1) at these times of day (1-5)."""
    times = tuple(times)
    return frozenset(f"P{day}{time}" for day in days for time in times)


def joined(periods: Iterable[str]) -> str:
    """A list cell of period ids, in the order of the week."""
    return ";".join(sorted(periods))


def period_rows() -> list[Row]:
    """The 35 rows of `periods`."""
    return [
        {
            "id": f"P{day}{time}",
            "weekday": day,
            "start": start,
            "end": end,
            "origin": "synthetic",
            "source": "grid of the bundled worlds; hours as facts.csv reports them",
        }
        for day in DAYS
        for time, (start, end) in enumerate(CLOCK, start=1)
    ]
