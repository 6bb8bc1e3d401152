"""The worlds that are measured: each is read, pooled and placed at most once a run."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from benchmarks.peers.greedy import greedy
from benchmarks.running import ROOT
from engine import verbs
from engine.domain.problem import Problem
from engine.domain.results import Plan
from engine.domain.timetable import Section, Timetable
from engine.plan import plan_in_rounds
from engine.pooling.pooled import Pooled

ROUNDS = 20  # enough for a plan with everything in it; how good it is, is measured elsewhere


@dataclass(frozen=True)
class World:
    """A bundled scenario and what follows from it, made when it is first asked for."""

    name: str

    @property
    def folder(self) -> Path:
        """Where its tables lie."""
        return ROOT / "scenarios" / self.name

    @cached_property
    def problem(self) -> Problem:
        """The scenario as it is read."""
        return verbs.read(self.folder)

    @cached_property
    def pooled(self) -> Pooled:
        """Its requests as sections."""
        return verbs.pool(self.problem)

    @property
    def sections(self) -> Sequence[Section]:
        """The sections to place."""
        return self.pooled.sections

    @cached_property
    def by_hand(self) -> Timetable:
        """The greedy peer's timetable: lawful, full, and there in seconds."""
        return greedy(self.problem, self.sections)

    @cached_property
    def plan(self) -> Plan:
        """Everything that is published, after a short search."""
        return plan_in_rounds(self.problem, seed=1, rounds=ROUNDS)

    @cached_property
    def first_unplaced(self) -> str:
        """The section with the most learners that the greedy peer leaves out."""
        left = (each for each in self.sections if each.id not in self.by_hand.placements)
        return min(left, key=lambda each: (-each.learners, each.id)).id

    @cached_property
    def ordinary_teacher(self) -> str:
        """The teacher in the middle by meetings, of those that the greedy peer gives any."""
        held: dict[str, int] = {}
        for row in self.by_hand.meetings:
            held[row.teacher] = held.get(row.teacher, 0) + 1
        ranked = sorted(held, key=lambda teacher: (held[teacher], teacher))
        return ranked[len(ranked) // 2]
