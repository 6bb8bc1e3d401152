"""The area tree (district, street, community) and the schools that stand in it."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from engine.domain.thing import Thing

Level = Literal["district", "street", "community"]
PopulationFigure = Literal["year_end", "census", "public_security"]
SchoolKind = Literal["district_college", "street_branch", "teaching_point"]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Count = Annotated[int, Field(ge=0)]


class Area(Thing):
    """A district, street or community with its residents and its point (WGS84).

    A street is a sub-district (街道), not a road. `parent` is empty for a district.
    """

    code: str
    name: str
    level: Level
    parent: str | None
    residents: Count
    residents_source: str
    seniors: Count | None
    lat: Latitude
    lon: Longitude
    point_is_estimate: bool


class Population(Thing):
    """Residents of an area by one kind of figure on one day, for the policy's open reading (d)."""

    area: str
    figure: PopulationFigure
    on: date
    residents: Count
    source: str


class School(Thing):
    """A school of community education: the college, a street branch or a teaching point (§二(三))."""

    id: str
    name: str
    kind: SchoolKind
    area: str
    floor_m2: Annotated[float, Field(ge=0)]
