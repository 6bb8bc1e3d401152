"""The weekly hours of a room: open to courses, less those kept for learning clubs."""

from collections.abc import Iterator

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.axes import Axes
from engine.rules.clock import in_rooms
from engine.rules.fates import planned
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Bools, Forbid, Term


class RoomOpen(Rule):
    """A section meets in a room only in the room's open periods."""

    name = "room_open"
    sentence_zh = "只在教室的开放节次上课。"
    wrong_zh = "教室该节次不开放"
    wrong_en = "the room is not open then"
    says_zh = "班 {section} 在 {period} 用教室 {room}，该节次不开放。"
    says_en = "{section} meets in room {room} in {period}, when it is not open."
    source = "§三(一)¶1"

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Find meetings outside the open periods."""
        for meeting, room in in_rooms(planned(timetable, problem)):
            if meeting.period not in problem.periods_in(problem.room[room].open_periods):
                yield self.breach(meeting.section, room=room, period=meeting.period)

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid the periods in which a room is not open."""
        opened = axes.ground.periods_of([room.open_periods for room in axes.rooms])
        yield _every_week(axes, ~opened)


class ClubHours(Rule):
    """The hours kept for learning clubs stay free of courses."""

    name = "club_hours"
    sentence_zh = "为学习型社团保留的节次不排课。"
    wrong_zh = "教室该节次留给学习型社团"
    wrong_en = "the room is kept for learning clubs then"
    says_zh = "班 {section} 在 {period} 用教室 {room}，该节次留给学习型社团。"
    says_en = "{section} meets in room {room} in {period}, which is kept for learning clubs."
    source = "§三(四)¶2"

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Find meetings in club hours."""
        for meeting, room in in_rooms(planned(timetable, problem)):
            if meeting.period in problem.periods_in(problem.room[room].club_periods):
                yield self.breach(meeting.section, room=room, period=meeting.period)

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid a room's club periods."""
        yield _every_week(axes, axes.ground.periods_of([r.club_periods for r in axes.rooms]))


def _every_week(axes: Axes, where: Bools) -> Forbid:
    """Forbid (room, period) in every run of weeks."""
    return Forbid(
        ("room", "period", "weeks"), np.repeat(where[:, :, None], len(axes.weeks), axis=2)
    )
