"""What happens to a published timetable in term: absences, lost rooms, new and withdrawn wishes."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from engine.domain.requests import Request
from engine.domain.thing import Thing


class Away(Thing):
    """A teacher, room or venue that cannot be used from one date to another, both included.

    Refused (ValueError) when the last date lies before the first.
    """

    kind: Literal["teacher_away", "room_away", "venue_away"]
    id: str
    from_date: date
    to_date: date
    reason: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to_date < self.from_date:
            raise ValueError("to_date lies before from_date")
        return self


class RequestAdded(Thing):
    """An area asks for a course after the timetable was made."""

    kind: Literal["request_added"]
    request: Request


class RequestCancelled(Thing):
    """An area takes a request back."""

    kind: Literal["request_cancelled"]
    id: str


Incident = Annotated[Away | RequestAdded | RequestCancelled, Field(discriminator="kind")]
