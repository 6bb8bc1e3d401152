"""What the witness found, in lines for a person and in JSON for a machine."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from engine.refusals import Lang
from engine.rules.rule import GOALS, Breach, Goal
from engine.verification.bound.proved import Proved, total_bound
from engine.verification.complaint import Complaint
from engine.verification.score import Score

GOAL_WORDS: dict[Goal, tuple[str, str]] = {
    "served": ("未服务（优先级×人）", "unserved priority-learners"),
    "fairness": ("公平（最差街道，万分比）", "worst street, 1/10,000"),
    "travel": ("路程（米/周）", "metres a week"),
    "fit": ("契合（分）", "points of fit"),
}


@dataclass(frozen=True)
class Judgement:
    """All that the witness found: breaches, recomputed levels, bounds, and complaints.

    `breaches` are of hard rules, `costs` the amounts the goals count. `complaints` are
    published numbers that differ from the witness's own; `proofs` the bounds added up again.
    """

    breaches: tuple[Breach, ...]
    costs: tuple[Breach, ...]
    score: Score
    proofs: tuple[Proved, ...]
    complaints: tuple[Complaint, ...]

    @property
    def lawful(self) -> bool:
        """Whether nothing is broken and nothing published is wrong."""
        return not self.breaches and not self.complaints

    @property
    def levels(self) -> dict[Goal, int]:
        """The levels recomputed, by goal."""
        return self.score.levels

    @property
    def fairness_overruns(self) -> int:
        """What streets lack beyond the district's share, in priority-learners."""
        return self.score.overruns

    @property
    def tour_m(self) -> int:
        """The teachers' real day tours in metres a week."""
        return self.score.tour_m

    @property
    def total_bound(self) -> int:
        """What is proved of the levels together, in the order of the goals."""
        return total_bound(self.proofs)

    def lines(self, lang: Lang = "zh", *, every: bool = False) -> list[str]:
        """One line a breach and a complaint, counts by rule, levels with bounds, the verdict.

        With `every`, each amount that a goal counts has its line too.
        """
        shown = (*self.breaches, *(self.costs if every else ()))
        return [
            *(breach.line(lang) for breach in shown),
            *(complaint.line(lang) for complaint in self.complaints),
            *_counts(shown if every else (*self.breaches, *self.costs), lang),
            *self._level_lines(lang),
            self._last_line(lang),
        ]

    def as_json(self) -> dict[str, object]:
        """The same as plain values."""
        return {
            "lawful": self.lawful,
            "hard_breaches": len(self.breaches),
            "breaches": [_breach_json(breach) for breach in self.breaches],
            "complaints": [
                {"file": each.file, "zh": each.zh, "en": each.en} for each in self.complaints
            ],
            "levels": dict(self.levels),
            "bounds": {
                proof.name: {"adds_up_to": proof.adds_up_to, "bound": proof.bound}
                for proof in self.proofs
            },
            "fairness_overruns": self.fairness_overruns,
            "tour_m": self.tour_m,
            "sections": self.score.sections,
            "placed": self.score.placed,
            "learners_asked": self.score.learners_asked,
            "learners_served": self.score.learners_served,
            "streets": {
                street: {"unserved": left, "asked": asked}
                for street, (left, asked) in self.score.streets.items()
            },
        }

    def _level_lines(self, lang: Lang) -> Iterator[str]:
        proved = {str(proof.name): proof.bound for proof in self.proofs}
        for goal in GOALS:
            word = GOAL_WORDS[goal][0 if lang == "zh" else 1]
            least = proved.get(goal)
            bound = "" if least is None else f"  ≥ {least}"
            name = f"{goal:<9}" if lang == "en" else ""
            yield f"{name}{self.levels[goal]:>12}{bound}  {word}"

    def _last_line(self, lang: Lang) -> str:
        broken, wrong = len(self.breaches), len(self.complaints)
        if lang == "zh":
            if self.lawful:
                return "合格：没有违反任何规则，公布的数字与重算一致。"
            return f"不合格：违反规则 {broken} 处，公布的数字有误 {wrong} 处。"
        if self.lawful:
            return "PASS: no rule is broken, and every published number is right."
        return f"FAIL: {broken} breaches, {wrong} published numbers are wrong."


def _counts(breaches: tuple[Breach, ...], lang: Lang) -> Iterator[str]:
    """How often each rule is broken, or how much it costs."""
    places: Counter[str] = Counter(breach.rule.name for breach in breaches)
    amount: Counter[str] = Counter()
    rules = {breach.rule.name: breach.rule for breach in breaches}
    for breach in breaches:
        amount[breach.rule.name] += breach.amount
    for name, rule in rules.items():
        yield f"{rule.mark(amount[name], lang)}{places[name]} {'处' if lang == 'zh' else 'places'}"


def _breach_json(breach: Breach) -> dict[str, object]:
    return {
        "rule": breach.rule.name,
        "section": breach.section,
        "zh": breach.line("zh"),
        "en": breach.line("en"),
    }
