"""The nouns of the registers: what a row of each is, in the words of the engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from api.refusals import Unfit
from engine.domain.areas import Area, Population, School
from engine.domain.calendar import CalendarDay, Period, Term
from engine.domain.courses import Course
from engine.domain.people import Teacher, Unavailable
from engine.domain.requests import Budget, LastTerm, Lock, Request
from engine.domain.settings import Settings
from engine.domain.thing import Thing
from engine.domain.venues import Room, Venue


class PlannedTerm(Thing):
    """A term with all of a scenario that is no register: its hours, calendar, money and settings."""

    name: str
    title: str
    origin: str
    licence: str
    seed: int | None
    term: Term
    rule_pack: str
    as_of: date | None = None
    readings: tuple[tuple[str, str], ...] = ()
    settings: Settings
    periods: tuple[Period, ...]
    calendar: tuple[CalendarDay, ...]
    unavailable: tuple[Unavailable, ...]
    budgets: tuple[Budget, ...]
    populations: tuple[Population, ...] = ()
    locks: tuple[Lock, ...] = ()
    last_term: tuple[LastTerm, ...] = ()


@dataclass(frozen=True)
class Noun:
    """One register: its name in the address, what a row is, and the field that names a row."""

    name: str
    thing: type[Thing]
    key: str = "id"

    def fitting(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Check the fields of a row and give them as they are stored, or refuse with each place."""
        try:
            return self.thing.model_validate(fields).model_dump(mode="json")
        except ValidationError as error:
            places = tuple(
                (".".join(str(part) for part in each["loc"]), each["msg"])
                for each in error.errors(include_url=False, include_input=False)
            )
            raise Unfit("有字段不合要求。", "Some fields do not fit.", places) from error


NOUNS: tuple[Noun, ...] = (
    Noun("areas", Area, "code"),
    Noun("schools", School),
    Noun("venues", Venue),
    Noun("rooms", Room),
    Noun("teachers", Teacher),
    Noun("courses", Course),
    Noun("requests", Request),
    Noun("terms", PlannedTerm, "name"),
)
