"""Unserved demand: for every section that is not held, what stops it and who is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from engine.domain.courses import Course
from engine.domain.timetable import Section
from engine.explanation.standing.cells import Cells, Standing, choose
from engine.explanation.standing.lacks import Lack, fewest_rules, housed, lack_of
from engine.explanation.standing.possible import Blame
from engine.explanation.wording.alone import partner_word, reason_word
from engine.explanation.wording.dayparts import times_word
from engine.explanation.wording.words import place_word, room_word, skill_word
from engine.pooling.neighbourhoods import class_sizes
from engine.pooling.pooled import Alone
from engine.rules.terms import Bools, Ints, Spread

FEW_TIMES = 4
SEARCH_ENDED = "search_ended"  # nothing stops the section; the search ended before it was placed

NOTHING_MISSING = "不缺:有空的教师和教室,搜索结束前未排入"


@dataclass(frozen=True)
class Account:
    """Why one section is not held: rules that stop it, and the missing partner in Chinese."""

    section: Section
    reasons: tuple[str, ...]
    missing: str


def account(standing: Standing, row: int) -> Account:
    """Say what stops a section: what it lacks for good, else what the others take from it."""
    section = standing.axes.sections[row]
    lack = lack_of(standing.possible, row)
    if lack is not None:
        return Account(section, lack.rules, _lacking(standing, row, lack))
    cells = list(standing.cells(row, standing.wish(row)))
    return Account(section, _stopping(standing, row, cells), _taken(standing, row, cells))


def account_alone(standing: Standing, row: int, alone: Alone) -> Account:
    """Say why pooling left learners alone, and what keeps their nearest partner apart."""
    found = account(standing, row)
    if alone.reason != "too_few_learners":
        reasons = dict.fromkeys((alone.reason, *found.reasons))
        return Account(found.section, tuple(reasons), found.missing)
    course = standing.axes.courses[row]
    few = max(1, class_sizes(standing.axes.problem, course)[0] - alone.learners)
    missing = f"缺:同课程学员{few}人{partner_word(alone)}"
    return Account(found.section, (alone.reason,), missing)


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


def _lacking(standing: Standing, row: int, lack: Lack) -> str:
    """Name the partner that does not exist."""
    words = Words(standing, row)
    allowed = standing.possible.periods[row]
    teacher = words.teacher("teacher_audience" in lack.rules)
    return {
        "no_teacher": f"缺:能教{teacher}",
        "no_room": f"缺:{words.street}{words.room}",
        "no_near_teacher": f"缺:能到{words.street}教{teacher}",
        "no_allowed_period": f"缺:每周{words.course.meetings_per_week}次课够用的允许节次",
        "no_teacher_hours": f"缺:{words.times(allowed) or '允许节次'}能教{teacher}",
        "no_room_hours": f"缺:{words.street}{words.times(allowed) or '允许节次'}开放、{words.room}",
        "no_common_hours": f"缺:{words.times(allowed & housed(standing.possible, row))}能教{teacher}",
        "refused": "缺:开班条件(" + "、".join(reason_word(rule) for rule in lack.rules) + ")",
    }[lack.what]


def _taken(standing: Standing, row: int, cells: Sequence[Cells]) -> str:
    """Name the partner that others have taken, and when it would be needed."""
    if any(choose(each, *_course(standing, row)) for each in cells):
        return NOTHING_MISSING
    words = Words(standing, row)
    teachers, rooms, lawful = (
        np.logical_or.reduce([some(each).any(axis=(0, 1)) for each in cells])
        for some in (attrgetter("manned"), attrgetter("housed"), attrgetter("lawful"))
    )
    when = rooms if rooms.any() else lawful
    parts = []
    if rooms.any() or not teachers.any():
        count = len(
            {teacher for each in cells for teacher in each.teachers[each.lawful.any((1, 2))]}
        )
        parts.append(f"{words.times(when)}有空、能教{words.teacher()}({count}名都已排满或赶不到)")
    if not rooms.any():
        count = len({room for each in cells for room in each.rooms[each.lawful.any((0, 2))]})
        when = teachers if teachers.any() else lawful
        parts.append(f"{words.street}{words.times(when)}空闲、{words.room}({count}间都已占用)")
    return "缺:" + ";".join(parts)


class Words:
    """The Chinese words for one section's missing partners."""

    def __init__(self, standing: Standing, row: int) -> None:
        self.standing = standing
        self.course = standing.axes.courses[row]
        self.section = standing.axes.sections[row]
        self.request = standing.axes.problem.request[self.section.requests[0]]
        self.street = place_word(standing.axes.problem, self.request.area)
        self.room = room_word(self.course, self.section.learners)

    def teacher(self, *audience: bool) -> str:
        """A teacher of the skill, for the audience where that is what lacks."""
        meant = f"、面向{self.request.audience}" if any(audience) else ""
        return f"{skill_word(self.course)}{meant}的教师"

    def times(self, periods: Bools) -> str:
        """The parts of the week; nothing when they are too many to be what is missing."""
        word = times_word(self.standing.axes.periods[at] for at in np.flatnonzero(periods))
        return "" if periods.all() or word.count("、") >= FEW_TIMES else word
