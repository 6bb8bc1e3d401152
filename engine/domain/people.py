"""Teachers and managers, and the times when people and places cannot be used."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from engine.domain.areas import Latitude, Level, Longitude
from engine.domain.thing import Thing, Words

Employment = Literal["full_time", "part_time", "volunteer"]
SkillLevel = Annotated[int, Field(ge=1, le=3)]
Limit = Annotated[int, Field(ge=0)]


class Teacher(Thing):
    """A person of the three-tier teacher register (§三(四)¶2).

    `serves` says how far the owner lends the teacher; `lat`/`lon` empty means the point of the
    home area. An empty limit is no limit. `fee` is yuan a meeting.
    """

    id: str
    name: str
    tier: Level
    serves: Level
    area: str
    lat: Latitude | None
    lon: Longitude | None
    employment: Employment
    skills: tuple[tuple[str, SkillLevel], ...]
    audiences: Words
    available_periods: Words
    max_weekly_meetings: Limit | None
    max_daily_meetings: Limit | None
    max_distance_m: Annotated[float, Field(ge=0)] | None
    fee: Annotated[float, Field(ge=0)]
    manager: bool
    school: str | None


class Unavailable(Thing):
    """A teacher, room or venue that cannot be used from one date to another, both included."""

    kind: Literal["teacher", "room", "venue"]
    id: str
    from_date: date
    to_date: date
    reason: str
