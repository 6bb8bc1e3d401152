"""One section at a time in a room."""

from collections.abc import Iterator

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.axes import Axes
from engine.rules.clock import by, clashes
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Limit, Term


class RoomClash(Rule):
    """No two meetings use one room at the same time in a common week."""

    name = "room_clash"
    sentence_zh = "同一教室同一时间只上一个班（周次不同不算冲突）。"
    wrong_zh = "教室同一时间已有别的班"
    wrong_en = "the room has another section then"
    says_zh = "教室 {room} 在 {period} 同时排了班 {section} 和班 {other}。"
    says_en = "Room {room} holds both {section} and {other} in {period}."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Hold the meetings of each room against each other."""
        for room, meetings in by(timetable.held, lambda meeting: meeting.room).items():
            for first, second in clashes(meetings, problem) if room is not None else ():
                yield self.breach(
                    first.section, room=room, other=second.section, period=second.period
                )

    def terms(self, axes: Axes) -> Iterator[Term]:
        """At most one meeting in a room-period, in every week."""
        most = np.ones((len(axes.rooms), len(axes.periods)), dtype=np.int64)
        yield Limit(("room", "period"), most)
