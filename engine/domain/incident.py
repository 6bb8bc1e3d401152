"""What happens to a published timetable in term: absences, lost rooms, new and withdrawn wishes."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from engine.domain.change import Text
from engine.domain.requests import Request
from engine.domain.thing import Thing

_LISTS = ("allowed_periods", "preferred_periods")
_MAY_BE_ABSENT: Mapping[str, Any] = {"preferred_periods": (), "max_walk_m": None, "group": None}
_SEPARATOR = re.compile("[;\uff1b]")


class Away(Thing):
    """A teacher, room or venue that cannot be used from one date to another, both included.

    An absent date is the first (the last) day of the term. Refused (ValueError) when the last
    date lies before the first.
    """

    kind: Literal["teacher_away", "room_away", "venue_away"]
    id: Text
    from_date: date | None = None
    to_date: date | None = None
    reason: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_date and self.to_date and self.to_date < self.from_date:
            raise ValueError("to_date lies before from_date")
        return self


def _as_row(given: object) -> object:
    """Read a request as the table of requests would: lists joined by `;`, empty cells absent."""
    if not isinstance(given, Mapping):
        return given
    row = {**_MAY_BE_ABSENT, **{key: value for key, value in given.items() if value != ""}}
    for name, value in row.items():
        if name in _LISTS:
            row[name] = _items(value)
        elif name not in ("learners", "priority", "max_walk_m") and type(value) is int:
            row[name] = str(value)  # YAML reads the code of an area as a number
    return row


def _items(value: object) -> object:
    if isinstance(value, str):
        return [part for each in _SEPARATOR.split(value) if (part := each.strip())]
    if isinstance(value, list):
        return [str(each) if type(each) is int else each for each in value]
    return () if value is None else value


class RequestAdded(Thing):
    """An area asks for a course after the timetable was made.

    The request is given as a row of the table of requests; preferred periods, walk and group
    may be left out.
    """

    kind: Literal["request_added"]
    request: Annotated[Request, BeforeValidator(_as_row)]


class RequestCancelled(Thing):
    """An area takes a request back."""

    kind: Literal["request_cancelled"]
    id: Text


Incident = Annotated[Away | RequestAdded | RequestCancelled, Field(discriminator="kind")]
