"""Unlocks of the learners: other times, a longer way, together with others."""

from collections.abc import Callable
from dataclasses import dataclass

from engine.domain.problem import Problem
from engine.domain.requests import Request
from engine.domain.thing import EVERY, Words
from engine.domain.timetable import Section
from engine.explanation.wording.dayparts import times_of
from engine.explanation.wording.words import street_word
from engine.refusals import Lang


@dataclass(frozen=True)
class AllowPeriods:
    """The learners come at other times as well."""

    requests: Words
    periods: Words

    def say(self, problem: Problem, lang: Lang) -> str:
        """Name the times."""
        times = times_of(problem, self.periods, lang)
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
    """The learners walk further, to a room that would do, perhaps in another street."""

    requests: Words
    room: str
    metres: int

    def say(self, problem: Problem, lang: Lang) -> str:
        """Say how far, and name the street when it is not their own."""
        venue = problem.venue[problem.room[self.room].venue]
        home = problem.ancestor(problem.request[self.requests[0]].area, "street")
        street = street_word(problem, venue.area, unless=home)
        if lang == "zh":
            return f"步行放宽到{self.metres}米（{street}{venue.name}）"
        return f"allow a walk of {self.metres} m ({venue.name}{street and f', {street}'})"

    def grant(self, problem: Problem) -> Problem:
        """Widen the walk of every request of the class that has a limit below."""
        return widened(problem, self.requests, self.metres)


@dataclass(frozen=True)
class JoinSection:
    """Learners too few for a class join one that is held.

    It is further away or at another time; `online` when the whole class then meets online.
    """

    request: str
    learners: int
    section: Section
    metres: int
    periods: Words
    online: bool = False

    def say(self, problem: Problem, lang: Lang) -> str:
        """Name the class, the way and the times."""
        request = problem.request[self.request]
        far = request.max_walk_m is not None and request.max_walk_m < self.metres
        later = set(self.periods) - problem.periods_in(request.allowed_periods)
        asked = [_JOIN[lang]["section"].format(self.section.id)]
        asked += [_JOIN[lang]["walk"].format(self.metres)] if far else []
        asked += [_JOIN[lang]["online"]] if self.online else []
        asked += (
            [_JOIN[lang]["times"].format(times_of(problem, self.periods, lang))] if later else []
        )
        return ("，" if lang == "zh" else ", ").join(asked)

    def grant(self, problem: Problem) -> Problem:
        """Let the learners walk that far and come at those times."""
        walked = widened(problem, (self.request,), self.metres)
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


@dataclass(frozen=True)
class JoinRequest:
    """Learners too few for a class make one with those of another request left alone."""

    other: str
    metres: int

    def say(self, problem: Problem, lang: Lang) -> str:  # noqa: ARG002 - the others need it
        """Name the other request and how far it is away."""
        if lang == "zh":
            return f"与需求{self.other}合班（相距{self.metres}米）"
        return f"one class with request {self.other} ({self.metres} m away)"

    def grant(self, problem: Problem) -> Problem:
        """The problem as it is; what else the two need stands beside it."""
        return problem


_JOIN: dict[Lang, dict[str, str]] = {
    "zh": {
        "section": "并入班{}",
        "walk": "步行放宽到{}米",
        "online": "该班改为线上授课（课程允许）",
        "times": "再允许{}上课",
    },
    "en": {
        "section": "join section {}",
        "walk": "allow a walk of {} m",
        "online": "hold that section online (the course allows it)",
        "times": "allow {}",
    },
}


def widened(problem: Problem, requests: Words, metres: int) -> Problem:
    """The problem in which the learners of some requests walk at least so far."""

    def widen(request: Request) -> Request:
        if request.max_walk_m is None or request.max_walk_m >= metres:
            return request
        return request.model_copy(update={"max_walk_m": float(metres)})

    return _with_requests(problem, requests, widen)


def _with_requests(
    problem: Problem, chosen: Words, change: Callable[[Request], Request]
) -> Problem:
    requests = tuple(change(each) if each.id in chosen else each for each in problem.requests)
    return problem.model_copy(update={"requests": requests})
