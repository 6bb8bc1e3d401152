"""A run: lanes that search and a prover that raises prices, in turns, until the pace is over."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from engine.timetabling.bounds.proofs import Reached
from engine.timetabling.bounds.proving import Prover
from engine.timetabling.choice import Choice
from engine.timetabling.fresh import weighted
from engine.timetabling.lane import Lane, Value
from engine.timetabling.pace import Pace
from engine.timetabling.schedule import setting_at
from engine.timetabling.statement import Statement
from engine.timetabling.watching import Phase, Progress, Watcher
from engine.timetabling.weights import weights

LANES = 2
"""Lanes of a deterministic run, whatever the number of workers."""
STEPS_A_ROUND = 1000
ROUNDS_A_TURN = 2
PROVING_ENDS = 0.5
"""The part of the run in which prices are still raised."""
PUSH = 0.3
"""How often a step pushes an unplaced section in."""


def reached(value: Value) -> Reached:
    """The four levels of a value by name; ties of fairness have none."""
    served, fairness, _, travel, fit = value
    return {"served": served, "fairness": fairness, "travel": travel, "fit": fit}


@dataclass
class Run:
    """One run over a statement."""

    statement: Statement
    pace: Pace
    watch: Watcher
    lanes: list[Lane] = field(init=False)
    prover: Prover = field(init=False)
    _stage: str = "served"
    _units: int = 0

    def __post_init__(self) -> None:
        search = self.pace.search
        count = LANES if search.deterministic else max(1, search.workers)
        self.lanes = [Lane.opened(self.statement, search.seed * 1000 + n) for n in range(count)]
        self.prover = Prover(self.statement)

    @property
    def best(self) -> Lane:
        """The lane with the best timetable; of equals the first."""
        return min(self.lanes, key=lambda lane: lane.value)

    def construct(self, start: Choice | None) -> None:
        """Place everybody once, those with most at stake first, after those of a given start."""
        lane, weigh = self.lanes[0], weights()
        costs = weighted(self.statement.travel, self.statement.fit, weigh.travel, weigh.fit)
        if start is not None:
            lane.take(start)
        lane.insert(
            costs, lane.shut, np.argsort(-self.statement.world.stake[:-1, 0], kind="stable")
        )
        self.share()
        self.tell("construct")

    def share(self) -> None:
        """Let every lane go on from the best timetable of all."""
        best = self.best
        for lane in self.lanes:
            if lane is not best:
                lane.take(best.choice)
        best.take(best.choice)

    def improve(self) -> None:
        """Search and prove in turns until the run is over."""
        with ThreadPoolExecutor(max(1, self.pace.search.workers)) as crew:
            while not self.pace.over():
                self.prover.aim_at(reached(self.best.value))
                proving = self.pace.part < PROVING_ENDS
                self._turn(crew, proving=proving)
                self.pace.rounds_done += ROUNDS_A_TURN
                self.tell("prove" if proving else "search")

    def _turn(self, crew: ThreadPoolExecutor, *, proving: bool) -> None:
        """Let one unit of proving and the lanes run side by side."""
        if setting_at(self.pace.part, self.best.value, weights()).stage.level != self._stage:
            self._stage = setting_at(self.pace.part, self.best.value, weights()).stage.level
            self.share()
        unit = crew.submit(self._prove) if proving else None
        lanes = self.lanes[1:] if proving and not self.pace.by_rounds else self.lanes
        guide = self._guide()
        for task in [crew.submit(self._explore, lane, guide, unit) for lane in lanes]:
            task.result()
        if unit is not None:
            unit.result()

    def _prove(self) -> None:
        self.prover.advance(self._units)
        self._units += 1

    def _explore(self, lane: Lane, guide: np.ndarray, unit: Future[None] | None) -> None:
        setting = setting_at(self.pace.part, self.best.value, weights())
        costs = weighted(
            self.statement.travel, self.statement.fit, setting.weight[2], setting.weight[3]
        )
        for _ in range(ROUNDS_A_TURN):
            lane.search(
                costs,
                guide,
                setting.weight,
                setting.ceiling,
                steps=STEPS_A_ROUND,
                heat=setting.heat,
                push=PUSH,
            )

    def _guide(self) -> np.ndarray:
        relaxation, total = self.prover.relaxation, self.prover.total.best
        return np.where(
            self.lanes[0].shut > 0, self.lanes[0].shut, relaxation.prices_by_weeks(total)
        )

    def tell(self, phase: Phase) -> None:
        """Tell the watcher how far the run is."""
        value = self.best.value
        asked = int(self.statement.demand.total.sum()) + self._elsewhere()
        proved = self.prover.served.value
        self.watch(
            Progress(
                phase,
                served=asked - value[0],
                unserved=value[0],
                bound=None if proved < 0 else int(np.ceil(proved - 1e-6)),
                gap=None,
                seconds_left=self.pace.seconds_left,
            )
        )

    def _elsewhere(self) -> int:
        demand = self.statement.demand
        return int(demand.elsewhere.sum()) + demand.lost_elsewhere
