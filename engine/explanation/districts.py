"""Districts: a city is explained one after the other, each with what the others leave it."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from engine.domain.people import Teacher
from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.domain.venues import Room
from engine.rules.parts import Part, narrowed, parts_of, root_of
from engine.timetabling.stopping import Later, Stop

Thing = tuple[str, str]
"""("room", id) or ("teacher", id)."""


@dataclass(frozen=True)
class District:
    """A district's sections and what they could use; `home` are the things that are at home in it.

    Hours that the sections of other districts take are not open in it.
    """

    problem: Problem
    timetable: Timetable
    home: Set[Thing]


@dataclass
class Until:
    """A time allowance of which only a part may be used."""

    whole: Stop
    part: float

    @property
    def left(self) -> float:
        """Seconds left of the part; without a clock they never end."""
        if not isinstance(self.whole, Later):
            return float("inf")
        return max(0.0, self.whole.left - (1 - self.part) * self.whole.seconds)

    def __call__(self) -> bool:
        """Tell whether the part is used up."""
        return self.whole() or self.left <= 0.0


def apart(problem: Problem, timetable: Timetable) -> tuple[District, ...]:
    """The districts of a problem; one alone is the problem itself."""
    rooms = {("room", each.id) for each in problem.rooms}
    things = rooms | {("teacher", each.id) for each in problem.teachers}
    if sum(area.parent is None for area in problem.areas) < 2:
        return (District(problem, timetable, things),)
    parts = parts_of(problem, timetable.sections)
    home = _homes(problem, [part.root for part in parts])
    return tuple(_district(problem, timetable, part, home) for part in parts)


def _homes(problem: Problem, roots: Sequence[str]) -> dict[Thing, str]:
    """The district in which every thing is at home; the first where nobody asks for anything."""
    homes = {
        ("room", room.id): root_of(problem, problem.venue[room.venue].area)
        for room in problem.rooms
    }
    homes |= {("teacher", each.id): root_of(problem, each.area) for each in problem.teachers}
    return {thing: root if root in roots else roots[0] for thing, root in homes.items()}


def _district(
    problem: Problem, timetable: Timetable, part: Part, homes: Mapping[Thing, str]
) -> District:
    mine = {section.id for section in part.sections}
    home = {thing for thing, root in homes.items() if root == part.root}
    taken: dict[Thing, set[str]] = {}
    for row in timetable.meetings:
        if row.section not in mine:
            taken.setdefault(("teacher", row.teacher), set()).add(row.period)
            taken.setdefault(("room", row.room or ""), set()).add(row.period)
    own = _own(timetable, part, mine)
    return District(_left(problem, part, home, taken), own, home)


def _left(
    problem: Problem, part: Part, home: Set[Thing], taken: Mapping[Thing, set[str]]
) -> Problem:
    """The problem of a part and of what is at home there, without the hours that others take."""
    here = home | {("room", each.id) for each in part.problem.rooms}
    here |= {("teacher", each.id) for each in part.problem.teachers}
    rooms = tuple(
        _room_left(problem, each, taken.get(("room", each.id), set()))
        for each in problem.rooms
        if ("room", each.id) in here
    )
    people = tuple(each for each in problem.teachers if ("teacher", each.id) in here)
    less = narrowed(problem, part.problem.requests, rooms, people)
    teachers = tuple(
        _teacher_left(problem, each, taken.get(("teacher", each.id), set()))
        for each in less.teachers
    )
    return less.model_copy(update={"teachers": teachers})


def _own(timetable: Timetable, part: Part, mine: Set[str]) -> Timetable:
    """What a timetable holds for the sections of a part."""
    return timetable.model_copy(
        update={
            "sections": part.sections,
            "meetings": tuple(row for row in timetable.meetings if row.section in mine),
            "closed": tuple(
                each for each in timetable.closed if each.requests[0] in part.problem.request
            ),
            "exceptions": tuple(row for row in timetable.exceptions if row.section in mine),
        }
    )


def _room_left(problem: Problem, room: Room, taken: set[str]) -> Room:
    """A room without the hours that others take."""
    if not taken:
        return room
    left = sorted(problem.periods_in(room.open_periods) - taken)
    return room.model_copy(update={"open_periods": tuple(left)})


def _teacher_left(problem: Problem, teacher: Teacher, taken: set[str]) -> Teacher:
    """A teacher without the hours that others take."""
    if not taken:
        return teacher
    left = sorted(problem.periods_in(teacher.available_periods) - taken)
    return teacher.model_copy(update={"available_periods": tuple(left)})
