"""A small district with venues and requests, and planners that answer at once."""

import os
from datetime import date

from engine.domain.certificate import Certificate
from engine.domain.courses import Course
from engine.domain.people import Unavailable
from engine.domain.problem import Problem
from engine.domain.requests import Request
from engine.domain.results import LevelValue, Plan, Verdict
from engine.domain.timetable import Meeting, Section, Timetable
from engine.domain.venues import Room, Venue
from engine.domain.weeks import Weeks
from engine.policy.audit import audit
from engine.policy.policy import policy_of
from engine.refusals import Stopped
from tests.policy.network_world import district, people, person


def world() -> Problem:
    """Two streets: D1 asks for 书法 and 舞蹈, D2 for 舞蹈; one venue lends, one does not."""
    problem = district(
        [30_000, 20_000],
        teachers=[*people(4, "D1a"), person("T09", "D2a", skills=(("舞蹈", 2),))],
    )
    return problem.model_copy(
        update={
            "courses": (_course("C1", "书法"), _course("C2", "舞蹈")),
            "requests": (
                _request("R1", "D1a", "C1", 10),
                _request("R2", "D1a", "C2", 15),
                _request("R3", "D2a", "C2", 25),
            ),
            "venues": (
                _venue("V1", "D1a", date(2026, 9, 1)),
                _venue("V2", "D2a", None),
            ),
            "rooms": (_room("V1-1", "V1"), _room("V2-1", "V2")),
            "unavailable": (
                Unavailable(
                    kind="teacher",
                    id="T09",
                    from_date=date(2026, 9, 7),
                    to_date=date(2026, 9, 8),
                    reason="病假",
                ),
            ),
        }
    )


def as_many_as_teachers(problem: Problem, seed: int, rounds: int) -> Plan:
    """Serve one request for every teacher of its skill, R3 first under odd seeds."""
    requests = sorted(problem.requests, key=lambda r: r.id, reverse=bool(seed % 2))
    sections, meetings = [], []
    free = {
        skill: sum(skill == t.skills[0][0] for t in problem.teachers) for skill in ("书法", "舞蹈")
    }
    for request in requests:
        section = f"s-{request.id}"
        sections.append(_section(section, request))
        skill = problem.course[request.course].skill
        if free[skill]:
            free[skill] -= 1
            meetings.append(_meeting(section, problem, skill))
    timetable = Timetable(sections=tuple(sections), meetings=tuple(meetings))
    served = sum(timetable.served.values())
    return _plan(problem, timetable, served, seed + rounds)


def stops_at_odd_seeds(problem: Problem, seed: int, rounds: int) -> Plan:
    """Refuse odd seeds, as a run stopped before a first timetable does."""
    if seed % 2:
        raise Stopped("尚无课表。", "No timetable yet.")
    return as_many_as_teachers(problem, seed, rounds)


def fails_at_odd_seeds(problem: Problem, seed: int, rounds: int) -> Plan:
    """Fail at odd seeds, as a program with a fault does."""
    if seed % 2:
        raise ArithmeticError("a fault")
    return as_many_as_teachers(problem, seed, rounds)


def dies_at_odd_seeds(problem: Problem, seed: int, rounds: int) -> Plan:
    """End the process at odd seeds, as one out of memory does."""
    if seed % 2:
        os._exit(9)
    return as_many_as_teachers(problem, seed, rounds)


def _course(ident: str, skill: str) -> Course:
    return Course(
        id=ident,
        name=skill,
        category="手工技艺" if skill == "书法" else "休闲娱乐",
        skill=skill,
        level=1,
        audience=("*",),
        modes=("onsite",),
        facilities=(),
        minutes=90,
        meetings_per_week=1,
        weeks_allowed=(Weeks("1-2"),),
        min_learners=None,
        max_learners=None,
        same_teacher=True,
        same_room=True,
        price=0,
        status="offered",
    )


def _request(ident: str, area: str, course: str, learners: int) -> Request:
    return Request(
        id=ident,
        area=area,
        course=course,
        learners=learners,
        priority=2,
        audience="居民",
        allowed_periods=("*",),
        preferred_periods=(),
        max_walk_m=1500,
        group=None,
    )


def _venue(ident: str, area: str, confirmed_on: date | None) -> Venue:
    return Venue(
        id=ident,
        name=f"场地{ident}",
        owner_kind="文化馆",
        tier="community",
        area=area,
        lat=None,
        lon=None,
        free=True,
        confirmed_on=confirmed_on,
        campus=False,
        liaison="",
        separate_entrance=False,
    )


def _room(ident: str, venue: str) -> Room:
    return Room(
        id=ident,
        venue=venue,
        name=ident,
        seats=30,
        floor_m2=None,
        facilities=(),
        open_periods=("*",),
        club_periods=(),
    )


def _section(ident: str, request: Request) -> Section:
    return Section(
        id=ident,
        requests=(request.id,),
        course=request.course,
        learners=request.learners,
        learners_by_request=(request.learners,),
    )


def _meeting(section: str, problem: Problem, skill: str) -> Meeting:
    teacher = next(t.id for t in problem.teachers if t.skills[0][0] == skill)
    return Meeting(
        section=section,
        meeting=1,
        period="p1",
        weeks=Weeks("1-2"),
        teacher=teacher,
        room="V1-1",
        mode="onsite",
    )


def _plan(problem: Problem, timetable: Timetable, served: int, travel: int) -> Plan:
    asked = sum(request.learners for request in problem.requests)
    values = {"served": 2 * (asked - served), "fairness": 0, "travel": travel, "fit": 0}
    levels = tuple(
        LevelValue(name=name, value=value, bound=0, certified=0, proof="prices", unit="")
        for name, value in values.items()
    )
    verdict = Verdict(
        sections=len(timetable.sections),
        placed=len(timetable.placements),
        hard_breaches=0,
        levels=levels,
        total=travel,
        total_bound=0,
        gap=100.0,
        weighted_bound=0,
        weighted_gap=100.0,
        fairness_overruns=0,
        tour_m=1234,
        learners_asked=asked,
        learners_served=served,
        seconds=None,
        peak_mb=None,
        seed=0,
        deterministic=True,
        versions={},
        input_hash="",
        settings={},
    )
    return Plan(
        timetable=timetable,
        dates=(),
        unserved=(),
        idle=(),
        postings=(),
        audit=audit(problem, (), policy_of(problem)),
        certificate=Certificate(atoms=(), proofs=()),
        verdict=verdict,
    )
