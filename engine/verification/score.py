"""What a timetable is worth, reckoned from the laws alone."""

from dataclasses import dataclass

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.book import RULE_BOOK
from engine.rules.goals.fairness import overruns, unserved_by_street
from engine.rules.rule import GOALS, Breach, Goal
from engine.rules.sections.known_names import sound_part
from engine.verification.tours import tour_metres


@dataclass(frozen=True)
class Score:
    """The four levels and the figures published beside them.

    `levels` goes by goal: priority-learners, 1/10,000, metres a week, points. `streets` gives
    (priority-learners not served, asked for) by street; `overruns` breaks ties of fairness;
    `tour_m` are the teachers' real day tours in metres a week, the mean over the term.
    """

    levels: dict[Goal, int]
    streets: dict[str, tuple[int, int]]
    overruns: int
    tour_m: int
    sections: int
    placed: int
    learners_asked: int
    learners_served: int


def score(problem: Problem, timetable: Timetable) -> Score:
    """Reckon the four levels of a timetable; what the guards set aside counts as not placed."""
    sound = sound_part(timetable, problem)
    return score_sound(problem, sound, costs(problem, sound))


def costs(problem: Problem, sound: Timetable) -> tuple[Breach, ...]:
    """Every amount that a goal counts, in the order of the rule book."""
    soft = (rule for rule in RULE_BOOK if rule.goal != "hard")
    return tuple(breach for rule in soft for breach in rule.breaches(sound, problem))


def score_sound(problem: Problem, sound: Timetable, amounts: tuple[Breach, ...]) -> Score:
    """Add up the amounts of a timetable in which every name is known."""
    levels: dict[Goal, int] = dict.fromkeys(GOALS, 0)
    for breach in amounts:
        levels[breach.rule.goal] += breach.amount
    left, asked = unserved_by_street(sound, problem)
    return Score(
        levels=levels,
        streets={street: (left[street], asked[street]) for street in sorted(asked)},
        overruns=overruns(sound, problem),
        tour_m=tour_metres(sound, problem),
        sections=len(sound.sections),
        placed=len(sound.placements),
        learners_asked=sum(request.learners for request in problem.requests),
        learners_served=sum(sound.served.values()),
    )
