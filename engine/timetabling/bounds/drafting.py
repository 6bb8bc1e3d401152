"""Drafts: the best timetables that can be put together from pooled placements alone."""

from dataclasses import dataclass, field

import numpy as np

from engine.rules.terms import Bools, Ints
from engine.timetabling.bounds.aims import SHARE, Aim, Caps
from engine.timetabling.bounds.journeys import stops, too_far
from engine.timetabling.bounds.master import Master
from engine.timetabling.bounds.placing import placement_costs
from engine.timetabling.bounds.pool import Columns
from engine.timetabling.bounds.relaxation import Relaxation
from engine.timetabling.choice import Choice
from engine.timetabling.exact.locks import Held
from engine.timetabling.kernels.arrays import FORBIDDEN, MEETINGS, PERIOD, ROOM, TEACHER, Small
from engine.timetabling.statement import Statement
from engine.timetabling.weights import weights

LEAN = 1.0
"""What a point of fit weighs in a draft, in metres: it decides between equally long ways."""
GAP = 1e-4
"""How near its best a draft must come, as a part of what it minimises."""
MOVED = 0.25
"""The part of all sections that a new draft may place otherwise, besides those who compete."""
AT_ONCE = 40_000
"""So many pooled placements make that part; where there are fewer, more may be placed otherwise."""
SHORTEST = Aim("travel", 0.0, 0.0, 1.0, LEAN, 2)
"""The least travel under caps of the levels before it."""
FITTEST = Aim("total", 0.0, 0.0, 0.0, 1.0, 3)
"""The fewest points of fit under caps of all levels before it."""


def levels_together() -> Aim:
    """All levels under their weights, which a timetable that is no worse at two may trade."""
    weigh = weights()
    return Aim("weighted", weigh.served, weigh.fairness, weigh.travel, LEAN, 2)


@dataclass
class Drafting:
    """Puts pooled placements together by an integer program.

    Journeys hold for the `travellers`: who could teach those that compete for scarce things,
    and whom an earlier draft sent too far. What is `held` by locks is not placed otherwise.
    """

    relaxation: Relaxation
    travellers: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    held: Held | None = None

    def least(
        self, aim: Aim, caps: Caps, columns: Columns, competing: Small, seconds: float
    ) -> float | None:
        """The least of a level that those who compete can be placed at, all others placed.

        `aim` is that of served or of fairness. None when time ran out, or the caps are too low.
        """
        within = np.zeros(len(self.relaxation.statement.frame.sections), dtype=np.bool_)
        within[competing] = True
        columns = columns.only(within[columns.section] & self._allowed(columns))
        self.travellers = np.union1d(self.travellers, teachers(self.relaxation.statement, columns))
        master = Master(self.relaxation, aim, caps, columns, within)
        taken = master.whole(seconds, GAP, self.travellers)
        if taken is None:
            return None
        within[taken.weeks >= 0] = False
        return self._level(aim, within)

    def draft(
        self, aim: Aim, caps: Caps, columns: Columns, best: Choice, seconds: float
    ) -> Choice | None:
        """The best placements for an aim under caps; None where none were found in time.

        It begins at the best timetable known, so that it finds that where it is in the caps.
        """
        columns = columns.only(self._allowed(columns))
        master = Master(self.relaxation, aim, caps, columns)
        gap = 0.0 if columns.few else GAP
        return master.whole(seconds, gap, self.travellers, self._held(best, columns))

    def gains(self, draft: Choice, best: Choice) -> bool:
        """Whether a draft places others than another timetable does, or has less travel."""
        others = np.any((draft.weeks >= 0) != (best.weeks >= 0))
        return bool(others) or self._metres(draft) < self._metres(best)

    def _metres(self, choice: Choice) -> float:
        placed = np.flatnonzero(choice.weeks >= 0)
        given, at = self.relaxation.statement, choice.at[placed].astype(np.int64)
        return float(placement_costs(given, given.travel, placed, at).sum())

    def free(
        self, columns: Columns, competing: Small, moved: float, dice: np.random.Generator
    ) -> Bools:
        """The sections [S] that may be placed otherwise: so large a part, and who competes."""
        more = max(1.0, AT_ONCE / max(1, len(columns.section)))
        found: Bools = dice.random(len(self.relaxation.statement.frame.sections)) < moved * more
        found[competing] = True
        return found

    def near(self, known: Choice, best: Choice, columns: Columns, free: Bools) -> Columns:
        """The placements known and the best ones, and all of sections to be placed otherwise.

        Those are that are `free` [S], or known no place of, or that nobody can teach as it is
        known: their teachers are travellers from now on.
        """
        free = free | (known.weeks < 0)
        held = columns.only(self._held(known, columns))
        where = stops(self.relaxation.statement, held)
        late = np.isin(where.teacher, too_far(self.relaxation.statement, where))
        free[held.section[where.placement[late]]] = True
        self.travellers = np.union1d(self.travellers, where.teacher[late])
        stay = self._held(known, columns) | self._held(best, columns)
        return columns.only(stay | free[columns.section])

    def late(self, draft: Choice, columns: Columns) -> bool:
        """Whether a draft sends somebody too far."""
        where = stops(self.relaxation.statement, columns.only(self._held(draft, columns)))
        return bool(len(too_far(self.relaxation.statement, where)))

    def _allowed(self, columns: Columns) -> Bools:
        """Which placements the search might make too."""
        if self.held is None:
            return ~shut(self.relaxation.statement, columns)
        allowed = self.held.allows(columns.section, columns.weeks, columns.at)
        return allowed & ~shut(self.held.statement, columns)

    def _held(self, best: Choice, columns: Columns) -> Bools:
        """Which placements are those of a timetable."""
        meetings = self.relaxation.statement.frame.meetings[columns.section]
        unused = np.arange(best.at.shape[1])[None, :, None] >= meetings[:, None, None]
        same = (columns.at == best.at[columns.section]) | unused
        held: Bools = same.all(axis=(1, 2)) & (columns.weeks == best.weeks[columns.section])
        return held

    def _level(self, aim: Aim, out: Bools) -> float:
        """Served, or the worst street's share rounded up, when these sections are left out."""
        statement = self.relaxation.statement
        lost = statement.world.stake[:-1][out].sum(axis=0)
        if aim.served:
            return float(statement.lost + lost[0])
        demand = statement.demand
        streets = len(demand.total)
        share = SHARE * (demand.lost + lost[1 : 1 + streets]) / np.maximum(demand.total, 1)
        return float(np.ceil(share.max(initial=0.0)))


def teachers(statement: Statement, columns: Columns) -> Ints:
    """All who teach in some of these placements, as things."""
    return np.unique(stops(statement, columns).teacher)


def shut(statement: Statement, columns: Columns) -> Bools:
    """Which placements have a meeting at an hour at which it cannot be held."""
    world, at = statement.world, columns.at
    held = np.arange(at.shape[1])[None, :] < world.section[columns.section, MEETINGS][:, None]
    thing, period = world.entry[at[:, :, [ROOM, TEACHER]]], world.entry[at[:, :, [PERIOD]]]
    closed = statement.always_shut[columns.weeks[:, None, None], thing, period] >= FORBIDDEN
    meetings = world.entry[at[:, :, [PERIOD, TEACHER, ROOM]]].astype(np.int64)
    missed = statement.attendance.missed_at(columns.section, columns.weeks, meetings)
    found: Bools = ((closed.any(axis=2) | missed) & held).any(axis=1)
    return found
