"""How much of its demand each street was served."""

from dataclasses import dataclass

from engine.domain.areas import Area
from engine.domain.problem import Problem
from engine.domain.results import Plan


@dataclass(frozen=True)
class StreetShare:
    """The demand of one street, in learners and in priority-learners (priority × learners)."""

    street: Area
    asked: int
    served: int
    weighted_asked: int
    weighted_unserved: int

    @property
    def unserved_share(self) -> float:
        """The unserved share of the street's priority-learners, 0 to 1."""
        return self.weighted_unserved / self.weighted_asked if self.weighted_asked else 0.0


def street_shares(plan: Plan, problem: Problem) -> tuple[StreetShare, ...]:
    """Reckon every street's share, ordered by code; requests of the district are in none."""
    streets = sorted((a for a in problem.areas if a.level == "street"), key=lambda area: area.code)
    sums = {area.code: [0, 0, 0, 0] for area in streets}
    for request in problem.requests:
        street = problem.street_of(request)
        if street is not None:
            served = plan.timetable.served.get(request.id, 0)
            unserved = request.priority * (request.learners - served)
            weighted = request.priority * request.learners
            row = (request.learners, served, weighted, unserved)
            sums[street] = [a + b for a, b in zip(sums[street], row, strict=True)]
    return tuple(StreetShare(area, *sums[area.code]) for area in streets)


def worst(shares: tuple[StreetShare, ...]) -> StreetShare | None:
    """The street with the largest unserved share; None when every street is served whole."""
    most = max(shares, key=lambda each: each.unserved_share, default=None)
    return most if most is not None and most.weighted_unserved else None
