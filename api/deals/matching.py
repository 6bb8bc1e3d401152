"""Who finds offers: a small protocol, so that deals can be tested without a district."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from engine.domain.problem import Problem
from engine.matching.asked import Proposal, Slot, Wanted


class Matching(Protocol):
    """The registers, the published timetable and the claims of a term, kept ready for questions."""

    def problem(self, term: str) -> Problem:
        """Give the term with all registers, as it stands."""
        ...

    def propose(self, term: str, wanted: Wanted) -> Sequence[Proposal]:
        """Give at most `MOST` proposals, the best first, or what would fit if something gave."""
        ...

    def served(self, term: str) -> Mapping[str, int]:
        """Give the learners that the published timetable serves, by request."""
        ...


def told_slots(slots: Iterable[Slot]) -> list[list[str]]:
    """Write slots as JSON."""
    return [[slot.date.isoformat(), slot.period] for slot in slots]


def read_slots(told: Iterable[Sequence[str]]) -> tuple[Slot, ...]:
    """Read slots from JSON."""
    return tuple(Slot(date.fromisoformat(day), period) for day, period in told)
