"""What a timetable already takes: teachers, rooms and loads by week atom."""

from dataclasses import dataclass

import numpy as np

from engine.domain.timetable import Timetable
from engine.rules.axes import Axes
from engine.rules.terms import Bools, Ints


@dataclass(frozen=True)
class Visit:
    """A meeting in a room that a teacher has to come from or go to."""

    period: int
    room: int
    atoms: Bools


@dataclass(frozen=True)
class Taken:
    """Which hours and loads the meetings of a timetable take, over the axes of all sections.

    `teachers` [T, P, A] and `rooms` [R, P, A] are taken hours, `week` [T, A] and `day`
    [T, 7, A] counts of meetings; `visits` are by teacher, `sections` the hours [P, A] of each
    placed section.
    """

    teachers: Bools
    rooms: Bools
    week: Ints
    day: Ints
    visits: dict[int, list[Visit]]
    sections: dict[str, Bools]


def taken_by(timetable: Timetable, axes: Axes) -> Taken:
    """Enter every meeting of a timetable into the arrays."""
    sizes = len(axes.periods), len(axes.atoms)
    taken = Taken(
        teachers=np.zeros((len(axes.teachers), *sizes), dtype=np.bool_),
        rooms=np.zeros((len(axes.rooms), *sizes), dtype=np.bool_),
        week=np.zeros((len(axes.teachers), sizes[1]), dtype=np.int64),
        day=np.zeros((len(axes.teachers), 7, sizes[1]), dtype=np.int64),
        visits={},
        sections={},
    )
    teachers = {teacher.id: at for at, teacher in enumerate(axes.teachers)}
    rooms = {room.id: at for at, room in enumerate(axes.rooms)}
    periods = {period.id: at for at, period in enumerate(axes.periods)}
    for meeting in timetable.held:
        held = set(meeting.weeks.numbers)
        atoms = np.array([not held.isdisjoint(atom) for atom in axes.atoms], dtype=np.bool_)
        teacher, period = teachers[meeting.teacher], periods[meeting.period]
        taken.teachers[teacher, period] |= atoms
        taken.week[teacher] += atoms
        taken.day[teacher, axes.ground.period_weekday[period]] += atoms
        hours = taken.sections.setdefault(meeting.section, np.zeros(sizes, dtype=np.bool_))
        hours[period] |= atoms
        if meeting.room is not None:
            taken.rooms[rooms[meeting.room], period] |= atoms
            taken.visits.setdefault(teacher, []).append(Visit(period, rooms[meeting.room], atoms))
    return taken
