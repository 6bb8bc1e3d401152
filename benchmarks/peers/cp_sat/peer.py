"""The monolithic CP-SAT peer: one model of the whole term, as an engineer writes it first.

Each meeting has an hour, a teacher and a room, chosen apart; one optional interval a (meeting,
teacher) and a (meeting, room) keeps them from being in two places at once (`model.py`).
Journeys between venues are pairs of pairs, too many to write down: they are added when a
solution misses one, and the search goes on from there.
"""

import time
from collections.abc import Sequence

from ortools.sat.python import cp_model

from benchmarks.peers.cp_sat.model import Model
from benchmarks.peers.greedy import greedy
from benchmarks.peers.journeys import missed, without_missed
from benchmarks.peers.wishes import Placed, Wishes
from engine.domain.problem import Problem
from engine.domain.timetable import Section, Timetable
from engine.timetabling.statement import state

WORKERS = 2


def cp_sat(
    problem: Problem, sections: Sequence[Section], seconds: float, *, warm: bool = True
) -> Timetable:
    """Search for some seconds, from the greedy peer's timetable if `warm`.

    Writing the model down is not counted.
    """
    statement = state(problem, sections)
    wishes = Wishes.of(statement)
    model = Model(wishes)
    found: Placed = {}
    if warm:
        found = wishes.placed(greedy(problem, sections))
        model.hint(found)
    return wishes.timetable(sections, searched(model, found, seconds))


def searched(model: Model, found: Placed, seconds: float) -> Placed:
    """Solve, and again with the journeys that were missed, until the time is up."""
    end = time.monotonic() + seconds
    best = found
    while (left := end - time.monotonic()) > 0:
        watch = Watch(model)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = WORKERS
        solver.parameters.max_time_in_seconds = left
        solver.parameters.cp_model_probing_level = 0  # half a minute at district size
        solver.parameters.linearization_level = 0  # the first relaxation takes as long again
        status = solver.solve(model.cp, watch)
        best = min([best, *watch.lawful], key=model.costing.total_of)
        if status in {cp_model.INFEASIBLE, cp_model.MODEL_INVALID}:
            raise ValueError(f"the model is {solver.status_name(status)}: {model.cp.validate()}")
        if not watch.missed:
            break
        model.forbid(watch.missed)
        model.hint(best)
    return best


class Watch(cp_model.CpSolverSolutionCallback):
    """Keeps what each solution is worth once missed journeys are out, and ends at the first."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model
        self.lawful: list[Placed] = []
        self.missed: list[tuple[int, int, int]] = []

    def on_solution_callback(self) -> None:
        """Read a solution; a journey that is missed ends this round."""
        placed = self.model.read(self)
        self.missed = list(missed(self.model.wishes, placed))
        self.lawful.append(without_missed(self.model.wishes, placed)[0])
        if self.missed:
            self.stop_search()
