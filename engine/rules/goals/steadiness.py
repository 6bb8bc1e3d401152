"""Fourth goal: one teacher and one room inside a section, and the teacher of last term."""

from collections.abc import Iterator

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Section, Timetable
from engine.rules.axes import Axes
from engine.rules.ground import places
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Cost, Same, Term


class TeacherChanges(Rule):
    """Each further teacher of a section costs points."""

    name = "teacher_changes"
    goal = "fit"
    sentence_zh = "一个班尽量不换教师：每多一名教师计分。"
    wrong_zh = "一个班有几位教师"
    wrong_en = "a section has several teachers"
    says_zh = "班 {section} 有 {count} 名教师。"
    says_en = "{section} has {count} teachers."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Count each section's teachers beyond the first."""
        for name, meetings in timetable.placements.items():
            count = len({meeting.teacher for meeting in meetings})
            points = (count - 1) * problem.settings.teacher_change_points
            if points:
                yield self.breach(name, points, count=count)

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Points a further teacher; where one is a must says the rule `same_teacher`."""
        nowhere = np.zeros(len(axes.sections), dtype=np.bool_)
        yield Same("teacher", nowhere, axes.problem.settings.teacher_change_points)


class RoomChanges(Rule):
    """Each further room of a section costs points; an online meeting has none."""

    name = "room_changes"
    goal = "fit"
    sentence_zh = "一个班尽量不换教室：每多一间教室计分（线上课不计）。"
    wrong_zh = "一个班有几间教室"
    wrong_en = "a section has several rooms"
    says_zh = "班 {section} 用了 {count} 间教室。"
    says_en = "{section} has {count} rooms."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Count each section's rooms beyond the first."""
        for name, meetings in timetable.placements.items():
            count = len({meeting.room for meeting in meetings if meeting.room is not None})
            points = max(0, count - 1) * problem.settings.room_change_points
            if points:
                yield self.breach(name, points, count=count)

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Points a further room; where one is a must says the rule `same_room`."""
        nowhere = np.zeros(len(axes.sections), dtype=np.bool_)
        yield Same("room", nowhere, axes.problem.settings.room_change_points)


class Continuity(Rule):
    """A meeting without a teacher who held the course in one of its areas last term costs points.

    It costs nothing when nobody did, or when none of them is registered any more.
    """

    name = "continuity"
    goal = "fit"
    sentence_zh = "尽量由上学期在该区域教同一课程的教师续教（无人或均已离任则不计）。"
    wrong_zh = "没有由上学期的教师续教"
    wrong_en = "not a teacher of last term"
    says_zh = "班 {section} 由新教师 {teacher} 上课，上学期是 {known}。"
    says_en = "{section} gets the new teacher {teacher}; last term it was {known}."

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Compare each meeting's teacher with last term's."""
        points = problem.settings.new_teacher_points
        held: dict[tuple[str, str], set[str]] = {}
        for row in problem.last_term:
            if row.teacher in problem.teacher:
                held.setdefault((row.area, row.course), set()).add(row.teacher)
        for meeting in timetable.meetings:
            section = timetable.section[meeting.section]
            areas = {problem.request[name].area for name in section.requests}
            known = {who for area in areas for who in held.get((area, section.course), ())}
            if points and known and meeting.teacher not in known:
                yield self.breach(
                    section.id, points, teacher=meeting.teacher, known=";".join(sorted(known))
                )

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Points over (section, teacher), for everyone but those who know the section."""
        order = [teacher.id for teacher in axes.teachers]
        known = _known(axes)
        amount = np.zeros((len(axes.sections), len(order)), dtype=np.int64)
        for row, section in enumerate(axes.sections):
            names = _known_to(axes, section, known)
            if names:
                amount[row] = axes.problem.settings.new_teacher_points
                amount[row, places(sorted(names), order)] = 0
        yield Cost("fit", ("section", "teacher"), amount)


def _known(axes: Axes) -> dict[tuple[str, str], set[str]]:
    registered = {teacher.id for teacher in axes.teachers}
    known: dict[tuple[str, str], set[str]] = {}
    for row in axes.problem.last_term:
        if row.teacher in registered:
            known.setdefault((row.course, row.area), set()).add(row.teacher)
    return known


def _known_to(axes: Axes, section: Section, known: dict[tuple[str, str], set[str]]) -> set[str]:
    areas = {axes.problem.request[name].area for name in section.requests}
    return set().union(*(known.get((section.course, area), set()) for area in areas))
