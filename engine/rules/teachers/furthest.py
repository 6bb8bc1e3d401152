"""How far a teacher goes: as far as the owner lends him or her, and as far as he or she travels."""

from collections.abc import Iterator

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.axes import Axes
from engine.rules.clock import in_rooms
from engine.rules.fates import planned
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Forbid, Term

SERVES_ZH = {"community": "本社区", "street": "本街道", "district": "全区"}


class TeacherServes(Rule):
    """A teacher works only as far as the owner lends him or her: community, street or district.

    It is measured to the venue's area; a venue with no area at that level is outside.
    """

    name = "teacher_serves"
    sentence_zh = "教师只在其所属单位同意共享的范围（社区、街道、全区）内上课。"
    wrong_zh = "超出教师的共享范围"
    wrong_en = "beyond where the teacher is lent"
    says_zh = "班 {section} 在教室 {room}，超出教师 {teacher} 的共享范围（{serves_zh}）。"
    says_en = "{section} meets in room {room}, beyond the {serves} that {teacher} is lent to."
    source = "§三(四)¶2"

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Compare the teacher's and the venue's area at the level of `serves`."""
        for meeting, room in in_rooms(planned(timetable, problem)):
            teacher = problem.teacher[meeting.teacher]
            home = problem.ancestor(teacher.area, teacher.serves)
            venue = problem.venue[problem.room[room].venue]
            if home is None or problem.ancestor(venue.area, teacher.serves) != home:
                yield self.breach(
                    meeting.section,
                    teacher=teacher.id,
                    room=room,
                    serves=teacher.serves,
                    serves_zh=SERVES_ZH[teacher.serves],
                )

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid venues outside the area that the teacher serves."""
        ground = axes.ground
        outside = np.ones((len(axes.teachers), len(ground.venues)), dtype=np.bool_)
        for level in ("community", "street", "district"):
            lent = np.array([teacher.serves == level for teacher in axes.teachers], dtype=np.bool_)
            above = ground.above(level)
            home = above[ground.area_of_teacher[lent]][:, None]
            there = above[ground.area_of_venue][None, :]
            outside[lent] = (home != there) | (home < 0)
        yield Forbid(("teacher", "room"), outside[:, ground.venue_of_room])


class TeacherDistance(Rule):
    """A teacher goes no further from home than his or her furthest distance."""

    name = "teacher_distance"
    sentence_zh = "场地在教师本人的最远距离之内。"
    wrong_zh = "超出教师的最远距离"
    wrong_en = "too far for the teacher"
    says_zh = "班 {section}：教师 {teacher} 到教室 {room} 有 {metres:.1f} 米，最远 {limit:g} 米。"
    says_en = (
        "{section}: room {room} is {metres:.1f} m from teacher {teacher}, at most {limit:g} m."
    )

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Measure from the teacher's home to each meeting's venue, unrounded."""
        for meeting, room in in_rooms(planned(timetable, problem)):
            teacher = problem.teacher[meeting.teacher]
            limit = teacher.max_distance_m
            end = problem.point_of(problem.venue[problem.room[room].venue])
            metres = problem.distance_m(problem.point_of(teacher), end)
            if limit is not None and metres > limit:
                yield self.breach(
                    meeting.section, teacher=teacher.id, room=room, metres=metres, limit=limit
                )

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid venues beyond the teacher's furthest distance."""
        ground = axes.ground
        limits = [teacher.max_distance_m for teacher in axes.teachers]
        furthest = np.array([np.inf if limit is None else limit for limit in limits])
        too_far = ground.home_m > furthest[:, None]
        yield Forbid(("teacher", "room"), too_far[:, ground.venue_of_room])
