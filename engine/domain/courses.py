"""Courses: what is taught, by whom, to whom and in which weeks."""

from typing import Annotated, Literal

from pydantic import Field

from engine.domain.people import SkillLevel
from engine.domain.thing import Thing, Words
from engine.domain.weeks import Weeks

Mode = Literal["onsite", "online", "hybrid"]
MODES: tuple[Mode, ...] = ("onsite", "online", "hybrid")
OFFERED = "offered"


class Course(Thing):
    """A course of the register; only a course whose status is `offered` is placed.

    `minutes` is the length of one meeting; `price` is yuan a learner and term.
    """

    id: str
    name: str
    category: str
    skill: str
    level: SkillLevel
    audience: Annotated[Words, Field(min_length=1)]
    modes: Annotated[tuple[Mode, ...], Field(min_length=1)]
    facilities: Words
    minutes: Annotated[int, Field(ge=1)]
    meetings_per_week: Annotated[int, Field(ge=1, le=7)]
    weeks_allowed: Annotated[tuple[Weeks, ...], Field(min_length=1)]
    min_learners: Annotated[int, Field(ge=0)] | None
    max_learners: Annotated[int, Field(ge=1)] | None
    same_teacher: bool
    same_room: bool
    price: Annotated[float, Field(ge=0)]
    status: str
