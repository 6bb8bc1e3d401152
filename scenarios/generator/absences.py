"""The `unavailable` table: dated absences of some teachers, rooms and venues."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from scenarios.generator import rates
from scenarios.generator.calendar import TERM_START, WEEKS
from scenarios.generator.streams import Draws
from scenarios.generator.writing import Row

REASONS: Final = {"teacher": "请假·虚拟", "room": "检修·虚拟", "venue": "改造·虚拟"}
LONGEST_DAYS: Final = {"teacher": 28, "room": 14, "venue": 56}


def absence_rows(kind: str, ids: Iterable[str], seed: int) -> Iterator[Row]:
    """Draw one absence for a small share of these ids."""
    draws = Draws(seed, "unavailable", kind)
    for ident in ids:
        if draws.happens(rates.UNAVAILABLE_SHARES[kind]):
            first = TERM_START + timedelta(days=draws.between((0, 7 * WEEKS - 1)))
            yield {
                "kind": kind,
                "id": ident,
                "from_date": first,
                "to_date": first + timedelta(days=draws.between((0, LONGEST_DAYS[kind]))),
                "reason": REASONS[kind],
                "origin": "synthetic",
            }
