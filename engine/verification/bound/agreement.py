"""Holds the terms against the law on a seeded sample of placements.

A bound is only worth as much as the terms it is added up from.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace

from engine.domain.courses import MODES
from engine.domain.problem import Problem
from engine.domain.timetable import Meeting, Section, Timetable
from engine.rules.axes import Axes, axes_of
from engine.rules.book import RULE_BOOK
from engine.rules.parts import narrowed
from engine.rules.rule import Rule
from engine.rules.terms import Term
from engine.verification.complaint import Complaint
from engine.verification.placed_rows import lay_out, malformed_placements
from engine.verification.terms_reading import amounts, refusals

SAMPLE = 60
SEED = 20230512
Rows = tuple[Meeting, ...]
JUDGED_ALONE = ("hard", "travel", "fit")  # what one placement breaks or costs by itself


def disagreements(sound: Timetable, axes: Axes) -> Iterator[Complaint]:
    """Complain of every rule of which law and terms judge a sampled placement differently.

    Each placement of the sample is judged alone: as published, and with its periods, people
    and places drawn anew.
    """
    chance = random.Random(SEED)  # noqa: S311 - a seeded sample, not a secret
    malformed = {name for name, _ in malformed_placements(sound, axes)}
    placed = sorted(
        name
        for name, rows in sound.placements.items()
        if name not in malformed and _goes_on(axes.problem, rows[0])
    )
    names = sorted(chance.sample(placed, min(SAMPLE, len(placed))))
    sections = tuple(sound.section[name] for name in names)
    drawn = {name: _with_another(sound.placements[name], axes, chance) for name in names}
    part = _drawn_only(sections, drawn.values(), axes)
    rules = [rule for rule in RULE_BOOK if rule.goal in JUDGED_ALONE]
    terms = {rule: list(rule.terms(part)) for rule in rules}
    for name in names:
        for meetings in drawn[name]:
            alone = Timetable(sections=sections, meetings=meetings)
            yield from (_complaint(rule, name) for rule in _torn(terms, alone, part))


def _goes_on(problem: Problem, row: Meeting) -> bool:
    """Whether a meeting has a week of which no day is over: laws do not judge what is over."""
    return problem.as_of is None or row.weeks.numbers[-1] > problem.term.week_of(problem.as_of)


def _with_another(rows: Rows, axes: Axes, chance: random.Random) -> tuple[Rows, Rows]:
    """A placement as published, and with its periods, people and places drawn anew."""
    return rows, tuple(_drawn_anew(row, axes, chance) for row in rows)


def _drawn_only(
    sections: tuple[Section, ...], drawn: Iterable[tuple[Rows, Rows]], axes: Axes
) -> Axes:
    """Axes of a sample alone: laws and terms over a whole city would take minutes each time."""
    rows = [row for each in drawn for meetings in each for row in meetings]
    people, rooms = {row.teacher for row in rows}, {row.room for row in rows}
    asked = {name for section in sections for name in section.requests}
    problem = narrowed(
        axes.problem,
        tuple(each for each in axes.problem.requests if each.id in asked),
        tuple(each for each in axes.problem.rooms if each.id in rooms),
        tuple(each for each in axes.problem.teachers if each.id in people),
    )
    return replace(axes_of(problem, sections), runs=axes.weeks)


def _torn(terms: dict[Rule, list[Term]], alone: Timetable, axes: Axes) -> Iterator[Rule]:
    """The rules of which law and terms disagree."""
    laid = lay_out(alone, axes)
    for rule, told in terms.items():
        broken = list(rule.breaches(alone, axes.problem))
        if rule.goal == "hard":
            torn = bool(broken) != any(refusals(told, laid))
        else:
            torn = amounts(told, laid)[rule.goal] != sum(each.amount for each in broken)
        if torn:
            yield rule


def _drawn_anew(row: Meeting, axes: Axes, chance: random.Random) -> Meeting:
    mode = chance.choice(MODES if axes.rooms else ("online",))
    return row.model_copy(
        update={
            "period": chance.choice(axes.periods).id,
            "teacher": chance.choice(axes.teachers).id,
            "mode": mode,
            "room": None if mode == "online" else chance.choice(axes.rooms).id,
        }
    )


def _complaint(rule: Rule, section: str) -> Complaint:
    return Complaint(
        "certificate.json",
        f"规则“{rule.wrong_zh}”的条文与数组对班 {section} 判断不同。",
        f"Law and terms of {rule.name} judge {section} differently.",
    )
