"""What a section lacks for good, whatever else is placed, and the rules that take it away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.explanation.standing.possible import Blame, Possible
from engine.rules.terms import Bools, Ints

Lacking = Literal[
    "no_teacher",
    "no_room",
    "no_near_teacher",
    "no_allowed_period",
    "no_teacher_hours",
    "no_room_hours",
    "no_common_hours",
    "refused",
]


@dataclass(frozen=True)
class Lack:
    """The first thing a section lacks and the few rules that take it away."""

    what: Lacking
    rules: tuple[str, ...]


def lack_of(chunk: Possible, row: int) -> Lack | None:
    """Find what a section lacks for good; None when it could be held in an empty district."""
    if not chunk.teachers[row].any():
        rows = [Blame(b.rule, b.where[row]) for b in chunk.blamed("section", "teacher")]
        return Lack("no_teacher", fewest_rules(rows))
    if not (chunk.rooms[row].any() or chunk.online[row]):
        return Lack("no_room", fewest_rules(chunk.room_blames(row)))
    if not chunk.near_teachers[row].any():
        return Lack("no_near_teacher", fewest_rules(_pair_blames(chunk, row)))
    return _lack_of_hours(chunk, row) or _refused(chunk, row)


def fewest_rules(blames: Iterable[Blame]) -> tuple[str, ...]:
    """Pick few rules that together stop all that any of them stops, the widest first.

    Where there is nothing to stop, for nobody is registered, it is the first rule that asks.
    """
    by_rule: dict[str, Bools] = {}
    for blame in blames:
        by_rule[blame.rule] = np.logical_or(by_rule.get(blame.rule, blame.where), blame.where)
    chosen: list[str] = []
    left = np.logical_or.reduce(list(by_rule.values()))
    while left.any():
        widest = max(sorted(by_rule), key=lambda rule: int((by_rule[rule] & left).sum()))
        chosen.append(widest)
        left &= ~by_rule[widest]
    return tuple(chosen) or tuple(by_rule)[:1]


def weekdays_of(chunk: Possible, periods: Bools) -> Ints:
    """On how many weekdays the periods of each row [N, P] lie [N]."""
    weekday = chunk.axes.ground.period_weekday
    days = [periods[:, weekday == day].any(axis=1) for day in range(7)]
    count: Ints = np.stack(days).sum(axis=0, dtype=np.int64)
    return count


def taught(chunk: Possible, row: int) -> Bools:
    """Periods [P] in which somebody who may teach a section is there."""
    return _any_of(chunk.teacher_hours, chunk.near_teachers[row], chunk.weeks[row])


def housed(chunk: Possible, row: int) -> Bools:
    """Periods [P] in which a room that may hold a section is open, or it may meet online."""
    if chunk.online[row]:
        return np.ones(len(chunk.axes.periods), dtype=np.bool_)
    return _any_of(chunk.room_hours, chunk.rooms[row], chunk.weeks[row])


def _any_of(hours: Bools, who: Bools, runs: Bools) -> Bools:
    found: Bools = np.logical_or.reduce(hours[who][:, :, runs], axis=(0, 2))
    return found


def _lack_of_hours(chunk: Possible, row: int) -> Lack | None:
    if not chunk.weeks[row].any():
        weeks = [Blame(b.rule, b.where[row]) for b in chunk.blamed("section", "weeks")]
        return Lack("no_allowed_period", fewest_rules(weeks))
    own = [Blame(b.rule, b.where[row]) for b in chunk.blamed("section", "period")]
    teachers = _closed(
        chunk.blamed("teacher", "period", "weeks"), chunk.near_teachers[row], chunk.weeks[row]
    )
    rooms = _closed(chunk.blamed("room", "period", "weeks"), chunk.rooms[row], chunk.weeks[row])
    allowed, here, there = chunk.periods[row], taught(chunk, row), housed(chunk, row)
    cases: list[tuple[Lacking, Bools, list[Blame]]] = [
        ("no_allowed_period", allowed, own),
        ("no_teacher_hours", allowed & here, own + teachers),
        ("no_room_hours", allowed & there, own + rooms),
        ("no_common_hours", allowed & here & there, own + teachers + rooms),
    ]
    for what, periods, blames in cases:
        if weekdays_of(chunk, periods[None, :])[0] < chunk.axes.courses[row].meetings_per_week:
            return Lack(what, fewest_rules(blames))
    return None


def _refused(chunk: Possible, row: int) -> Lack | None:
    rules = tuple(b.rule for b in chunk.blamed("section") if b.where[row])
    return Lack("refused", rules) if rules else None


def _pair_blames(chunk: Possible, row: int) -> list[Blame]:
    pairs = np.ix_(chunk.teachers[row], chunk.rooms[row])
    return [Blame(b.rule, b.where[pairs].ravel()) for b in chunk.blamed("teacher", "room")]


def _closed(blames: Sequence[Blame], who: Bools, runs: Bools) -> list[Blame]:
    """The periods [P] in which all of some teachers or rooms are out, rule by rule."""
    parts = [(blame.rule, blame.where[who][:, :, runs]) for blame in blames]
    out = np.logical_or.reduce([part for _, part in parts])
    closed = np.logical_and.reduce(out, axis=(0, 2))
    return [Blame(rule, closed & np.logical_or.reduce(part, axis=(0, 2))) for rule, part in parts]
