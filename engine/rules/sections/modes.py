"""In which mode a section meets: onsite, online or hybrid."""

from collections.abc import Iterator

import numpy as np

from engine.domain.courses import MODES
from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.axes import Axes
from engine.rules.fates import planned
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Forbid, Term

MODE_ZH = {"onsite": "线下", "online": "线上", "hybrid": "线上线下融合"}


class ModeAllowed(Rule):
    """A section meets only in a mode that its course allows."""

    name = "mode_allowed"
    sentence_zh = "只用课程允许的授课方式。"
    wrong_zh = "课程不允许这种授课方式"
    wrong_en = "the course does not allow the mode"
    says_zh = "班 {section} 的授课方式“{mode_zh}”不是课程允许的。"
    says_en = "{section} meets in mode {mode}, which its course does not allow."
    source = "§二(四)"

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Look each meeting's mode up in the course."""
        for meeting in planned(timetable, problem):
            allowed = problem.course[timetable.section[meeting.section].course].modes
            if meeting.mode not in allowed:
                yield self.breach(meeting.section, mode=meeting.mode, mode_zh=MODE_ZH[meeting.mode])

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid the modes that a course does not allow."""
        table = [[mode not in course.modes for mode in MODES] for course in axes.courses]
        where = np.array(table, dtype=np.bool_).reshape(len(axes.courses), len(MODES))
        yield Forbid(("section", "mode"), where)


class ModeHasRoom(Rule):
    """An online meeting has no room, and every other one has.

    It has no terms: a candidate has a room unless it is online (`engine/rules/terms.py`).
    """

    name = "mode_has_room"
    sentence_zh = "线上课不占教室，其余课都有教室。"
    wrong_zh = "授课方式与教室不符"
    wrong_en = "mode and room do not match"
    says_zh = "班 {section} 的第 {meeting} 次课方式为{mode_zh}，教室为 {room}。"
    says_en = "{section}: meeting {meeting} is {mode}, its room is {room}."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Find online meetings with a room and others without."""
        for meeting in planned(timetable, problem):
            if (meeting.mode == "online") != (meeting.room is None):
                yield self.breach(
                    meeting.section,
                    meeting=meeting.meeting,
                    mode=meeting.mode,
                    mode_zh=MODE_ZH[meeting.mode],
                    room=meeting.room or "-",
                )
