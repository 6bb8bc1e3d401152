"""Fourth goal: one's own community before one's own street before the district."""

from collections.abc import Iterator

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.axes import Axes
from engine.rules.clock import in_rooms
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Bools, Cost, Ints, Term


class TeacherNearness(Rule):
    """A teacher from the community of the section's first request is best, then from its street."""

    name = "teacher_nearness"
    goal = "fit"
    sentence_zh = "教师尽量来自本社区，其次本街道（以班级第一个需求的区域为准）。"
    wrong_zh = "教师不够就近"
    wrong_en = "a teacher from further away"
    says_zh = "班 {section}：教师 {teacher} 不在本社区，计 {points} 分。"
    says_en = "{section}: teacher {teacher} is not of the own community, {points} points."
    source = "§三(四)¶2"

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Compare the teacher's home area with the first request's."""
        for meeting in timetable.meetings:
            asked = problem.request[timetable.section[meeting.section].requests[0]].area
            points = _points_apart(problem, asked, problem.teacher[meeting.teacher].area)
            if points:
                yield self.breach(meeting.section, points, teacher=meeting.teacher, points=points)

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Points over (section, teacher)."""
        yield Cost("fit", ("section", "teacher"), _table(axes, axes.ground.area_of_teacher))


class VenueNearness(Rule):
    """A venue in the community of the section's first request is best, then in its street."""

    name = "venue_nearness"
    goal = "fit"
    sentence_zh = "场地尽量在本社区，其次本街道（以班级第一个需求的区域为准）。"
    wrong_zh = "场地不够就近"
    wrong_en = "a venue further away"
    says_zh = "班 {section}：教室 {room} 不在本社区，计 {points} 分。"
    says_en = "{section}: room {room} is not in the own community, {points} points."
    source = "§三(四)¶2"

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Compare the venue's area with the first request's."""
        for meeting, room in in_rooms(timetable.meetings):
            asked = problem.request[timetable.section[meeting.section].requests[0]].area
            points = _points_apart(problem, asked, problem.venue[problem.room[room].venue].area)
            if points:
                yield self.breach(meeting.section, points, room=room, points=points)

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Points over (section, room)."""
        ground = axes.ground
        area_of_room = ground.area_of_venue[ground.venue_of_room]
        yield Cost("fit", ("section", "room"), _table(axes, area_of_room))


def _points_apart(problem: Problem, one: str, other: str) -> int:
    """Points between two areas; an area above a community has no community to share."""
    community = problem.ancestor(one, "community")
    if community is not None and community == problem.ancestor(other, "community"):
        return 0
    street = problem.ancestor(one, "street")
    if street is not None and street == problem.ancestor(other, "street"):
        return problem.settings.same_street_points
    return problem.settings.same_district_points


def _table(axes: Axes, areas: Ints) -> Ints:
    """Points between the area of each section's first request and the areas given [S, X]."""
    ground, settings = axes.ground, axes.problem.settings
    homes = ground.area_of_request[axes.shares.request[axes.shares.first]]
    points = np.full((homes.size, areas.size), settings.same_district_points, dtype=np.int64)
    points[_shared(ground.above("street"), homes, areas)] = settings.same_street_points
    points[_shared(ground.above("community"), homes, areas)] = 0
    return points


def _shared(above: Ints, ones: Ints, others: Ints) -> Bools:
    here, there = above[ones][:, None], above[others][None, :]
    return np.asarray((here == there) & (here >= 0), dtype=np.bool_)
