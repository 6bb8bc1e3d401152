"""Drafts: the best timetables that can be put together from pooled placements alone."""

from dataclasses import dataclass, field

import numpy as np

from engine.rules.terms import Bools, Ints
from engine.timetabling.bounds.aims import NO_CAPS, Aim
from engine.timetabling.bounds.journeys import stops, too_far
from engine.timetabling.bounds.master import Master
from engine.timetabling.bounds.pool import Columns
from engine.timetabling.bounds.relaxation import Relaxation
from engine.timetabling.choice import Choice
from engine.timetabling.kernels.arrays import Small
from engine.timetabling.weights import weights

ORDERED = (100.0, 10.0, 1.0, 0.01)
"""How much more the four levels weigh in a draft than in the total.

They lean towards the order of the goals and do not keep it: a served priority-learner may still
be given for eleven units of fairness. A draft is only a place to search from; what is kept is
compared level by level (`keep_if_better`).
"""
GAP = 1e-6
"""How near its best a draft must come, as a part of its weighted sum."""
MOVED = 0.25
"""The part of all sections that a new draft may place otherwise, besides those who compete."""


@dataclass
class Drafting:
    """Puts pooled placements together by an integer program.

    Groups that stay apart are left to whoever takes a draft, and at first the journeys: they
    are added for the teachers (`travellers`) whom an earlier draft sent too far.
    """

    relaxation: Relaxation
    travellers: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def draft(self, columns: Columns, seconds: float) -> Choice | None:
        """The best choice of placements; None when time ran out."""
        master = Master(self.relaxation, ordered(), NO_CAPS, columns)
        taken = master.whole(seconds, GAP, self.travellers)
        if taken is None:
            return None
        statement = self.relaxation.statement
        where = stops(statement, columns)
        late = too_far(statement, where.of(np.isin(where.placement, taken)))
        self.travellers = np.union1d(self.travellers, late)
        return self._chosen(columns, taken)

    def near(
        self, best: Choice, columns: Columns, competing: Small, dice: np.random.Generator
    ) -> Columns:
        """The placements of a timetable, and all of the sections that may be placed otherwise."""
        free = dice.random(len(best.weeks)) < MOVED
        free[competing] = True
        free |= best.weeks < 0
        return columns.only(free[columns.section] | self._held(best, columns))

    def _held(self, best: Choice, columns: Columns) -> Bools:
        """Which placements are those of a timetable."""
        meetings = self.relaxation.statement.frame.meetings[columns.section]
        unused = np.arange(best.at.shape[1])[None, :, None] >= meetings[:, None, None]
        same = (columns.at == best.at[columns.section]) | unused
        held: Bools = same.all(axis=(1, 2)) & (columns.weeks == best.weeks[columns.section])
        return held

    def _chosen(self, columns: Columns, taken: Ints) -> Choice:
        frame = self.relaxation.statement.frame
        weeks = np.full(len(frame.sections), -1, dtype=np.int32)
        at = np.zeros((len(weeks), frame.most_meetings, 3), dtype=np.int32)
        weeks[columns.section[taken]] = columns.weeks[taken]
        at[columns.section[taken]] = columns.at[taken]
        return Choice(weeks, at)


def ordered() -> Aim:
    """The aim of a draft: all levels at once, under weights that lean towards their order."""
    weigh = weights()
    base = (weigh.served, weigh.fairness, weigh.travel, weigh.fit)
    served, fairness, travel, fit = (
        factor * weight for factor, weight in zip(ORDERED, base, strict=True)
    )
    return Aim("weighted", served, fairness, travel, fit, 0)
