"""The typed list of unlocks: what could be changed so that one class can be held.

Each says what it asks for and makes the problem in which it is granted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from engine.domain.courses import Course
from engine.domain.people import Teacher
from engine.domain.problem import Problem
from engine.domain.requests import Request
from engine.domain.thing import EVERY, Words
from engine.domain.timetable import Section
from engine.domain.venues import SCREEN, Room, Venue
from engine.explanation.wording.dayparts import times_word
from engine.explanation.wording.words import place_word, room_word, skill_word
from engine.refusals import Lang

NEW_TEACHER, NEW_ROOM, NEW_VENUE = "+teacher", "+room", "+venue"


class Unlock(Protocol):
    """A change somebody could agree to."""

    def say(self, problem: Problem, lang: Lang) -> str:
        """Say what is asked for."""
        ...

    def grant(self, problem: Problem) -> Problem:
        """The problem in which the change has been agreed to."""
        ...


@dataclass(frozen=True)
class Rearrange:
    """Nothing is missing: the search ended before the class was placed."""

    online: bool

    def say(self, problem: Problem, lang: Lang) -> str:  # noqa: ARG002 - the others need it
        """Say that placing anew is enough."""
        if lang == "zh":
            return "改为线上授课(课程允许)" if self.online else "不缺资源,重新编排即可"
        return (
            "hold it online (the course allows it)"
            if self.online
            else "place it anew; nothing is missing"
        )

    def grant(self, problem: Problem) -> Problem:
        """The problem as it is."""
        return problem


@dataclass(frozen=True)
class RaiseLoad:
    """A teacher holds one more meeting a week."""

    teacher: str

    def say(self, problem: Problem, lang: Lang) -> str:
        """Name the teacher and the old and new limits."""
        most = problem.teacher[self.teacher].max_weekly_meetings or 0
        if lang == "zh":
            return f"教师{self.teacher}每周多上1次课({most}→{most + 1})"
        return f"teacher {self.teacher} teaches once more a week ({most}→{most + 1})"

    def grant(self, problem: Problem) -> Problem:
        """Raise the limit by one."""
        most = problem.teacher[self.teacher].max_weekly_meetings or 0
        teachers = tuple(
            each.model_copy(update={"max_weekly_meetings": most + 1})
            if each.id == self.teacher
            else each
            for each in problem.teachers
        )
        return problem.model_copy(update={"teachers": teachers})


@dataclass(frozen=True)
class AllowPeriods:
    """The learners come at other times as well."""

    requests: Words
    periods: Words

    def say(self, problem: Problem, lang: Lang) -> str:
        """Name the times."""
        times = _times(problem, self.periods, lang)
        return f"再允许{times}上课" if lang == "zh" else f"also allow {times}"

    def grant(self, problem: Problem) -> Problem:
        """Add the periods to every request of the class."""
        return _with_requests(problem, self.requests, self._allow)

    def _allow(self, request: Request) -> Request:
        if EVERY in request.allowed_periods:
            return request
        cell = tuple(dict.fromkeys((*request.allowed_periods, *self.periods)))
        return request.model_copy(update={"allowed_periods": cell})


@dataclass(frozen=True)
class WidenWalk:
    """The learners walk further, to a room that would do."""

    requests: Words
    room: str
    metres: int

    def say(self, problem: Problem, lang: Lang) -> str:
        """Say how far."""
        venue = problem.venue[problem.room[self.room].venue]
        if lang == "zh":
            return f"步行放宽到{self.metres}米({venue.name})"
        return f"allow a walk of {self.metres} m ({venue.name})"

    def grant(self, problem: Problem) -> Problem:
        """Widen the walk of every request of the class that has a limit below."""
        return _with_requests(problem, self.requests, self._widen)

    def _widen(self, request: Request) -> Request:
        if request.max_walk_m is None or request.max_walk_m >= self.metres:
            return request
        return request.model_copy(update={"max_walk_m": float(self.metres)})


@dataclass(frozen=True)
class MoreRoom:
    """One more room at the learners' place, open in some periods."""

    section: Section
    periods: Words

    def say(self, problem: Problem, lang: Lang) -> str:
        """Say where, when and with what."""
        place = place_word(problem, problem.request[self.section.requests[0]].area, lang)
        room = room_word(problem.course[self.section.course], self.section.learners, lang)
        times = _times(problem, self.periods, lang)
        if lang == "zh":
            return f"{place}增加一间{times}开放、{room}"
        return f"one more {room} in {place}, open {times}"

    def grant(self, problem: Problem) -> Problem:
        """Add a venue of its own at the point of the first request's area."""
        course = problem.course[self.section.course]
        area = problem.request[self.section.requests[0]].area
        venue = Venue(
            id=NEW_VENUE,
            name=NEW_VENUE,
            owner_kind="",
            tier="community",
            area=area,
            lat=None,
            lon=None,
            free=True,
            confirmed_on=problem.term.start,
            campus=False,
            liaison="",
            separate_entrance=False,
        )
        room = Room(
            id=NEW_ROOM,
            venue=NEW_VENUE,
            name=NEW_ROOM,
            seats=self.section.learners,
            floor_m2=None,
            facilities=(*course.facilities, SCREEN),
            open_periods=self.periods,
            club_periods=(),
        )
        return problem.model_copy(
            update={"venues": (*problem.venues, venue), "rooms": (*problem.rooms, room)}
        )


