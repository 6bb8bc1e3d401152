"""What a peer's timetable is worth: the witness judges, and what breaks a rule is taken out."""

from collections import Counter
from dataclasses import dataclass

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.rule import Goal
from engine.timetabling.weights import weights
from engine.verification.score import score
from engine.verification.verify import hard_breaches


@dataclass(frozen=True)
class Judged:
    """A lawful timetable, the sections taken out of it to make it so, and its levels."""

    timetable: Timetable
    removed: int
    levels: dict[Goal, int]

    @property
    def total(self) -> int:
        """The levels as one number, under the weights of the engine."""
        return sum(weight * self.levels[name] for name, weight in weights())


def judged(problem: Problem, timetable: Timetable) -> Judged:
    """Take out the section named in most breaches, one after another, until none is left."""
    left, removed = timetable, 0
    while breaches := hard_breaches(problem, left):
        named = Counter(each.section for each in breaches if each.section in left.placements)
        if not named:
            raise ValueError(f"nothing to take out: {breaches[0].line('en')}")
        worst = min(named, key=lambda name: (-named[name], name or ""))
        rows = tuple(row for row in left.meetings if row.section != worst)
        left, removed = left.model_copy(update={"meetings": rows}), removed + 1
    return Judged(left, removed, score(problem, left).levels)
