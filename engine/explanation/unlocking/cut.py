"""A cut of a problem around a few sections, small enough to be searched exactly at once.

It keeps the free sections, teachers and rooms they may choose from, and all placements that use
any of those too. Nothing else is touched by placing the free sections anew, so that what a
search of the cut finds can be done in the whole timetable.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.ground import Ground
from engine.rules.terms import Ints

Names = frozenset[str]
SOME = 12  # teachers and rooms a section may choose from while it is tried


@dataclass(frozen=True)
class Usable:
    """The ids of teachers and rooms that some sections may choose from."""

    teachers: Names
    rooms: Names

    def __or__(self, other: "Usable") -> "Usable":
        """What either may choose from."""
        return Usable(self.teachers | other.teachers, self.rooms | other.rooms)


def usable_of(ground: Ground, teachers: Ints, rooms: Ints) -> Usable:
    """The first few of those who could hold a section: enough to find a way."""
    return Usable(
        frozenset(ground.teachers[at].id for at in teachers[:SOME]),
        frozenset(ground.rooms[at].id for at in rooms[:SOME]),
    )


def cut(
    problem: Problem, timetable: Timetable, free: Names, usable: Usable
) -> tuple[Problem, Timetable]:
    """Cut out what concerns the free sections."""
    groups = _groups(problem, timetable, free)
    kept = set(free) | {
        row.section
        for row in timetable.held
        if (row.teacher in usable.teachers or row.room in usable.rooms)
        and row.section in timetable.section
    }
    if groups:
        kept |= {
            each.id
            for each in timetable.sections
            if groups & _groups(problem, timetable, [each.id])
        }
    start = Timetable(
        sections=tuple(each for each in timetable.sections if each.id in kept),
        meetings=tuple(row for row in timetable.meetings if row.section in kept),
        exceptions=tuple(row for row in timetable.exceptions if row.section in kept),
    )
    rows = (*start.meetings, *start.exceptions)
    here = Usable(
        usable.teachers | {row.teacher for row in rows},
        usable.rooms | {row.room for row in rows if row.room is not None},
    )
    return _tables(problem, start, here), start


def _tables(problem: Problem, start: Timetable, used: Usable) -> Problem:
    requests = {name for section in start.sections for name in section.requests}
    courses = {section.course for section in start.sections}
    venues = {room.venue for room in problem.rooms if room.id in used.rooms}
    names = {"teacher": used.teachers, "room": used.rooms, "venue": frozenset(venues)}
    return problem.model_copy(
        update={
            "teachers": tuple(each for each in problem.teachers if each.id in used.teachers),
            "rooms": tuple(each for each in problem.rooms if each.id in used.rooms),
            "venues": tuple(each for each in problem.venues if each.id in venues),
            "requests": tuple(each for each in problem.requests if each.id in requests),
            "courses": tuple(each for each in problem.courses if each.id in courses),
            "unavailable": tuple(
                each for each in problem.unavailable if each.id in names[each.kind]
            ),
            "locks": (),
            "schools": (),
            "last_term": (),
        }
    )


def _groups(problem: Problem, timetable: Timetable, sections: Iterable[str]) -> set[str]:
    """The learner groups that have a request in some sections."""
    names = (name for each in sections for name in timetable.section[each].requests)
    return {group for name in names if (group := problem.request[name].group)}
