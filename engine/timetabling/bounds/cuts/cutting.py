"""Cuts: how many of some sections every timetable leaves out, a whole number."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import networkx as nx
import numpy as np

from engine.rules.terms import Bools, Floats, Ints
from engine.timetabling.bounds.aims import NO_CAPS, Aim
from engine.timetabling.bounds.ascent import SPECK, Ascent
from engine.timetabling.bounds.cuts.separating import broken
from engine.timetabling.bounds.master import Solved
from engine.timetabling.bounds.pool import Columns, Pool
from engine.timetabling.bounds.proofs import whole
from engine.timetabling.bounds.relaxation import Answer, Cut, Multipliers, Relaxation
from engine.timetabling.bounds.usage import uses
from engine.timetabling.statement import Statement

COUNTED = Aim("served", 1.0, 0.0, 0.0, 0.0, 0)
"""How many are left out, when each counts for one."""
SCALE = 1 << 16
"""What one section left out counts for in the whole numbers that prove a cut."""
TRIED = 12
"""Sets of sections that are tried in one group."""
A_GROUP = 3
"""Cuts that are taken from one group at a time, the most broken first."""
ALL_LEVELS = 3
"""Levels that are capped where the total is proved."""
BROKEN = 1e-3
"""By so much a master must break a cut that is worth having."""

Seconds = Callable[[], float]
"""How many seconds are left."""


@dataclass
class Cutting:
    """Finds cuts that a master breaks, and proves them over all placements.

    Sections that compete for the same scarce things are a group. Of a group those are taken
    together that cost at least so much when they are left out: as in a matroid, the least
    cost is a sum over such sets, and in each of them whole sections are left out.
    """

    relaxation: Relaxation
    pool: Pool
    _known: set[bytes] = field(default_factory=set, repr=False)

    def cut(self, ascent: Ascent, solved: Solved, seconds: Seconds) -> bool:
        """Add what the last master of an ascent breaks; says whether there was any.

        Cuts count who is left out, so they are looked for where that alone is weighed. Large
        masters take long; so odd sets are looked for in those of the total only.
        """
        if not ascent.aim.travel:
            answer = self.relaxation.answer(ascent.best)
            if self.counted_cuts(ascent.best, answer, solved, seconds):
                return True
        if not ascent.small and ascent.aim.capped < ALL_LEVELS:
            return False
        found = list(broken(self.relaxation.statement, solved.columns, solved.parts))
        self.relaxation.odd_sets += found
        return bool(found)

    def counted_cuts(
        self, given: Multipliers, answer: Answer, solved: Solved, seconds: Seconds
    ) -> int:
        """Add cuts that `solved` breaks; says how many. `given` and `answer` tell who competes."""
        before = len(self.relaxation.cuts)
        costs = self.relaxation.left_out(solved.prices)
        for group in self._groups(given, answer):
            if not nearly_whole(solved.out[group]).all():
                self._cut_group(group, costs, solved.out, seconds)
        return len(self.relaxation.cuts) - before

    def _cut_group(self, group: Ints, costs: Floats, out: Floats, seconds: Seconds) -> None:
        taken = 0
        for inside in self._sets(group, costs, out):
            cut = self.counted_cut(inside, float(out[inside].sum()) + BROKEN, seconds)
            if cut is not None:
                self.relaxation.cuts.append(cut)
                taken += 1
            if taken == A_GROUP or seconds() <= 0:
                return

    def _sets(self, group: Ints, costs: Floats, out: Floats) -> Iterator[Bools]:
        """Sets of a group not tried before: those from a cost on, that of a broken section first."""
        levels = np.unique(costs[group].round(6))
        broken = costs[group][~nearly_whole(out[group])]
        distance = np.abs(levels[:, None] - broken[None, :]).min(axis=1)
        for least in levels[np.argsort(distance, kind="stable")][:TRIED]:
            inside = np.zeros(len(costs), dtype=np.bool_)
            inside[group[costs[group] >= least - SPECK]] = True
            if inside.tobytes() not in self._known and not nearly_whole(out[inside].sum()):
                self._known.add(inside.tobytes())
                yield inside

    def counted_cut(self, inside: Bools, broken: float, seconds: Seconds) -> Cut | None:
        """Count how many of some sections have to be left out; None when that breaks nothing."""
        counting = Relaxation(counted(self.relaxation.statement, inside))
        counting.odd_sets = self.relaxation.odd_sets
        pool = self.pool.of(inside)
        nothing = counting.nothing(COUNTED.served, 0.0, 0.0)
        ascent = Ascent(counting, pool, COUNTED, NO_CAPS, nothing)
        while not ascent.done and np.ceil(ascent.most - SPECK) > broken:
            ascent.round(seconds())
        given = whole(ascent.best, SCALE)
        added = round(counting.answer(given).value)
        least = -(-added // SCALE)
        return Cut(inside, least, SCALE, given, added) if least > broken else None

    def _groups(self, given: Multipliers, answer: Answer) -> Iterator[Ints]:
        """The sections that compete, those together that could use the same priced thing."""
        competing = np.zeros(len(answer.weeks), dtype=np.bool_)
        competing[self.relaxation.contested(given, answer)] = True
        columns = self.pool.of(competing).columns()
        section, thing = paying(self.relaxation.statement, given, columns)
        graph: nx.Graph[int] = nx.Graph()
        graph.add_nodes_from(np.flatnonzero(competing).tolist())
        first = len(competing)
        graph.add_edges_from(zip(section.tolist(), (first + thing).tolist(), strict=True))
        for found in nx.connected_components(graph):
            yield np.array(sorted(each for each in found if each < first))


def paying(statement: Statement, given: Multipliers, columns: Columns) -> tuple[Ints, Ints]:
    """Which sections could use which priced things: hours, days and loads, numbered in a row."""
    used = uses(statement, columns.section, columns.weeks, columns.at)
    weekday = statement.world.period[used.period, 0]
    tables = (
        (given.hours, (used.thing, used.period, used.atom)),
        (given.days, (used.thing, weekday, used.atom)),
        (given.loads, (used.thing, used.atom)),
    )
    sections, things, first = [], [], 0
    for prices, at in tables:
        paid = prices[at] > 0
        sections.append(columns.section[used.placement[paid]])
        things.append(first + np.ravel_multi_index(at, prices.shape)[paid])
        first += prices.size
    return np.concatenate(sections), np.concatenate(things)


def counted(statement: Statement, inside: Bools) -> Statement:
    """The same world, in which each of some sections counts for one and nothing else does."""
    stake = np.zeros_like(statement.world.stake)
    stake[:-1, 0] = inside
    nothing_lost = replace(
        statement.demand, lost=np.zeros_like(statement.demand.lost), lost_elsewhere=0
    )
    world = statement.world._replace(stake=stake)
    return replace(statement, world=world, demand=nothing_lost)


def nearly_whole(parts: Floats) -> Bools:
    """Which parts are none or all, as far as a solver can tell."""
    found: Bools = np.abs(parts - np.rint(parts)) < BROKEN
    return found
