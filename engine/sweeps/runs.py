"""Runs: one world under one seed, what it depends on, and how it is worked off."""

import hashlib
import json
from collections.abc import Callable, Iterator

from engine import __version__
from engine.domain.change import Change
from engine.domain.problem import Problem
from engine.domain.results import Plan
from engine.domain.thing import Thing
from engine.refusals import Refusal
from engine.sweeps.apply import apply
from engine.sweeps.rows import Figures, Row, Status, figures
from engine.sweeps.spec import Sweep

KEY_FORMAT = 1  # raised when the same run would give other figures
Solve = Callable[[Problem, int, int], Plan]  # scenario, seed, rounds


class Run(Thing):
    """One cell of the sweep: a case under a seed, on a baseline, with so many rounds."""

    case: str
    changes: tuple[Change, ...]
    seed: int
    rounds: int
    baseline: str

    @property
    def key(self) -> str:
        """The hash of everything the result depends on, paike itself included; not the case's name."""
        content = self.model_dump(mode="json", exclude={"case"})
        text = json.dumps([KEY_FORMAT, __version__, content], sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def row(self, status: Status, reason: str = "", figures: Figures | None = None) -> Row:
        """The row of this run."""
        return Row(
            case=self.case,
            seed=self.seed,
            status=status,
            reason=reason,
            figures=figures,
            baseline=self.baseline,
            key=self.key,
        )


def runs_of(sweep: Sweep, baseline: str) -> Iterator[Run]:
    """Every case under every seed, in the order of the file."""
    for case in sweep.cases:
        for seed in sweep.seeds:
            yield Run(
                case=case.name,
                changes=case.changes,
                seed=seed,
                rounds=sweep.rounds,
                baseline=baseline,
            )


def work(problem: Problem, run: Run, solve: Solve) -> Row:
    """Change the scenario, plan it and take down the figures; a refusal is a row too."""
    try:
        world = apply(problem, run.changes, run.seed)
        plan = solve(world, run.seed, run.rounds)
    except Refusal as refusal:
        return run.row("failed", f"{refusal.zh} {refusal.en}")
    return run.row("done", figures=figures(world, plan))