@dataclass(frozen=True)
class MoreTeacher:
    """One more teacher of the skill who is free in some periods."""

    section: Section
    periods: Words

    def say(self, problem: Problem, lang: Lang) -> str:
        """Name skill, level and times."""
        course = problem.course[self.section.course]
        times, skill = _times(problem, self.periods, lang), skill_word(course, lang)
        if lang == "zh":
            return f"增加一名{times}能教{skill}的教师"
        return f"one more teacher of {skill}, {times}"

    def grant(self, problem: Problem) -> Problem:
        """Add a teacher who lives at the first request's area and goes anywhere."""
        course: Course = problem.course[self.section.course]
        teacher = Teacher(
            id=NEW_TEACHER,
            name=NEW_TEACHER,
            tier="district",
            serves="district",
            area=problem.request[self.section.requests[0]].area,
            lat=None,
            lon=None,
            employment="part_time",
            skills=((course.skill, course.level),),
            audiences=(EVERY,),
            available_periods=self.periods,
            max_weekly_meetings=None,
            max_daily_meetings=None,
            max_distance_m=None,
            fee=0,
            manager=False,
            school=None,
        )
        return problem.model_copy(update={"teachers": (*problem.teachers, teacher)})


@dataclass(frozen=True)
class JoinSection:
    """Learners too few for a class join one that is held, further away or at another time."""

    request: str
    learners: int
    section: Section
    metres: int
    periods: Words

    def say(self, problem: Problem, lang: Lang) -> str:
        """Name the class, the way and the times."""
        request = problem.request[self.request]
        far = request.max_walk_m is not None and request.max_walk_m < self.metres
        later = set(self.periods) - problem.periods_in(request.allowed_periods)
        times = _times(problem, self.periods, lang)
        walk = (f"步行放宽到{self.metres}米", f"a walk of {self.metres} m")
        asked = [f"并入班{self.section.id}", *([walk[0]] if far else [])]
        asked += [f"再允许{times}上课"] if later else []
        if lang == "zh":
            return ",".join(asked)
        asked = [f"join section {self.section.id}", *([f"allow {walk[1]}"] if far else [])]
        asked += [f"allow {times}"] if later else []
        return ", ".join(asked)

    def grant(self, problem: Problem) -> Problem:
        """Let the learners walk that far and come at those times."""
        walked = WidenWalk((self.request,), "", self.metres).grant(problem)
        return AllowPeriods((self.request,), self.periods).grant(walked)

    def joined(self) -> Section:
        """The class with the new learners in it."""
        shares = dict(self.section.shares)
        shares[self.request] = shares.get(self.request, 0) + self.learners
        return Section(
            id=self.section.id,
            requests=tuple(sorted(shares)),
            course=self.section.course,
            learners=sum(shares.values()),
            learners_by_request=tuple(shares[name] for name in sorted(shares)),
        )


def _with_requests(
    problem: Problem, chosen: Words, change: Callable[[Request], Request]
) -> Problem:
    requests = tuple(change(each) if each.id in chosen else each for each in problem.requests)
    return problem.model_copy(update={"requests": requests})


def _times(problem: Problem, periods: Words, lang: Lang) -> str:
    return times_word([problem.period[each] for each in periods], lang)
