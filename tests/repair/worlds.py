"""A tiny world that can be repaired by hand: one course, two teachers, two rooms, four periods."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from engine import verbs
from engine.domain.dated import dates_of
from engine.domain.incident import Away, Incident, RequestAdded, RequestCancelled
from engine.domain.problem import Problem
from engine.domain.requests import Lock, Request
from engine.domain.results import Published
from engine.domain.timetable import Meeting, Section, Timetable
from engine.domain.weeks import Weeks
from engine.repair.differences import applied, in_order
from engine.repair.repair import Repaired
from engine.verification.verify import hard_breaches
from scenarios.generator.micro import FOLDER

WEEKS = 4


def world(
    requests: Iterable[Request],
    *,
    teachers: Mapping[str, Mapping[str, Any]] | None = None,
    rooms: Mapping[str, Mapping[str, Any]] | None = None,
    courses: Mapping[str, Mapping[str, Any]] | None = None,
    locks: Iterable[tuple[str, str]] = (),
) -> Problem:
    """Requests of C1 (and C2, 600 m away); periods P11 P12 (Monday), P21 P22; four weeks.

    Each teacher, room and course is as usual but for what is said of it: everybody teaches
    everything at any time, rooms R1 and R2 of the venue V1 seat 30, sections hold 8 to 20.
    """
    base = verbs.read(FOLDER / "fair_streets")
    usual_room = {"open_periods": ("*",), "venue": "V1", "seats": 30}
    usual_course = {"min_learners": 8, "max_learners": 20, "weeks_allowed": ("1-4",)}
    return base.model_copy(
        update={
            "requests": tuple(requests),
            "teachers": _like(base.teachers[0], teachers or {"T1": {}, "T2": {}}, {}),
            "rooms": _like(base.rooms[0], rooms or {"R1": {}, "R2": {}}, usual_room),
            "courses": _like(base.courses[0], courses or {"K1": {}}, usual_course),
            "locks": tuple(Lock.model_validate({"section": s, "what": w}) for s, w in locks),
        }
    )


def _like(
    row: Any, each: Mapping[str, Mapping[str, Any]], usual: Mapping[str, Any]
) -> tuple[Any, ...]:
    return tuple(
        type(row).model_validate({**row.model_dump(), "id": name, **usual, **changes})
        for name, changes in each.items()
    )


def request(name: str, learners: int = 10, **changes: Any) -> Request:
    """A request of C1 for K1, at any time, within 1,500 m."""
    usual: dict[str, Any] = {
        "id": name,
        "area": "C1",
        "course": "K1",
        "learners": learners,
        "priority": 2,
        "audience": "居民",
        "allowed_periods": ("*",),
        "preferred_periods": (),
        "max_walk_m": 1500,
        "group": None,
    }
    return Request.model_validate(usual | changes)


def placed(problem: Problem, *rows: str) -> Timetable:
    """A timetable from rows like `Q1+Q2 P11 T1 R1 [1-4]`; without the rest a section stays out."""
    sections, meetings = [], []
    for row in rows:
        names, *rest = row.split()
        shares = [problem.request[name] for name in names.split("+")]
        section = f"S-{names}"
        sections.append(
            Section(
                id=section,
                requests=tuple(each.id for each in shares),
                course=shares[0].course,
                learners=sum(each.learners for each in shares),
                learners_by_request=tuple(each.learners for each in shares),
            )
        )
        if rest:
            period, teacher, room, *weeks = rest
            meetings.append(
                Meeting(
                    section=section,
                    meeting=1,
                    period=period,
                    weeks=Weeks(weeks[0] if weeks else "1-4"),
                    teacher=teacher,
                    room=room,
                    mode="onsite",
                )
            )
    timetable = in_order(sections, meetings)
    assert hard_breaches(problem, timetable) == ()
    return timetable


def away(what: str, name: str, first: int = 1, last: int = WEEKS) -> Away:
    """A teacher, room or venue is away from the first to the last of some weeks."""
    start = date(2026, 9, 7)
    return Away.model_validate(
        {
            "kind": f"{what}_away",
            "id": name,
            "from_date": start + timedelta(days=7 * (first - 1)),
            "to_date": start + timedelta(days=7 * last - 1),
        }
    )


def added(name: str, learners: int = 10, **changes: Any) -> RequestAdded:
    """A request comes."""
    return RequestAdded(kind="request_added", request=request(name, learners, **changes))


def cancelled(name: str) -> RequestCancelled:
    """A request goes."""
    return RequestCancelled(kind="request_cancelled", id=name)


def repaired(
    problem: Problem, timetable: Timetable, *incidents: Incident, today: date | None = None
) -> Repaired:
    """Repair, and hold what comes out to what every repair promises."""
    found = verbs.repair(problem, timetable, incidents, today=today)
    assert broken(found, timetable) == []
    assert applied(timetable, found.operations) == found.timetable
    return found


def broken(found: Repaired, earlier: Timetable) -> list[str]:
    """What the witness finds broken in a repaired timetable and its dates, in its words."""
    dates = dates_of(found.problem, found.timetable)
    published = Published(timetable=found.timetable, dates=dates)
    judgement = verbs.verify(found.problem, published, earlier=earlier)
    return [breach.line("en") for breach in judgement.breaches]


def rows_of(timetable: Timetable) -> dict[str, str]:
    """Each placed section as `period teacher room`."""
    return {row.section: f"{row.period} {row.teacher} {row.room}" for row in timetable.meetings}


def otherwise_of(timetable: Timetable) -> dict[str, list[str]]:
    """The exceptions of each section as `weeks kind period teacher room`."""
    found: dict[str, list[str]] = {}
    for row in timetable.exceptions:
        told = f"{row.weeks} {row.kind} {row.period} {row.teacher} {row.room}"
        found.setdefault(row.section, []).append(told)
    return found


def shares_of(timetable: Timetable) -> dict[str, str]:
    """Each section as `Q1=10 Q2=8`."""
    return {
        section.id: " ".join(f"{name}={learners}" for name, learners in section.shares)
        for section in timetable.sections
    }


def kinds_of(found: Repaired) -> list[tuple[str, str]]:
    """The operations as (kind, section)."""
    return [(step.kind, step.section) for step in found.operations]
