"""What incidents leave behind: the problem as it now is, and the sections as they now are."""

from collections.abc import Iterable
from datetime import date

from engine.domain.incident import Away, Incident, RequestAdded, RequestCancelled
from engine.domain.people import Unavailable
from engine.domain.problem import Problem
from engine.domain.requests import Request
from engine.domain.timetable import Section, Timetable
from engine.pooling.pool import pool
from engine.refusals import UnknownName
from engine.repair.differences import in_order


def problem_after(problem: Problem, incidents: Iterable[Incident]) -> Problem:
    """Enter incidents into the facts; refuses ids the scenario does not hold (UnknownName)."""
    for incident in incidents:
        match incident:
            case Away():
                problem = _with_absence(problem, incident)
            case RequestAdded():
                problem = _with_request(problem, incident.request)
            case RequestCancelled():
                problem = _without_request(problem, incident.id)
    return problem


def from_today(problem: Problem, today: date | None) -> Problem:
    """Forget absences that are over: they no longer stand in the way of anything."""
    if today is None:
        return problem
    ahead = tuple(row for row in problem.unavailable if row.to_date >= today)
    return problem.model_copy(update={"unavailable": ahead})


def timetable_after(before: Problem, after: Problem, timetable: Timetable) -> Timetable:
    """Shrink or close sections of withdrawn requests and open sections for new ones.

    A section that falls below the course's least learners is closed with its placement.
    """
    kept = [shrunk for section in timetable.sections if (shrunk := _shrunk(section, after))]
    added = sorted(after.request.keys() - before.request.keys())
    opened = pool(_only(after, added)).sections if added else ()
    sections = {section.id: section for section in (*opened, *kept)}
    meetings = (row for row in timetable.meetings if row.section in sections)
    return in_order(sections.values(), meetings)


def _with_absence(problem: Problem, away: Away) -> Problem:
    kind = away.kind.removesuffix("_away")
    known = {"teacher": problem.teacher, "room": problem.room, "venue": problem.venue}[kind]
    _known(away.id, known)
    row = Unavailable.model_validate({**away.model_dump(exclude={"kind"}), "kind": kind})
    return problem.model_copy(update={"unavailable": (*problem.unavailable, row)})


def _with_request(problem: Problem, request: Request) -> Problem:
    if request.id in problem.request:
        raise UnknownName(
            f"需求编号 {request.id} 已经存在,请换一个编号。",
            f"Request {request.id} already exists; use another id.",
        )
    _known(request.area, problem.area)
    _known(request.course, problem.course)
    return problem.model_copy(update={"requests": (*problem.requests, request)})


def _without_request(problem: Problem, name: str) -> Problem:
    _known(name, problem.request)
    left = tuple(request for request in problem.requests if request.id != name)
    return problem.model_copy(update={"requests": left})


def _known(name: str, known: Iterable[str]) -> None:
    if name not in known:
        raise UnknownName(f"数据中没有“{name}”。", f"The scenario holds no '{name}'.")


def _only(problem: Problem, requests: list[str]) -> Problem:
    wanted = tuple(problem.request[request] for request in requests)
    return problem.model_copy(update={"requests": wanted})


def _shrunk(section: Section, problem: Problem) -> Section | None:
    shares = [(name, count) for name, count in section.shares if name in problem.request]
    learners = sum(count for _, count in shares)
    if not shares or learners < (problem.course[section.course].min_learners or 0):
        return None
    return Section(
        id=section.id,
        requests=tuple(name for name, _ in shares),
        course=section.course,
        learners=learners,
        learners_by_request=tuple(count for _, count in shares),
    )
