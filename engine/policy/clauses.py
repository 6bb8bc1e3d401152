"""The sentences of a policy that hold a number, with names, units and bounds."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from engine.domain.thing import Thing, Words

Count = Annotated[int, Field(ge=0)]


class Clause(Thing):
    """A sentence of the policy: its id (P0xx), where it stands, its words and our translation."""

    rule: Annotated[str, Field(pattern=r"^P\d{3}$")]
    where: str
    phrase: str
    phrase_en: str


class StaffRatio(Clause):
    """People for every 10,000 residents."""

    per_10000_residents: Annotated[Decimal, Field(gt=0, le=10_000)]


class StaffFloor(Clause):
    """People a school has at least."""

    at_least: Count


class Premises(Clause):
    """Square metres a street school has at least; the number itself suffices (以上)."""

    at_least_m2: Annotated[Decimal, Field(ge=0)]


class Funding(Clause):
    """Yuan for every resident."""

    yuan_per_resident: Annotated[Decimal, Field(ge=0)]


class Network(Clause):
    """The network 1+18+N: colleges, branches, and the least N."""

    colleges: Count
    branches: Count
    points_at_least: Count


class Tiers(Clause):
    """Entries that each tier of a three-tier register has at least."""

    at_least_each: Count


class Mix(Clause):
    """Full-timers as the backbone; part-timers and volunteers as more than this share."""

    full_timers_at_least: Count
    more_than_percent: Annotated[Decimal, Field(ge=0, lt=100)]


class OpenReading(Thing):
    """Something the text leaves open: the value in force, and every value it may take.

    `rules` are the only lines of the audit that it may change; `notes` word each value in
    Chinese and English. Refused (ValueError) when the value has no note.
    """

    letter: str
    rules: Words
    value: str
    notes: dict[str, tuple[str, str]]

    @model_validator(mode="after")
    def _is_worded(self) -> Self:
        if self.value not in self.notes:
            raise ValueError(" / ".join(self.notes))
        return self
