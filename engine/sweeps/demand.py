"""More or fewer learners, and how far they walk."""

from collections.abc import Sequence
from fractions import Fraction
from random import Random

from engine.domain.change import LimitWalk, Requests, ScaleDemand
from engine.domain.problem import Problem
from engine.domain.requests import Request
from engine.files.tables import table
from engine.sweeps.misfit import as_in_table, misfit

CHOICES = tuple(Requests.model_fields)


def scale_demand(change: ScaleDemand, problem: Problem, _: Random) -> Problem:
    """Scale the learners of the requests meant; a request without learners is gone."""
    meant = _meant(change, problem)
    learners = scaled([request.learners for request in meant], change.percent)
    as_in_table(max(1, *learners), table("requests").column("learners"), "percent")
    new = {
        request.id: request.model_copy(update={"learners": count}) if count else None
        for request, count in zip(meant, learners, strict=True)
    }
    return _with_requests(problem, new)


def limit_walk(change: LimitWalk, problem: Problem, _: Random) -> Problem:
    """Give the requests meant another furthest walk."""
    column = table("requests").column("max_walk_m")
    update = {"max_walk_m": as_in_table(change.metres, column, "metres")}
    return _with_requests(
        problem, {each.id: each.model_copy(update=update) for each in _meant(change, problem)}
    )


def scaled(counts: Sequence[int], percent: float) -> list[int]:
    """Scale whole counts so that their sum is right: shares rounded by largest remainder.

    The sum is rounded half up; of equal remainders the earlier is rounded up.
    """
    factor = 1 + Fraction(str(percent)) / 100
    exact = [count * factor for count in counts]
    whole = [int(share) for share in exact]
    left = int(sum(exact) + Fraction(1, 2)) - sum(whole)
    by_remainder = sorted(range(len(counts)), key=lambda at: (whole[at] - exact[at], at))
    for at in by_remainder[:left]:
        whole[at] += 1
    return whole


def _meant(change: Requests, problem: Problem) -> list[Request]:
    meant = [request for request in problem.requests if _is_meant(request, change, problem)]
    if not meant:
        chosen = next((name for name in CHOICES if getattr(change, name)), "kind")
        found = str(getattr(change, chosen))
        raise misfit(chosen, found, "能选中需求的条件", "a choice that holds a request at least")
    return sorted(meant, key=lambda request: request.id)


def _is_meant(request: Request, change: Requests, problem: Problem) -> bool:
    area = problem.area.get(change.area or "")
    return (
        change.category in (None, problem.course[request.course].category)
        and change.audience in (None, request.audience)
        and (
            change.area is None
            or (area is not None and problem.ancestor(request.area, area.level) == area.code)
        )
    )


def _with_requests(problem: Problem, new: dict[str, Request | None]) -> Problem:
    requests = (new.get(request.id, request) for request in problem.requests)
    return problem.model_copy(update={"requests": tuple(each for each in requests if each)})
