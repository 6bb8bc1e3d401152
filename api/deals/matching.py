"""Who finds offers: a small protocol, so that deals can be tested without a district."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, Protocol

from engine.domain.problem import Problem
from engine.domain.requests import Request

MOST = 5  # offers at once


class Slot(NamedTuple):
    """One date and the period of it."""

    date: date
    period: str


@dataclass(frozen=True)
class Proposal:
    """A teacher and a room at some dates; without a room it is online, without a teacher a club's.

    `told` are the reasons, costs and what is relaxed, as JSON, to be shown.
    """

    teacher: str | None
    room: str | None
    slots: tuple[Slot, ...]
    told: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Wanted:
    """What is to be matched: a request from a day on, without those who have said no.

    With `slots` only these dates are wanted: the ones that a booking has lost. What the claim
    named `instead_of` has taken counts as free: it is about to be given up.
    """

    request: Request
    since: date
    without: frozenset[tuple[str, str]] = frozenset()
    slots: tuple[Slot, ...] = ()
    instead_of: str = ""


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
