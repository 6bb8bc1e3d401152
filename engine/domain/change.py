"""What-if changes of a scenario, as a sweep writes them down: one small typed thing a kind."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from engine.domain.people import Employment, SkillLevel
from engine.domain.thing import EVERY, Thing, Words

Some = Annotated[int, Field(ge=1, le=10_000)]


def _as_text(value: object) -> object:
    # YAML reads a bare yes or no as true or false, and a number as a number.
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, int | float) else value


Text = Annotated[str, BeforeValidator(_as_text)]


class CloseVenue(Thing):
    """A venue lends no room this term."""

    kind: Literal["close_venue"]
    venue: Text


class OpenVenue(Thing):
    """A venue lends its rooms, free and confirmed.

    Either one of the register that does not lend now, or - with `like` and `area` - a new one:
    a copy of another venue and its rooms, standing at the point of an area.
    """

    kind: Literal["open_venue"]
    venue: Text
    like: Text | None = None
    area: Text | None = None


class AddTeachers(Thing):
    """New teachers of one skill who live at the point of an area and teach everybody.

    The limits are those of a usual part-timer; say otherwise what is known.
    """

    kind: Literal["add_teachers"]
    skill: str
    count: Some
    area: Text
    level: SkillLevel = 3
    employment: Employment = "part_time"
    audiences: Annotated[Words, Field(min_length=1)] = (EVERY,)
    available_periods: Annotated[Words, Field(min_length=1)] = (EVERY,)
    max_weekly_meetings: Some = 4
    max_daily_meetings: Some = 2


class RemoveTeachers(Thing):
    """Teachers of one skill leave, from the whole scenario or from one area; drawn by the seed."""

    kind: Literal["remove_teachers"]
    skill: str
    count: Some
    area: Text | None = None


class Requests(Thing):
    """Which requests a change is for: those of a category, area and audience; empty = all."""

    category: str | None = None
    area: Text | None = None
    audience: str | None = None


class ScaleDemand(Requests):
    """So many percent more or fewer learners, in all to the nearest learner."""

    kind: Literal["scale_demand"]
    percent: Annotated[float, Field(ge=-100, le=1000, allow_inf_nan=False)]


class LimitWalk(Requests):
    """Learners walk so many metres at most; empty = no limit."""

    kind: Literal["limit_walk"]
    metres: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None


class ReadPolicy(Thing):
    """An open reading of the policy, or one of its numbers, is set otherwise."""

    kind: Literal["read_policy"]
    name: str
    value: Text


class ChangeSetting(Thing):
    """An engine setting has another value."""

    kind: Literal["change_setting"]
    name: str
    value: Annotated[float, Field(allow_inf_nan=False)]


Change = Annotated[
    CloseVenue
    | OpenVenue
    | AddTeachers
    | RemoveTeachers
    | ScaleDemand
    | LimitWalk
    | ReadPolicy
    | ChangeSetting,
    Field(discriminator="kind"),
]
