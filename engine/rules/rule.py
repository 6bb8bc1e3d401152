"""What a rule is: its sentence, its law and its terms."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.refusals import Lang
from engine.rules.axes import Axes
from engine.rules.terms import Term

Goal = Literal["hard", "served", "fairness", "travel", "fit"]
GOALS: tuple[Goal, ...] = ("served", "fairness", "travel", "fit")


@dataclass(frozen=True)
class Breach:
    """One place where a rule is broken, or one amount that a goal counts.

    `amount` is 1 for a hard rule, priority-learners for served, metres for travel and points
    for fit. `details` fill the gaps of the rule's sentence.
    """

    rule: "Rule"
    amount: int
    section: str | None = None
    details: Mapping[str, object] = field(default_factory=dict)

    def line(self, lang: Lang = "zh") -> str:
        """Word the breach: the mark of its rule, then the sentence."""
        says = self.rule.says_zh if lang == "zh" else self.rule.says_en
        told = says.format(section=self.section, **self.details)
        return self.rule.mark(self.amount, lang) + told


class Rule(ABC):
    """A sentence of the problem that a timetable obeys, or pays for.

    The class docstring is the sentence; `wrong_zh` and `wrong_en` are what is wrong where it
    does not hold, in a few words; `says_zh` and `says_en` word one breach. The law reads
    a finished timetable in clock minutes and metres; the terms tell a solver the same in
    arrays. Neither calls what the other calls.
    """

    name: ClassVar[str]
    goal: ClassVar[Goal] = "hard"
    sentence_zh: ClassVar[str]
    wrong_zh: ClassVar[str]
    wrong_en: ClassVar[str]
    says_zh: ClassVar[str]
    says_en: ClassVar[str]
    source: ClassVar[str] = "engine"

    @abstractmethod
    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Read the law: every place where a timetable breaks the rule, or what it costs there."""

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Tell a solver the rule as arrays over the axes of the problem.

        A rule that every candidate obeys by its form has no terms; its docstring says so.
        """
        yield from ()

    def mark(self, amount: int, lang: Lang) -> str:
        """Begin a line about the rule: `[H]` for a hard one, `[S(8)]` for an amount, and its name.

        In Chinese, where a clerk reads it, what is wrong stands in place of the name.
        """
        hard = self.goal == "hard"
        if lang == "zh":
            return f"{'[违反]' if hard else f'[计{amount}]'} {self.wrong_zh}："
        return f"{'[H]' if hard else f'[S({amount})]'} {self.name}: "

    def breach(self, section: str | None = None, amount: int = 1, **details: object) -> Breach:
        """Make a breach of this rule."""
        return Breach(self, amount, section, details)
