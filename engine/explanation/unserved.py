"""Unserved demand: for every section that is not held, what stops it and who is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from engine.domain.courses import Course
from engine.domain.said import Said
from engine.explanation.standing.cells import Standing
from engine.explanation.standing.choice import Cells, choose
from engine.explanation.standing.lacks import Lack, fewest_rules, housed, lack_of
from engine.explanation.standing.possible import Blame
from engine.explanation.wording.alone import partner_word
from engine.explanation.wording.partners import all_taken, lacking
from engine.pooling.neighbourhoods import class_sizes
from engine.pooling.pooled import Alone
from engine.rules.terms import Bools, Ints, Spread

SEARCH_ENDED = "search_ended"  # nothing stops the section; the search ended before it was placed

NOTHING_MISSING = Said(
    zh="不缺：教师和教室都有空，搜索结束前未排入",
    en="nothing: a teacher and a room are free; the search ended before",
)


@dataclass(frozen=True)
class Account:
    """Why one section is not held: rules that stop it, and the missing partner in words."""

    reasons: tuple[str, ...]
    missing: Said


def account(standing: Standing, row: int) -> Account:
    """Say what stops a section: what it lacks for good, else what the others take from it."""
    lack = lack_of(standing.possible, row)
    if lack is not None:
        return Account(lack.rules, _lacking(standing, row, lack))
    cells = list(standing.cells(row, standing.wish(row)))
    return Account(_stopping(standing, row, cells), _taken(standing, row, cells))


def account_alone(standing: Standing, row: int, alone: Alone) -> Account:
    """Say why pooling left learners alone, and what keeps their nearest partner apart."""
    if alone.reason != "too_few_learners":
        found = account(standing, row)
        return Account(tuple(dict.fromkeys((alone.reason, *found.reasons))), found.missing)
    course = standing.axes.courses[row]
    few = max(1, class_sizes(standing.axes.problem, course)[0] - alone.learners)
    missing = Said(
        zh=f"同课程学员{few}人{partner_word(alone)}",
        en=f"{few} more learners of the course{partner_word(alone, 'en')}",
    )
    return Account((alone.reason,), missing)


def _stopping(standing: Standing, row: int, cells: Sequence[Cells]) -> tuple[str, ...]:
    """Few rules that together block every lawful cell; what keeps free ones from being enough."""
    blames = [
        Blame(rule, np.concatenate([_blocked(each, rule) for each in cells]))
        for rule in dict.fromkeys(block.rule for each in cells for block in each.blocks)
    ]
    free = any(each.free.any() for each in cells)
    rules = fewest_rules(blames) if any(blame.where.any() for blame in blames) else ()
    if not free:
        return rules
    if any(choose(each, *_course(standing, row)) for each in cells):
        return (SEARCH_ENDED,)
    return (*rules, standing.possible.rule_of(Spread))


def _course(standing: Standing, row: int) -> tuple[Course, Ints]:
    return standing.axes.courses[row], standing.axes.ground.period_weekday


def _blocked(cells: Cells, rule: str) -> Bools:
    """Which lawful cells a rule blocks, as one row."""
    where = [np.broadcast_to(b.where, cells.lawful.shape) for b in cells.blocks if b.rule == rule]
    blocked: Bools = where[0][cells.lawful]
    return blocked


def _lacking(standing: Standing, row: int, lack: Lack) -> Said:
    """Name the partner that does not exist."""
    when = standing.possible.periods[row]
    if lack.what == "no_common_hours":
        when = when & housed(standing.possible, row)
    return lacking(standing, row, lack, when)


def _taken(standing: Standing, row: int, cells: Sequence[Cells]) -> Said:
    """Name the partner that others have taken, and when it would be needed."""
    if any(choose(each, *_course(standing, row)) for each in cells):
        return NOTHING_MISSING
    teachers, rooms, lawful = (
        np.logical_or.reduce([some(each).any(axis=(0, 1)) for each in cells])
        for some in (attrgetter("manned"), attrgetter("housed"), attrgetter("lawful"))
    )
    teacher = room = None
    if rooms.any() or not teachers.any():
        able = {one for each in cells for one in each.teachers[each.lawful.any((1, 2))]}
        teacher = len(able), rooms if rooms.any() else lawful
    if not rooms.any():
        fit = {one for each in cells for one in each.rooms[each.lawful.any((0, 2))]}
        room = len(fit), teachers if teachers.any() else lawful
    return all_taken(standing, row, teacher, room)
