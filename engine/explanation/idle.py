"""Idle supply: teachers and rooms with free periods, and why nobody took them (落地困难)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, Self

import numpy as np

from engine.domain.results import Idle
from engine.domain.said import Said
from engine.explanation.standing.cells import Standing
from engine.explanation.standing.survey import Survey
from engine.explanation.wording.words import joined
from engine.rules.reasons import reason_word
from engine.rules.terms import Bools

NOT_ASKED_TEACHER = Said(
    zh="没有需求用到其技能或人群", en="no request needs the skill for this audience"
)
NOT_ASKED_ROOM = Said(
    zh="附近没有用得上的需求（步行、座位或设施不合）",
    en="no request nearby could use it (walk, seats or facilities)",
)
ALL_HELD = Said(zh="用得上的需求都已排上", en="all requests that could use it are served")
TOO_FAR = Said(
    zh="未排的需求附近没有他能去的教室", en="may go to no room near a request that is not served"
)
OTHER_TIMES = Said(
    zh="空闲节次与未排的需求不合", en="free at other times than the requests not served"
)
NO_ROOM = Said(zh="空闲节次附近没有空教室", en="no room nearby is free at the same time")
NO_TEACHER = Said(zh="空闲节次没有能来的教师", en="no teacher can come at the same time")
NOT_FOUND = Said(
    zh="有可排的班，搜索结束前未排入", en="a section could be held; the search ended before"
)


def idle(survey: Survey, out: Standing) -> Iterator[Idle]:
    """List what is left of every room's and teacher's time, by kind and id.

    `out` are the sections that are not held. A period is free when nothing is held in it in
    any week; a teacher whose weekly load is used up has none.
    """
    met = Met.of(out)
    yield from _rooms(survey, out, met)
    yield from _teachers(survey, out, met)


@dataclass(frozen=True)
class Met:
    """Teachers [T] and rooms [R] that a section which is not held could still have.

    `matched` ones are free together with a partner.
    """

    teachers: Bools
    rooms: Bools
    matched_teachers: Bools
    matched_rooms: Bools

    @classmethod
    def of(cls, out: Standing) -> Self:
        """Go through the cells of every section that is not held."""
        sizes = [len(out.axes.teachers), len(out.axes.rooms) + 1] * 2
        met = cls(*(np.zeros(size, dtype=np.bool_) for size in sizes))
        for row in range(len(out.axes.sections)):
            for cells in out.cells(row, out.wish(row)):
                met.teachers[cells.teachers[cells.manned.any(axis=(1, 2))]] = True
                met.rooms[cells.rooms[cells.housed.any(axis=(0, 2))]] = True
                met.matched_teachers[cells.teachers[cells.free.any(axis=(1, 2))]] = True
                met.matched_rooms[cells.rooms[cells.free.any(axis=(0, 2))]] = True
        return met


def _rooms(survey: Survey, out: Standing, met: Met) -> Iterator[Idle]:
    free = _free(out.possible.room_hours, out.taken.rooms)
    asked = np.zeros(len(free), dtype=np.bool_)
    for rooms in survey.rooms.values():
        asked[rooms] = True
    for at, room in enumerate(out.axes.rooms):
        if free[at].any():
            why = _why_room(out, met, at) if asked[at] else NOT_ASKED_ROOM
            if survey.shut[at]:
                why = _not_lent(survey.shut[at])
            yield _idle("room", room.id, out, free[at], why)


def _not_lent(rules: Iterable[str]) -> Said:
    why = tuple(rules)
    return Said.by(lambda lang: joined((reason_word(rule, lang) for rule in why), lang))


def _why_room(out: Standing, met: Met, at: int) -> Said:
    if not out.possible.rooms[:, at].any():
        return ALL_HELD
    if met.matched_rooms[at]:
        return NOT_FOUND
    return NO_TEACHER if met.rooms[at] else OTHER_TIMES


def _teachers(survey: Survey, out: Standing, met: Met) -> Iterator[Idle]:
    free = _free(out.possible.teacher_hours, out.taken.teachers)
    _, limit = out.possible.limits("teacher")[0]
    full = (limit.most >= 0) & (out.taken.week.max(axis=1, initial=0) >= limit.most)
    for at, teacher in enumerate(out.axes.teachers):
        if free[at].any() and not full[at]:
            why = _why_teacher(out, met, at) if survey.asked[at] else NOT_ASKED_TEACHER
            yield _idle("teacher", teacher.id, out, free[at], why)


def _why_teacher(out: Standing, met: Met, at: int) -> Said:
    if not out.possible.teachers[:, at].any():
        return ALL_HELD
    if not out.possible.near_teachers[:, at].any():
        return TOO_FAR
    if met.matched_teachers[at]:
        return NOT_FOUND
    return NO_ROOM if met.teachers[at] else OTHER_TIMES


def _free(hours: Bools, taken: Bools) -> Bools:
    """Hours [X, P] open in some run of weeks and taken in no week."""
    free: Bools = np.logical_or.reduce(hours, axis=2) & ~np.logical_or.reduce(taken, axis=2)
    return free


def _idle(
    kind: Literal["teacher", "room"], ident: str, out: Standing, free: Bools, why: Said
) -> Idle:
    periods = tuple(out.axes.periods[at].id for at in np.flatnonzero(free))
    return Idle(kind=kind, id=ident, free_periods=len(periods), periods=periods, reason=why)
