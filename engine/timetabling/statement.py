"""The statement: a problem as arrays that every part of the solver reads the same way."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Section
from engine.rules.axes import Axes, axes_of
from engine.rules.book import RULE_BOOK
from engine.rules.terms import Ints, Needed, Term, Unserved
from engine.timetabling.exact.attendance import Attendance
from engine.timetabling.frame import Frame, frame_of
from engine.timetabling.gathering import Gathered, gather
from engine.timetabling.kernels.arrays import FORBIDDEN, ROOMS, Costs, Reals, Small, World
from engine.timetabling.lists import Lists, lists_of
from engine.timetabling.sharing import apart_lists, pair_costs, prices_of_nothing, world_of

CELLS_A_CHUNK = 2_000_000


@dataclass(frozen=True)
class Statement:
    """Names, lists and limits, costs a goal, what is shut, and the demand that is at stake.

    `shut` [W, Q, P] are prices of nothing, `always_shut` those that hold wherever a meeting is
    (`attendance` tells the others place by place); `modes` [N] goes along with the entries and
    holds indices into `MODES` where an entry is a room; `by_street` [S, G] and `elsewhere` [S]
    of `demand` cover all sections.
    """

    frame: Frame
    world: World
    travel: Costs
    fit: Costs
    shut: Reals
    always_shut: Reals
    attendance: Attendance
    modes: Small
    demand: Unserved

    @property
    def lost(self) -> int:
        """Priority-learners that no section holds."""
        return int(self.demand.lost.sum()) + self.demand.lost_elsewhere


def state(problem: Problem, sections: Sequence[Section]) -> Statement:
    """State a problem for the solver: read the terms of every rule, a chunk at a time."""
    axes = axes_of(problem, sections)
    return state_terms(frame_of(axes), (terms_of(chunk) for chunk in chunks_of(axes)))


def chunks_of(axes: Axes, cells: int = CELLS_A_CHUNK) -> Iterator[Axes]:
    """Cut the sections so that one array over sections x (rooms or teachers) stays small."""
    wide = max(len(axes.rooms), len(axes.teachers), 1)
    step = max(1, cells // wide)
    for start in range(0, max(1, len(axes.every)), step):
        yield replace(axes, chunk=slice(start, start + step))


def terms_of(axes: Axes) -> Iterator[Term]:
    """Give the terms of all rules over one chunk."""
    for rule in RULE_BOOK:
        yield from rule.terms(axes)


def state_terms(frame: Frame, chunks: Iterable[Iterable[Term]]) -> Statement:
    """State terms over a frame; terms without a section axis are read from the first chunk."""
    first: Gathered | None = None
    lists: list[Lists] = []
    apart: list[Ints] = []
    demands: list[Unserved] = []
    needed: list[Needed | None] = []
    start = 0
    for terms in chunks:
        gathered = gather(terms)
        first = first or gathered
        assert gathered.unserved is not None  # the rule book always says what is at stake
        demands.append(gathered.unserved)
        size = len(gathered.unserved.elsewhere)
        lists.append(lists_of(gathered, first, frame, slice(start, start + size)))
        apart += gathered.apart
        needed.append(gathered.needed)
        start += size
    assert first is not None
    attendance = Attendance.joined(frame, needed)
    return joined(frame, first, lists, apart, demands, attendance)


def joined(
    frame: Frame,
    first: Gathered,
    lists: list[Lists],
    apart: list[Ints],
    demands: list[Unserved],
    attendance: Attendance,
) -> Statement:
    """Put the chunks one behind the other."""
    every = Lists.joined(lists)
    demand = replace(
        demands[0],
        by_street=np.concatenate([each.by_street for each in demands]),
        elsewhere=np.concatenate([each.elsewhere for each in demands]),
    )
    apart_at, meet_apart = apart_lists(apart, len(frame.sections))
    section, entry = every.table(frame, apart_at), every.entries(frame, meet_apart)
    modes = np.zeros(len(entry), dtype=np.int32)
    always_shut = prices_of_nothing(first, frame)
    rooms_begin = int(section[:, ROOMS].min(initial=len(entry)))
    modes[rooms_begin : rooms_begin + len(every.modes)] = every.modes
    return Statement(
        frame=frame,
        world=world_of(first, frame, section, entry, stake_of(demand)),
        travel=every.costs("travel", pair_costs(first, frame, "travel"), first, meet_apart),
        fit=every.costs("fit", pair_costs(first, frame, "fit"), first, meet_apart),
        shut=np.where(attendance.busy, FORBIDDEN, always_shut),
        always_shut=always_shut,
        attendance=attendance,
        modes=modes,
        demand=demand,
    )


def stake_of(demand: Unserved) -> Ints:
    """What is lost with each section, in all and by street, and last the streets' demand."""
    in_all = demand.by_street.sum(axis=1) + demand.elsewhere
    stake = np.concatenate([in_all[:, None], demand.by_street], axis=1)
    return np.concatenate([stake, np.append(0, demand.total)[None, :]]).astype(np.int64)
