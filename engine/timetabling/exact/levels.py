"""Level by level: each is minimised, then held while the next one is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from engine.timetabling.exact.model import Linear, Model


@dataclass(frozen=True)
class Effort:
    """How hard to look: CP-SAT's deterministic time a level, which no clock decides, and its seed."""

    deterministic_time: float = 4.0
    seed: int = 0


@dataclass(frozen=True)
class Settled:
    """The candidates chosen, and how many levels are proved, from the first one on.

    `whole` when every level is: nothing better exists among the candidates.
    """

    chosen: tuple[int, ...]
    proved: int
    whole: bool


def settle(
    model: Model,
    levels: Sequence[Callable[[], Linear]],
    *,
    hint: Sequence[int],
    effort: Effort,
) -> Settled:
    """Minimise the levels in their order, starting from a choice that is known to be lawful.

    The choice is never worse than the hint: a level that finds nothing better keeps it.
    """
    chosen = frozenset(hint)
    proved = 0
    for number, level in enumerate(levels):
        goal = level()
        model.cp.minimize(goal)
        solver, status = _search(model, chosen, effort)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break
        chosen = frozenset(
            at for at, taken in enumerate(model.chosen) if solver.boolean_value(taken)
        )
        proved += status == cp_model.OPTIMAL and proved == number
        model.cp.add(goal <= round(solver.objective_value))
    return Settled(tuple(sorted(chosen)), proved, proved == len(levels))


def _search(model: Model, hint: frozenset[int], effort: Effort) -> tuple[cp_model.CpSolver, int]:
    model.cp.clear_hints()  # type: ignore[no-untyped-call]
    for at, taken in enumerate(model.chosen):
        model.cp.add_hint(taken, at in hint)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = effort.seed
    solver.parameters.max_deterministic_time = effort.deterministic_time
    status = solver.solve(model.cp)
    return solver, int(status)
