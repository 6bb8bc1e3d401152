"""One teacher, or one room, for all meetings of a section where the course says so."""

from collections.abc import Iterator

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.axes import Axes
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Same, Term


class SameTeacher(Rule):
    """All meetings of a section have one teacher where the course says so."""

    name = "same_teacher"
    sentence_zh = "课程要求时，班级的各次课由同一教师上。"
    says_zh = "班 {section} 应由同一教师上课，却排了 {teachers}。"
    says_en = "{section} must keep one teacher, but has {teachers}."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Find sections with several teachers that must have one."""
        for name, meetings in timetable.placements.items():
            teachers = sorted({meeting.teacher for meeting in meetings})
            course = problem.course[timetable.section[name].course]
            if course.same_teacher and len(teachers) > 1:
                yield self.breach(name, teachers=";".join(teachers))

    def terms(self, axes: Axes) -> Iterator[Term]:
        """One teacher where the course says so."""
        where = np.array([course.same_teacher for course in axes.courses], dtype=np.bool_)
        yield Same("teacher", where, 0)


class SameRoom(Rule):
    """All meetings of a section that need a room have one room where the course says so."""

    name = "same_room"
    sentence_zh = "课程要求时，班级的各次课在同一教室上（线上课除外）。"
    says_zh = "班 {section} 应在同一教室上课，却排了 {rooms}。"
    says_en = "{section} must keep one room, but has {rooms}."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Find sections with several rooms that must have one."""
        for name, meetings in timetable.placements.items():
            rooms = sorted({meeting.room for meeting in meetings if meeting.room is not None})
            course = problem.course[timetable.section[name].course]
            if course.same_room and len(rooms) > 1:
                yield self.breach(name, rooms=";".join(rooms))

    def terms(self, axes: Axes) -> Iterator[Term]:
        """One room where the course says so."""
        where = np.array([course.same_room for course in axes.courses], dtype=np.bool_)
        yield Same("room", where, 0)
