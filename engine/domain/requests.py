"""What the areas ask for, what they may spend, and what is already fixed."""

from typing import Annotated, Literal

from pydantic import Field

from engine.domain.thing import Thing, Words


class Request(Thing):
    """An area wants a course for so many learners (点单).

    `preferred_periods` may be empty (no preference); `max_walk_m` None is no limit; requests
    of one `group` never meet at the same time.
    """

    id: str
    area: str
    course: str
    learners: Annotated[int, Field(ge=1)]
    priority: Annotated[int, Field(ge=1, le=5)]
    audience: Annotated[str, Field(min_length=1)]
    allowed_periods: Annotated[Words, Field(min_length=1)]
    preferred_periods: Words
    max_walk_m: Annotated[float, Field(ge=0)] | None
    group: str | None


class Budget(Thing):
    """Money of one area for community education in one year, in yuan (§四(二))."""

    area: str
    year: Annotated[int, Field(ge=1900, le=2999)]
    source: str
    amount: Annotated[float, Field(ge=0)]


Part = Literal["period", "room", "teacher"]
PARTS: frozenset[Part] = frozenset({"period", "room", "teacher"})


class Lock(Thing):
    """A part of a section's placement that re-planning and repair may not change."""

    section: str
    what: Literal[Part, "all"]

    @property
    def parts(self) -> frozenset[Part]:
        """The parts that are locked; a locked period holds the weeks too."""
        return PARTS if self.what == "all" else frozenset({self.what})


class LastTerm(Thing):
    """Who held a course in an area last term, for continuity."""

    area: str
    course: str
    teacher: str
