"""One teacher, or one room, for all meetings of a section where the course says so."""

from collections.abc import Iterator

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.axes import Axes
from engine.rules.clock import in_rooms
from engine.rules.fates import weeks_ahead
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Same, Term


class SameTeacher(Rule):
    """All meetings of a section in a week have one teacher where the course says so."""

    name = "same_teacher"
    sentence_zh = "课程要求时，班级一周内的各次课由同一教师上。"
    wrong_zh = "不能都由同一位教师上"
    wrong_en = "not all meetings with one teacher"
    says_zh = "班 {section} 应由同一教师上课，却排了 {teachers}。"
    says_en = "{section} must keep one teacher, but has {teachers}."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Find sections with several teachers in a week ahead that must have one."""
        for name in timetable.placements:
            if problem.course[timetable.section[name].course].same_teacher:
                for _, meetings in weeks_ahead(timetable, problem, name):
                    teachers = sorted({meeting.teacher for meeting in meetings})
                    if len(teachers) > 1:
                        yield self.breach(name, teachers=";".join(teachers))
                        break

    def terms(self, axes: Axes) -> Iterator[Term]:
        """One teacher where the course says so."""
        where = np.array([course.same_teacher for course in axes.courses], dtype=np.bool_)
        yield Same("teacher", where, 0)


class SameRoom(Rule):
    """All meetings of a section in a week that need a room have one where the course says so."""

    name = "same_room"
    sentence_zh = "课程要求时，班级一周内的各次课在同一教室上（线上课除外）。"
    wrong_zh = "不能都在同一间教室"
    wrong_en = "not all meetings in one room"
    says_zh = "班 {section} 应在同一教室上课，却排了 {rooms}。"
    says_en = "{section} must keep one room, but has {rooms}."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Find sections with several rooms in a week ahead that must have one."""
        for name in timetable.placements:
            if problem.course[timetable.section[name].course].same_room:
                for _, meetings in weeks_ahead(timetable, problem, name):
                    rooms = sorted({room for _, room in in_rooms(meetings)})
                    if len(rooms) > 1:
                        yield self.breach(name, rooms=";".join(rooms))
                        break

    def terms(self, axes: Axes) -> Iterator[Term]:
        """One room where the course says so."""
        where = np.array([course.same_room for course in axes.courses], dtype=np.bool_)
        yield Same("room", where, 0)
