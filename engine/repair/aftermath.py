"""What incidents leave behind in the facts: absences, new requests, withdrawn ones."""

from collections.abc import Container, Iterator, Sequence
from datetime import date

from engine.domain.incident import Away, Incident, RequestAdded, RequestCancelled
from engine.domain.people import Unavailable
from engine.domain.problem import Problem
from engine.domain.requests import Request
from engine.domain.thing import EVERY
from engine.refusals import BadInput, Fault

SEPARATORS = frozenset(";；*\n")  # what an id must not hold, since lists of ids are joined by them
NAMES = {
    "teacher": ("教师编号", "the id of a teacher"),
    "room": ("教室编号", "the id of a room"),
    "venue": ("场地编号", "the id of a venue"),
    "request": ("需求编号", "the id of a request"),
    "area": ("区域代码", "the code of an area"),
    "course": ("课程编号", "the id of a course"),
    "period": ("节次编号", "ids of periods"),
}


def problem_after(
    problem: Problem,
    incidents: Sequence[Incident],
    *,
    today: date | None = None,
    taught: Container[str] = (),
) -> Problem:
    """Enter incidents into the facts, one after the other, on a day that the term has come to.

    Of an absence only what is not over yet stands in the way: what was held was held. A request
    among `taught`, of which a section is over, can no longer be withdrawn. Raises BadInput with
    every incident that does not fit, its row the place in the list.
    """
    problem = problem.model_copy(update={"as_of": _day(problem, today)})
    faults: list[Fault] = []
    for row, incident in enumerate(incidents, start=1):
        found = [*_misfits(problem, incident, row, taught)]
        problem = problem if found else _entered(problem, incident)
        faults += found
    if faults:
        raise BadInput(faults)
    return problem


def _day(problem: Problem, today: date | None) -> date | None:
    """The day the term has come to: it never goes back."""
    if today is None or problem.as_of is None or today >= problem.as_of:
        return today or problem.as_of
    fault = Fault(
        file="--today",
        sheet="",
        row=0,
        column="",
        found=f"{today}",
        expected=(f"{problem.as_of} 或之后的日期", f"{problem.as_of} or a later day"),
        fix=(
            "这个场景的学期已进行到那天；给出今天的日期。",
            "The scenario's term has come to that day: give today's.",
        ),
    )
    raise BadInput([fault])


def _entered(problem: Problem, incident: Incident) -> Problem:
    match incident:
        case Away():
            return _with_absence(problem, incident)
        case RequestAdded():
            requests = (*problem.requests, incident.request)
        case RequestCancelled():
            requests = tuple(each for each in problem.requests if each.id != incident.id)
    return problem.model_copy(update={"requests": requests})


def _with_absence(problem: Problem, away: Away) -> Problem:
    row = Unavailable.model_validate(
        {
            "kind": _who(away),
            "id": away.id,
            "from_date": max(away.from_date or problem.term.start, problem.as_of or date.min),
            "to_date": away.to_date or problem.term.end,
            "reason": away.reason,
        }
    )
    if row.from_date > row.to_date:
        return problem  # it is over
    return problem.model_copy(update={"unavailable": (*problem.unavailable, row)})


def _who(away: Away) -> str:
    return away.kind.removesuffix("_away")


def _misfits(
    problem: Problem, incident: Incident, row: int, taught: Container[str]
) -> Iterator[Fault]:
    match incident:
        case Away():
            known = {"teacher": problem.teacher, "room": problem.room, "venue": problem.venue}
            yield from _unknown(row, "id", incident.id, known[_who(incident)], _who(incident))
            yield from _outside_term(problem, incident, row)
        case RequestAdded():
            yield from _request_misfits(problem, incident.request, row)
        case RequestCancelled():
            yield from _unknown(row, "id", incident.id, problem.request, "request")
            if incident.id in taught:
                expected = "还没有上完的需求", "a request whose class is not over"
                fix = "它的班已经上完，不用取消。", "Its class is over: leave it."
                yield _fault(row, "id", incident.id, expected, fix)


def _request_misfits(problem: Problem, request: Request, row: int) -> Iterator[Fault]:
    if request.id in problem.request or SEPARATORS & set(request.id):
        yield _fault(
            row,
            "id",
            request.id,
            ("没有用过、不含分号和星号的编号", "an id not in use, without ; and *"),
            ("换一个编号。", "Choose another id."),
        )
    yield from _unknown(row, "area", request.area, problem.area, "area")
    yield from _unknown(row, "course", request.course, problem.course, "course")
    for field in ("allowed_periods", "preferred_periods"):
        for name in getattr(request, field):
            yield from _unknown(row, field, name, {EVERY, *problem.period}, "period")


def _unknown(row: int, field: str, name: str, known: Container[str], what: str) -> Iterator[Fault]:
    if name not in known:
        zh, en = NAMES[what]
        expected = f"数据中已有的{zh}", f"{en} that the scenario holds"
        yield _fault(row, field, name, expected, ("检查编号。", "Check the id."))


def _outside_term(problem: Problem, away: Away, row: int) -> Iterator[Fault]:
    first, last = away.from_date or problem.term.start, away.to_date or problem.term.end
    if last < problem.term.start or first > problem.term.end:
        term = f"{problem.term.start}", f"{problem.term.end}"
        yield _fault(
            row,
            "from_date",
            f"{first}…{last}",
            (
                f"学期内的日期（{term[0]} 至 {term[1]}）",
                f"dates in the term ({term[0]} to {term[1]})",
            ),
            ("检查年份和月份。", "Check year and month."),
        )


def _fault(
    row: int, field: str, found: str, expected: tuple[str, str], fix: tuple[str, str]
) -> Fault:
    return Fault(file="", sheet="", row=row, column=field, found=found, expected=expected, fix=fix)
