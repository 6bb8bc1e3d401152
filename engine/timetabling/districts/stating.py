"""What a part is to a solver: its statement, and a first timetable of it."""

from dataclasses import dataclass, replace

import numpy as np

from engine.domain.weeks import Weeks
from engine.rules.axes import axes_of
from engine.rules.parts import Part
from engine.timetabling.frame import frame_of
from engine.timetabling.statement import Statement, chunks_of, stake_of, state_terms, terms_of
from engine.timetabling.stopping import Stop

CELLS = 8_000_000
"""Sections x teachers at once: what does not depend on the chunk is large here."""


@dataclass(frozen=True)
class Stating:
    """A part that is to be stated; `runs` are the runs of weeks of the whole."""

    part: Part
    runs: tuple[Weeks, ...]

    def __call__(self, _stop: Stop) -> Statement:
        """State it, without the streets that nobody asks from; it is not stopped."""
        axes = replace(axes_of(self.part.problem, self.part.sections), runs=self.runs)
        stated = state_terms(frame_of(axes), (terms_of(chunk) for chunk in chunks_of(axes, CELLS)))
        return asked_streets(stated)


def asked_streets(stated: Statement) -> Statement:
    """A statement of the streets with demand only; the search counts all streets at each step."""
    demand = stated.demand
    asked = np.flatnonzero(demand.total)
    less = replace(
        demand,
        streets=tuple(demand.streets[street] for street in asked),
        by_street=np.ascontiguousarray(demand.by_street[:, asked]),
        total=demand.total[asked],
        lost=demand.lost[asked],
    )
    return replace(stated, demand=less, world=stated.world._replace(stake=stake_of(less)))
