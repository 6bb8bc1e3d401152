"""A lane: one timetable in the making, with everything one thread needs to work on it."""

from dataclasses import dataclass

import numpy as np

from engine.timetabling.choice import Choice
from engine.timetabling.exact.locks import Held
from engine.timetabling.kernels.arrays import (
    FORBIDDEN,
    SERVED,
    Best,
    Costs,
    Reals,
    Scratch,
    Small,
    State,
    Trail,
)
from engine.timetabling.kernels.conflicts import fits
from engine.timetabling.kernels.fresh import (
    empty_state,
    never_free,
    nothing_kept,
    scratch_of,
    trail_of,
)
from engine.timetabling.kernels.levels import keep_if_better
from engine.timetabling.kernels.moves import place, remove
from engine.timetabling.kernels.steps import insert_all, search
from engine.timetabling.statement import Statement

Value = tuple[int, int, int, int, int]


@dataclass(frozen=True)
class Drive:
    """What drives a search: the weights of the levels [4] and how cold it is.

    No step is accepted that leaves more unserved than `ceiling[0]` or a worse street than
    `ceiling[1]`; ruins mostly begin in `focus`; `push` is how often an unplaced section is
    pushed in.
    """

    weight: Reals
    ceiling: Reals
    focus: Small
    heat: float
    push: float


@dataclass(frozen=True)
class Lane:
    """A state with its scratch space, its trail and the best timetable met so far.

    `shut` are the prices of nothing, `FORBIDDEN` also where a limit allows no meeting at all;
    `always_shut` those of them that hold wherever a meeting is.
    """

    statement: Statement
    shut: Reals
    always_shut: Reals
    state: State
    scratch: Scratch
    trail: Trail
    best: Best

    @classmethod
    def opened(cls, held: Held, seed: int) -> "Lane":
        """Open a lane with an empty timetable and its own stream of random bits."""
        statement, world = held.statement, held.statement.world
        state = empty_state(world, statement.lost, statement.demand.lost)
        never = never_free(world)
        return cls(
            statement,
            np.where(never, FORBIDDEN, statement.shut),
            np.where(never, FORBIDDEN, statement.always_shut),
            state,
            scratch_of(world, seed),
            trail_of(world, held.fixed),
            nothing_kept(state),
        )

    def insert(self, costs: Costs, prices: Reals, order: Small) -> None:
        """Place the sections in this order, each where it is cheapest now, if anywhere."""
        given, queue = self.statement, order.astype(np.int32)
        insert_all(
            given.world,
            given.travel,
            given.fit,
            costs,
            self.state,
            prices,
            self.scratch,
            queue,
            len(queue),
        )
        self.keep()

    def search(self, costs: Costs, guide: Reals, drive: Drive, steps: int) -> None:
        """Take annealed steps at one heat."""
        given = self.statement
        search(
            given.world,
            given.travel,
            given.fit,
            costs,
            self.state,
            self.shut,
            guide,
            self.scratch,
            self.trail,
            drive.weight,
            drive.ceiling,
            drive.focus,
            self.best,
            steps,
            drive.heat,
            drive.push,
        )

    def take(self, choice: Choice, shut: Reals | None = None) -> None:
        """Make the timetable that of a choice; what is not lawful beside the rest stays out.

        `shut` [W, Q, P] is what is shut for it: without, only what is wherever a meeting is, as
        suits a timetable that was lawful.
        """
        given, closed = self.statement, self.always_shut if shut is None else shut
        for section in np.flatnonzero(self.state.weeks >= 0):
            remove(given.world, given.travel, given.fit, self.state, int(section))
        for section in np.flatnonzero(choice.weeks >= 0):
            run, at = choice.weeks[section], choice.at[section]
            if fits(
                given.world,
                given.travel.pair,
                closed,
                self.state,
                self.scratch,
                int(section),
                run,
                at,
            ):
                place(given.world, given.travel, given.fit, self.state, int(section), run, at)
        self.keep()

    def keep(self) -> None:
        """Keep the timetable when it is the best so far."""
        keep_if_better(self.statement.world.stake[-1, 1:], self.state, self.best)

    @property
    def strayed(self) -> bool:
        """Whether the timetable in the making serves less, or less fairly, than the best met."""
        demand = self.statement.world.stake[-1, 1:]
        unserved = self.state.unserved[demand > 0]
        worst = int(np.max(-(-10_000 * unserved // demand[demand > 0]), initial=0))
        return (int(self.state.sums[SERVED]), worst) > self.value[:2]

    @property
    def choice(self) -> Choice:
        """The best timetable met so far, as it is now: the lane may be searching elsewhere."""
        return Choice(self.best.weeks.copy(), self.best.at.copy())

    @property
    def value(self) -> Value:
        """Its five numbers: served, fairness, overruns, travel, fit."""
        served, fairness, overruns, travel, fit = (int(each) for each in self.best.value)
        return served, fairness, overruns, travel, fit
