"""What a room must be equipped with: the course's facilities, a screen for hybrid meetings."""

from collections.abc import Iterator

import numpy as np

from engine.domain.courses import MODES
from engine.domain.problem import Problem
from engine.domain.thing import EVERY, covers
from engine.domain.timetable import Timetable
from engine.domain.venues import SCREEN
from engine.rules.axes import Axes
from engine.rules.clock import in_rooms
from engine.rules.fates import planned
from engine.rules.ground import words_held
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Forbid, Term


class Facilities(Rule):
    """A section meets only in a room with everything its course needs."""

    name = "facilities"
    sentence_zh = "教室具备课程所需的设施。"
    wrong_zh = "教室缺少所需设施"
    wrong_en = "the room lacks facilities"
    says_zh = "班 {section} 需要 {missing}，教室 {room} 没有。"
    says_en = "{section} needs {missing}, which room {room} lacks."
    source = "§三(五)¶1"

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Name what each meeting's room lacks."""
        for meeting, room in in_rooms(planned(timetable, problem)):
            needed = problem.course[timetable.section[meeting.section].course].facilities
            missing = [word for word in needed if not covers(problem.room[room].facilities, word)]
            if missing:
                yield self.breach(meeting.section, room=room, missing=";".join(missing))

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid rooms that lack a word of the course."""
        words = sorted({word for course in axes.ground.courses for word in course.facilities})
        needs = np.array(
            [[word in course.facilities for word in words] for course in axes.ground.courses],
            dtype=np.int64,
        ).reshape(len(axes.ground.courses), len(words))
        has = words_held([room.facilities for room in axes.rooms], words, EVERY)
        lacking = (needs @ (~has).T.astype(np.int64)) > 0
        yield Forbid(("section", "room"), lacking[axes.course_of])


class HybridScreen(Rule):
    """A hybrid meeting takes place in a room with a screen."""

    name = "hybrid_screen"
    sentence_zh = "线上线下融合的课在有屏幕（screen）的教室上。"
    wrong_zh = "教室没有屏幕"
    wrong_en = "the room has no screen"
    says_zh = "班 {section} 在教室 {room} 融合授课，该教室没有屏幕。"
    says_en = "{section} is hybrid in room {room}, which has no screen."
    source = "§二(四)"

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Find hybrid meetings in rooms without a screen."""
        for meeting, room in in_rooms(planned(timetable, problem)):
            if meeting.mode == "hybrid" and not covers(problem.room[room].facilities, SCREEN):
                yield self.breach(meeting.section, room=room)

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid the hybrid mode in rooms without a screen."""
        has = words_held([room.facilities for room in axes.rooms], [SCREEN], EVERY)
        where = np.zeros((len(axes.rooms), len(MODES)), dtype=np.bool_)
        where[:, MODES.index("hybrid")] = ~has[:, 0]
        yield Forbid(("room", "mode"), where)
