"""What is asked of a match and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

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


class Taken(NamedTuple):
    """One resource at one date and period."""

    kind: str
    resource: str
    date: date
    period: str
