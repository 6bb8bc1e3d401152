"""Third goal: short ways, in whole metres a week."""

import math
from collections.abc import Iterator

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.axes import Axes
from engine.rules.clock import in_rooms
from engine.rules.distances import whole_metres
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Cost, Term


class TeacherJourneys(Rule):
    """Each meeting in a room costs the teacher's way from home and back, in whole metres."""

    name = "teacher_journeys"
    goal = "travel"
    sentence_zh = "教师的路尽量短：每次课按家到场地往返计，先四舍五入到米。"
    wrong_zh = "教师路程"
    wrong_en = "teachers' journeys"
    says_zh = "班 {section}：教师 {teacher} 往返教室 {room} 共 {metres} 米。"
    says_en = "{section}: teacher {teacher} travels {metres} m to room {room} and back."
    source = "§一"

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Bill every meeting in a room."""
        for meeting, room in in_rooms(timetable.meetings):
            start = problem.point_of(problem.teacher[meeting.teacher])
            end = problem.point_of(problem.venue[problem.room[room].venue])
            metres = 2 * math.floor(problem.distance_m(start, end) + 0.5)
            if metres:
                yield self.breach(
                    meeting.section, metres, teacher=meeting.teacher, room=room, metres=metres
                )

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Metres there and back over (teacher, room)."""
        there_and_back = 2 * whole_metres(axes.ground.home_m)
        yield Cost("travel", ("teacher", "room"), there_and_back[:, axes.ground.venue_of_room])


class LearnersWalks(Rule):
    """Each meeting in a room costs every learner's walk from the request's area, one way."""

    name = "learners_walks"
    goal = "travel"
    sentence_zh = "学员的路尽量短：每次课每名学员按所在区域到场地单程计，先四舍五入到米。"
    wrong_zh = "学员步行"
    wrong_en = "learners' walks"
    says_zh = "班 {section}：需求 {request} 的 {learners} 人步行到教室 {room} 共 {metres} 米。"
    says_en = "{section}: {learners} of request {request} walk {metres} m to room {room}."
    source = "§二(一)"

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Bill every meeting in a room, request by request."""
        for meeting, room in in_rooms(timetable.meetings):
            end = problem.point_of(problem.venue[problem.room[room].venue])
            for name, learners in timetable.section[meeting.section].shares:
                start = problem.point_of_area(problem.request[name].area)
                metres = learners * math.floor(problem.distance_m(start, end) + 0.5)
                if metres:
                    yield self.breach(
                        meeting.section,
                        metres,
                        request=name,
                        learners=learners,
                        room=room,
                        metres=metres,
                    )

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Metres of all learners of a section over (section, room)."""
        ground, shares = axes.ground, axes.shares
        walks = whole_metres(ground.walk_m)[ground.area_of_request[shares.request]]
        metres = shares.sum_of(walks * shares.learners[:, None])
        yield Cost("travel", ("section", "room"), metres[:, ground.venue_of_room])
