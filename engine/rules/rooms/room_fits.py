"""Seats for every learner."""

from collections.abc import Iterator

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.axes import Axes
from engine.rules.clock import in_rooms
from engine.rules.fates import planned
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Forbid, Term


class RoomFits(Rule):
    """A section meets only in a room with a seat for every learner."""

    name = "room_fits"
    sentence_zh = "教室的座位不少于班级人数。"
    wrong_zh = "教室座位不够"
    wrong_en = "the room has too few seats"
    says_zh = "班 {section} 有 {learners} 人，教室 {room} 只有 {seats} 个座位。"
    says_en = "{section} has {learners} learners, but room {room} seats {seats}."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Compare learners and seats of every meeting in a room."""
        for meeting, room in in_rooms(planned(timetable, problem)):
            learners = timetable.section[meeting.section].learners
            seats = problem.room[room].seats
            if learners > seats:
                yield self.breach(meeting.section, room=room, learners=learners, seats=seats)

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid rooms with too few seats."""
        learners = np.array([section.learners for section in axes.sections], dtype=np.int64)
        seats = np.array([room.seats for room in axes.rooms], dtype=np.int64)
        yield Forbid(("section", "room"), seats[None, :] < learners[:, None])
