"""Engine settings: never policy numbers. Units stand in the names; this is their one home."""

from typing import Annotated

from pydantic import Field

from engine.domain.thing import Thing

Points = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(gt=0, le=1)]


class Settings(Thing):
    """How the world is measured and what a good fit is worth, in points.

    A scenario overrides single values in `[settings]` of `scenario.toml`; `verdict.json`
    repeats what was used.
    """

    detour_factor: Annotated[float, Field(ge=1)] = 1.3
    travel_speed_kmh: Annotated[float, Field(gt=0)] = 12.0
    change_over_minutes: Annotated[float, Field(ge=0)] = 5.0
    stale_after_days: Annotated[int, Field(ge=1)] = 180
    agreed_load_share: Share = 0.8
    fewest_learners: Annotated[int, Field(ge=1)] = 1
    most_learners: Annotated[int, Field(ge=1)] = 100_000

    same_street_points: Points = 2
    same_district_points: Points = 5
    non_preferred_period_points: Points = 10
    teacher_change_points: Points = 40
    room_change_points: Points = 15
    load_above_agreed_points: Points = 1
    online_points: Points = 30
    hybrid_points: Points = 10
    new_teacher_points: Points = 8
