"""First goal: as few learners as possible are left unserved."""

from collections.abc import Iterator

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.axes import Axes, shares_of
from engine.rules.ground import places
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Ints, Term, Unserved


class Served(Rule):
    """Every learner not served costs the priority of the request, over all requests."""

    name = "served"
    goal = "served"
    sentence_zh = "尽量少的学员得不到服务：每名未服务学员按需求优先级计。"
    wrong_zh = "未满足的人次"
    wrong_en = "learners not served"
    says_zh = "需求 {request} 有 {learners} 人未得到服务，优先级 {priority}。"
    says_en = "Request {request} has {learners} learners not served, at priority {priority}."
    source = "§二(一)"

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Count what each request asked for and did not get."""
        for request in problem.requests:
            left = request.learners - timetable.served.get(request.id, 0)
            if left > 0:
                yield self.breach(
                    None,
                    request.priority * left,
                    request=request.id,
                    learners=left,
                    priority=request.priority,
                )

    def terms(self, axes: Axes) -> Iterator[Term]:
        """What leaving each section out costs, by street, and what no section holds."""
        requests = axes.ground.requests
        everyone = shares_of(axes.every, axes.ground)
        priority = np.array([request.priority for request in requests], dtype=np.int64)
        asked = np.array([request.learners for request in requests], dtype=np.int64)
        held = np.zeros(len(requests), dtype=np.int64)
        np.add.at(held, everyone.request, everyone.learners)
        street = _street_of_requests(axes)
        lost = _by_street(axes, priority * np.maximum(asked - held, 0))
        shares = axes.shares
        cost = priority[shares.request] * shares.learners
        rows = np.zeros((cost.size, len(axes.ground.streets) + 1), dtype=np.int64)
        rows[np.arange(cost.size), street[shares.request]] = cost
        by_street = shares.sum_of(rows)
        yield Unserved(
            streets=axes.ground.streets,
            by_street=by_street[:, :-1],
            elsewhere=by_street[:, -1],
            total=_by_street(axes, priority * asked)[:-1],
            lost=lost[:-1],
            lost_elsewhere=int(lost[-1]),
        )


def _street_of_requests(axes: Axes) -> Ints:
    """The home street of each request [Q]; -1, the last column, when it has none."""
    problem, ground = axes.problem, axes.ground
    codes = [problem.ancestor(request.area, "street") for request in ground.requests]
    return places(codes, ground.streets)


def _by_street(axes: Axes, amounts: Ints) -> Ints:
    """Sum amounts [Q] by street; the last entry is for those in no street."""
    found = np.zeros(len(axes.ground.streets) + 1, dtype=np.int64)
    np.add.at(found, _street_of_requests(axes), amounts)
    return found
