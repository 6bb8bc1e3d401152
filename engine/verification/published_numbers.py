"""Holds the published numbers against the witness's own: verdict, unserved, postings."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.domain.problem import Problem
from engine.domain.results import LevelValue, Unserved, Verdict
from engine.domain.timetable import Posting, Timetable
from engine.rules.rule import GOALS, Goal
from engine.verification.bound.proved import Proved, total_bound
from engine.verification.bound.weights import weights
from engine.verification.complaint import Complaint, differs
from engine.verification.score import Score

VERDICT, UNSERVED, POSTINGS = "verdict.json", "unserved.csv", "postings.csv"
GAP_DIGITS = 0.005  # a published gap may be rounded to hundredths of a percent


@dataclass(frozen=True)
class Found:
    """What the witness reckoned itself; without an input hash that one is not compared."""

    score: Score
    hard_breaches: int
    proofs: Sequence[Proved]
    input_hash: str | None

    @property
    def proved(self) -> dict[str, int]:
        """What the prices prove, by the name of the bound; nothing proves 0."""
        return {
            "weighted": 0,
            **dict.fromkeys(GOALS, 0),
            **{p.name: p.bound for p in self.proofs},
        }


def verdict_complaints(verdict: Verdict, problem: Problem, found: Found) -> Iterator[Complaint]:
    """Compare every number of the verdict that can be reckoned again."""
    score = found.score
    facts = {
        "sections": score.sections,
        "placed": score.placed,
        "hard_breaches": found.hard_breaches,
        "fairness_overruns": score.overruns,
        "tour_m": score.tour_m,
        "learners_asked": score.learners_asked,
        "learners_served": score.learners_served,
        "settings": problem.settings.model_dump(),
        "input_hash": verdict.input_hash if found.input_hash is None else found.input_hash,
        "total": total_of(score.levels),
        "total_bound": total_bound(found.proofs),
        "weighted_bound": found.proved["weighted"],
    }
    for name, value in facts.items():
        if getattr(verdict, name) != value:
            yield differs(VERDICT, name, getattr(verdict, name), value)
    if tuple(level.name for level in verdict.levels) != GOALS:
        yield differs(VERDICT, "levels", [level.name for level in verdict.levels], list(GOALS))
    for level in verdict.levels:
        yield from _level_complaints(level, score.levels[level.name], found.proved[level.name])
    yield from _gap_complaints(verdict)


def _gap_complaints(verdict: Verdict) -> Iterator[Complaint]:
    """Both gaps follow from the total and its bounds."""
    told = {
        "gap": (verdict.gap, verdict.total_bound),
        "weighted_gap": (verdict.weighted_gap, verdict.weighted_bound),
    }
    for name, (gap, bound) in told.items():
        right = 100 * (verdict.total - bound) / verdict.total if verdict.total else 0.0
        if abs(gap - right) > GAP_DIGITS:
            yield differs(VERDICT, name, gap, round(right, 4))


def _level_complaints(level: LevelValue, value: int, proved: int) -> Iterator[Complaint]:
    """A level is the laws' own; its bound is what prices prove, or lies between that and it."""
    if level.value != value:
        yield differs(VERDICT, level.name, level.value, value)
    if level.certified != proved:
        yield differs(VERDICT, f"{level.name} certified", level.certified, proved)
    if level.proof == "prices" and level.bound != level.certified:
        yield differs(VERDICT, f"{level.name} bound", level.bound, level.certified)
    if not level.certified <= level.bound <= level.value:
        between = f"{level.certified}…{level.value}"
        yield differs(VERDICT, f"{level.name} bound", level.bound, between)


def total_of(levels: dict[Goal, int]) -> int:
    """The weighted total of the four levels."""
    return sum(weight * levels[goal] for goal, weight in weights().items())


def unserved_complaints(
    rows: Sequence[Unserved], problem: Problem, sound: Timetable
) -> Iterator[Complaint]:
    """Every request with learners not served has one row with their number, and no other has."""
    for name, count in Counter(row.request for row in rows).items():
        if count > 1:
            yield differs(UNSERVED, f"{name} (×)", count, 1)
    told = {row.request: row.learners for row in rows}
    left = {
        request.id: request.learners - sound.served.get(request.id, 0)
        for request in problem.requests
    }
    for name in sorted(told.keys() | left.keys()):
        if told.get(name, 0) != max(0, left.get(name, 0)):
            yield differs(UNSERVED, name, told.get(name, 0), max(0, left.get(name, 0)))


def posting_complaints(rows: Sequence[Posting], problem: Problem) -> Iterator[Complaint]:
    """Every posting is of one person of the register at one school, once under each rule."""
    for row in rows:
        if row.person not in problem.teacher or row.school not in problem.school:
            yield Complaint(
                POSTINGS,
                f"人员 {row.person} 或学校 {row.school} 不存在。",
                f"Person {row.person} or school {row.school} does not exist.",
            )
    for (person, rule), count in Counter((row.person, row.rule) for row in rows).items():
        if count > 1:
            yield differs(POSTINGS, f"{person} {rule} (×)", count, 1)
