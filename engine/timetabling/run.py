"""A run: lanes that search and a prover that raises prices, in turns, until the pace is over."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from engine.rules.terms import Floats
from engine.timetabling.bounds.proofs import Reached
from engine.timetabling.bounds.proving import MASTER_ROUNDS, Prover
from engine.timetabling.choice import Choice
from engine.timetabling.exact.locks import Held
from engine.timetabling.kernels.arrays import Costs, Small
from engine.timetabling.lane import Drive, Lane, Value
from engine.timetabling.pace import Pace
from engine.timetabling.schedule import Setting, setting_at
from engine.timetabling.statement import Statement
from engine.timetabling.watching import Phase, Progress, Watcher
from engine.timetabling.weights import weights

LANES = 2
"""Lanes of a deterministic run, whatever the number of workers."""
STEPS_A_ROUND = 1000
ROUNDS_A_TURN = 2
PROVING_ENDS = 0.9
"""The part of the run in which prices are still raised; after it small worlds are drafted."""
SETTLED = "travel"
"""When the search turns to this level, those before it are what they will be."""
MASTER_SECONDS = 600.0
"""How long a master may take where no clock decides: it ends long before."""
NOBODY = np.zeros(0, dtype=np.int32)
PUSH = 0.3
"""How often a step pushes an unplaced section in."""

Hints = tuple[Floats, Small]
"""What the prover tells the search: prices to go by, and the sections that are contested."""


def reached(value: Value) -> Reached:
    """The four levels of a value by name; ties of fairness have none."""
    served, fairness, _, travel, fit = value
    return {"served": served, "fairness": fairness, "travel": travel, "fit": fit}


@dataclass
class Run:
    """One run over a statement; what is `held` of it binds the search, not the proof."""

    statement: Statement
    pace: Pace
    watch: Watcher
    held: Held | None = None
    lanes: list[Lane] = field(init=False)
    prover: Prover = field(init=False)
    drafted: bool = False
    _stage: str = "served"
    _ceiling: Value = (0, 0, 0, 0, 0)
    _weighted: dict[tuple[float, float], Costs] = field(default_factory=dict)

    def __post_init__(self) -> None:
        search = self.pace.search
        count = LANES if search.deterministic else max(1, search.workers)
        self.held = self.held or Held.nothing(self.statement)
        self.lanes = [Lane.opened(self.held, search.seed * 1000 + n) for n in range(count)]
        self.prover = Prover(self.statement, self._seconds_left, search.seed, self.held)

    @property
    def best(self) -> Lane:
        """The lane with the best timetable; of equals the first."""
        return min(self.lanes, key=lambda lane: lane.value)

    def construct(self, start: Choice | None) -> None:
        """Place everybody once, those with most at stake first, after those of a given start."""
        lane, weigh = self.lanes[0], weights()
        costs = self._costs(weigh.travel, weigh.fit)
        if start is not None:
            lane.take(start)
        lane.insert(costs, lane.shut, self._dearest())
        self.share()
        self.tell("construct")

    def _dearest(self) -> Small:
        """The sections, those with most at stake first."""
        stake = self.statement.world.stake[:-1, 0]
        return np.argsort(-stake, kind="stable").astype(np.int32)

    def share(self) -> None:
        """Let every lane go on from the best timetable of all."""
        best = self.best
        self._ceiling = best.value
        for lane in self.lanes:
            if lane is not best:
                lane.take(best.choice)
        best.take(best.choice)

    def take(self, choice: Choice) -> None:
        """Go on from a timetable, if it is better than the best so far."""
        self.lanes[0].take(choice)
        self.share()

    def prove(self) -> None:
        """Only prove: the timetable cannot become better."""
        self._prove_until(PROVING_ENDS)
        self._settle()
        self._prove_until(1.0)

    def _prove_until(self, part: float) -> None:
        self._inform()
        while self.prover.cost is not None and not self.pace.over(part):
            self.prover.advance()
            self.pace.rounds_done += 1

    def improve(self) -> None:
        """Search and prove in turns until the run is over."""
        with ThreadPoolExecutor(max(1, self.pace.search.workers)) as crew:
            while not self.pace.over():
                self._turn(crew)

    def _turn(self, crew: ThreadPoolExecutor) -> None:
        """Let one unit of proving or drafting, if any is left, and the lanes run side by side."""
        self._next_stage()
        cost, work = self._unit()
        hints = self._guide(), self.prover.contested  # before the prover goes on
        if work is None:
            self._explore_all(crew, self.lanes, hints, cost)
        else:
            self._inform()
            unit = crew.submit(work)
            alone = not self.pace.by_rounds and len(self.lanes) > 1
            lanes = self.lanes[1:] if alone else self.lanes
            self._explore_all(crew, lanes, hints, cost, unit)
            unit.result()
            self._follow_draft()
        self.pace.rounds_done += cost
        self.tell("search" if self.prover.cost is None else "prove")

    def _unit(self) -> tuple[int, Callable[[], None] | None]:
        """What is to be done beside the search, and what it takes in rounds."""
        late = self.pace.part >= PROVING_ENDS
        if late and not self.prover.pool.few:
            return ROUNDS_A_TURN, None
        if not late and self.prover.unsettled():
            self._settle()
        if not late and self.prover.cost is not None:
            return self.prover.cost, self.prover.advance
        if len(self.lanes) == 1 and not self.pace.by_rounds:
            return ROUNDS_A_TURN, None
        return MASTER_ROUNDS, partial(self.prover.redraft, self.best.choice)

    def _next_stage(self) -> None:
        """When the search turns to another level, all go on from the best timetable of all."""
        level = self._setting().stage.level
        if level == self._stage:
            return
        self._stage = level
        self.share()
        if level == SETTLED:
            self._settle()

    def _settle(self) -> None:
        self._inform()
        self.prover.settle(reached(self.best.value))

    def _inform(self) -> None:
        """Tell the prover what the best timetable reaches, and how."""
        self.prover.aim_at(reached(self.best.value))
        self.prover.know(self.best.choice)

    def _follow_draft(self) -> None:
        """Let the last lane go on from a draft, the others placed around it.

        Nothing is lost by it: every lane keeps the best timetable that it has met. A draft
        that gives up what earlier stages held is not followed.
        """
        draft, self.prover.draft = self.prover.draft, None
        if draft is None:
            return
        self.share()
        lane, setting = self.lanes[-1], self._setting()
        lane.take(draft)
        costs = self._costs(setting.weight[2], setting.weight[3])
        lane.insert(costs, self._guide(), self._dearest())
        self.drafted = True
        if self._stage != "served" and lane.strayed:
            lane.take(lane.choice)

    def _explore_all(
        self,
        crew: ThreadPoolExecutor,
        lanes: list[Lane],
        hints: Hints,
        rounds: int,
        unit: Future[None] | None = None,
    ) -> None:
        tasks = [crew.submit(self._explore, lane, hints, rounds, unit) for lane in lanes]
        for task in tasks:
            task.result()

    def _explore(self, lane: Lane, hints: Hints, rounds: int, unit: Future[None] | None) -> None:
        """Search for so many rounds; by the clock, until the unit of proving is done."""
        guide, focus = hints
        while rounds > 0 and not self.pace.over():
            setting = self._setting()
            costs = self._costs(setting.weight[2], setting.weight[3])
            served = setting.stage.level == "served"
            drive = Drive(
                setting.weight,
                setting.ceiling,
                focus if served else NOBODY,
                setting.heat,
                PUSH,
            )
            lane.search(costs, guide, drive, STEPS_A_ROUND)
            rounds -= 1
            if unit is not None and not self.pace.by_rounds:
                rounds = 0 if unit.done() else 1

    def _setting(self) -> Setting:
        return setting_at(self.pace.part, self._ceiling, weights(), drafted=self.drafted)

    def _costs(self, travel: float, fit: float) -> Costs:
        if (travel, fit) not in self._weighted:
            assert self.held is not None  # nothing is held by locks, or something
            self._weighted[travel, fit] = self.held.weighted(travel, fit)
        return self._weighted[travel, fit]

    def _seconds_left(self) -> float:
        """Seconds that a master may take."""
        left = self.pace.seconds_left
        return MASTER_SECONDS if left is None else left

    def _guide(self) -> Floats:
        """Prices for the search in metres: those of travel, before there are any the climb's."""
        relaxation, best, shut = self.prover.relaxation, self.prover.guide, self.lanes[0].shut
        return np.asarray(np.where(shut > 0, shut, relaxation.prices_by_weeks(best)))

    def tell(self, phase: Phase) -> None:
        """Tell the watcher how far the run is."""
        best, frame = self.best, self.statement.frame
        self.watch(
            Progress(
                phase,
                learners=(int(frame.learners[best.choice.weeks >= 0].sum()), frame.asked),
                unserved=best.value[0],
                bound=self.prover.least_unserved,
                seconds_left=None if phase == "done" else self.pace.seconds_left,
            )
        )
