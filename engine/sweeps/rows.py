"""One row a run: what a plan achieved, in numbers that can be compared between worlds."""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Literal

from engine.domain.problem import Problem
from engine.domain.results import Plan
from engine.domain.thing import Thing
from engine.domain.timetable import Timetable
from engine.policy.policy import policy_of
from engine.staffing.post import post

Status = Literal["done", "failed", "crashed", "not run"]


class Figures(Thing):
    """What one plan achieved.

    The four levels are amounts to be minimised, each with its proved bound; `gap` is in
    percent, `gini` that of the streets' unserved shares (0 = all alike), `travel_km` the
    travel level of a week, `tour_km` the teachers' real day tours. `new_posts` would make every
    staffing minimum hold; `short_lines` counts the audit's lines with a shortfall.
    """

    sections: int
    placed: int
    hard_breaches: int
    learners_asked: int
    learners_served: int
    served: int
    served_bound: int
    fairness: int
    fairness_bound: int
    travel: int
    travel_bound: int
    fit: int
    fit_bound: int
    total: int
    total_bound: int
    gap: float
    gini: float
    travel_km: float
    tour_km: float
    new_posts: int
    short_lines: int


class Row(Thing):
    """One run of the table: its case and seed, how it ended, and its figures if it did.

    `failed` is a run that the engine refuses, with the reason in Chinese and English; a run
    that `crashed` is tried again when the sweep goes on. `key` is the hash of everything the
    run depends on, `baseline` that of the scenario before any change.
    """

    case: str
    seed: int
    status: Status
    reason: str
    figures: Figures | None
    baseline: str
    key: str


def figures(problem: Problem, plan: Plan) -> Figures:
    """Read the figures of a plan off its verdict, its audit and its timetable."""
    verdict = plan.verdict
    values = {level.name: level.value for level in verdict.levels}
    bounds = {f"{level.name}_bound": level.bound for level in verdict.levels}
    return Figures(
        sections=verdict.sections,
        placed=verdict.placed,
        hard_breaches=verdict.hard_breaches,
        learners_asked=verdict.learners_asked,
        learners_served=verdict.learners_served,
        **values,
        **bounds,
        total=verdict.total,
        total_bound=verdict.total_bound,
        gap=verdict.gap,
        gini=_rounded(gini(unserved_shares(problem, plan.timetable))),
        travel_km=values["travel"] / 1000,
        tour_km=verdict.tour_m / 1000,
        new_posts=post(problem, policy_of(problem)).new_posts,
        short_lines=sum(line.shortfall > 0 for line in plan.audit),
    )


def unserved_shares(problem: Problem, timetable: Timetable) -> list[Fraction]:
    """The unserved share of each street's priority-learners, by street code; 0 to 1."""
    asked: dict[str, int] = {}
    served: dict[str, int] = {}
    for request in problem.requests:
        street = problem.street_of(request)
        if street is not None:
            happy = timetable.served.get(request.id, 0)
            asked[street] = asked.get(street, 0) + request.priority * request.learners
            served[street] = served.get(street, 0) + request.priority * happy
    return [1 - Fraction(served[street], asked[street]) for street in sorted(asked)]


def gini(shares: Sequence[Fraction]) -> Fraction:
    """The Gini coefficient: mean difference of all pairs over twice the mean; 0 for nothing.

    Source: Gini (1912), Variabilità e mutabilità.
    """
    total = sum(shares)
    if not total:
        return Fraction(0)
    count = len(shares)
    ranked = sum((2 * rank - count - 1) * share for rank, share in enumerate(sorted(shares), 1))
    return Fraction(ranked) / (count * total)


def _rounded(number: Fraction) -> float:
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return float(exact.quantize(Decimal("0.0001"), rounding=ROUND_HALF_EVEN))
