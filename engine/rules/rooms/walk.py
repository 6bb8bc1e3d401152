"""How far learners walk."""

from collections.abc import Iterator

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.axes import Axes
from engine.rules.clock import in_rooms
from engine.rules.fates import planned
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Forbid, Term


class LearnersWalk(Rule):
    """Each request of a section lies within its own furthest walk of the venue."""

    name = "learners_walk"
    sentence_zh = "场地在每个需求各自的最远步行距离之内。"
    wrong_zh = "教室超出步行范围"
    wrong_en = "the room is beyond the walk"
    says_zh = "班 {section}：需求 {request} 到教室 {room} 有 {metres:.1f} 米，最远 {limit:g} 米。"
    says_en = (
        "{section}: request {request} is {metres:.1f} m from room {room}, at most {limit:g} m."
    )
    source = "§二(一)"

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Measure from each request's area to each meeting's venue, unrounded."""
        for meeting, room in in_rooms(planned(timetable, problem)):
            end = problem.point_of(problem.venue[problem.room[room].venue])
            for name in timetable.section[meeting.section].requests:
                request = problem.request[name]
                limit = request.max_walk_m
                metres = problem.distance_m(problem.point_of_area(request.area), end)
                if limit is not None and metres > limit:
                    yield self.breach(
                        meeting.section, request=name, room=room, metres=metres, limit=limit
                    )

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid rooms that lie too far for any request of the section."""
        ground, request = axes.ground, axes.shares.request
        limits = [each.max_walk_m for each in ground.requests]
        furthest = np.array([np.inf if limit is None else limit for limit in limits])
        walks = ground.walk_m[ground.area_of_request[request]]
        too_far = axes.shares.any_of(walks > furthest[request, None])
        yield Forbid(("section", "room"), too_far[:, ground.venue_of_room])
