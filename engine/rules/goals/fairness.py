"""Second goal: the worst-served street is served as well as possible."""

from collections.abc import Iterator

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.rule import Breach, Rule


class Fairness(Rule):
    """The largest share of a street's priority-learners left unserved, in 1/10,000, rounded up.

    It has no terms of its own: `Unserved` of the rule `served` tells the shares by street.
    """

    name = "fairness"
    goal = "fairness"
    sentence_zh = "各街道之间尽量公平：未服务比例最高的街道，其比例（万分比，向上取整）尽量低。"
    wrong_zh = "街道之间不均"
    wrong_en = "a street worse off than the others"
    says_zh = "街道 {street} 的 {asked} 个加权需求人次中有 {left} 个未得到服务，比例最高。"
    says_en = "Street {street} is worst off: {left} of its {asked} priority-learners not served."
    source = "§二(一)"

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Name the street with the largest unserved share; nothing when all are served."""
        left, asked = unserved_by_street(timetable, problem)
        shares = {street: -(-10_000 * left[street] // asked[street]) for street in sorted(asked)}
        worst = max(shares, key=lambda street: shares[street], default=None)
        if worst is not None and shares[worst] > 0:
            yield self.breach(
                None, shares[worst], street=worst, left=left[worst], asked=asked[worst]
            )


def unserved_by_street(
    timetable: Timetable, problem: Problem
) -> tuple[dict[str, int], dict[str, int]]:
    """Priority-learners not served and asked for, by home street of the request."""
    left: dict[str, int] = {}
    asked: dict[str, int] = {}
    for request in problem.requests:
        street = problem.street_of(request)
        if street is not None:
            lacking = max(0, request.learners - timetable.served.get(request.id, 0))
            left[street] = left.get(street, 0) + request.priority * lacking
            asked[street] = asked.get(street, 0) + request.priority * request.learners
    return left, asked


def overruns(timetable: Timetable, problem: Problem) -> int:
    """What streets lack beyond the district's share, in priority-learners, each rounded up.

    The tie-break between timetables that are equally fair.
    """
    left, asked = unserved_by_street(timetable, problem)
    all_left, all_asked = sum(left.values()), sum(asked.values())
    return sum(
        -(-max(0, left[street] * all_asked - asked[street] * all_left) // all_asked)
        for street in asked
    )
