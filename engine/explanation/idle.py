"""Idle supply: teachers and rooms with free periods, and why nobody took them (落地困难)."""

from collections.abc import Iterator
from typing import Literal

import numpy as np

from engine.domain.results import Idle
from engine.explanation.cells import Standing
from engine.explanation.survey import Survey
from engine.rules.terms import Bools

NOT_LENT = {
    "venue_free": "场地不免费",
    "venue_confirmed": "场地未确认",
    "campus_ready": "校园场地缺联络员或独立出入口",
}
NOT_ASKED_TEACHER = "没有需求用到其技能或人群"
NOT_ASKED_ROOM = "附近没有用得上的需求(步行、座位或设施不合)"
ALL_HELD = "用得上的需求都已排上"
TOO_FAR = "未排的需求附近没有他能去的教室"
OTHER_TIMES = "空闲节次与未排的需求不合"
NO_ROOM = "空闲节次附近没有空教室"
NO_TEACHER = "空闲节次没有能来的教师"


def idle(survey: Survey, out: Standing) -> Iterator[Idle]:
    """List what is left of every room's and teacher's time, by kind and id.

    `out` are the sections that are not held. A period is free when nothing is held in it in
    any week; a teacher whose weekly load is used up has none.
    """
    yield from _rooms(survey, out)
    yield from _teachers(survey, out)


def _rooms(survey: Survey, out: Standing) -> Iterator[Idle]:
    masks = out.possible
    free = _free(masks.room_hours, out.taken.rooms)
    asked = np.zeros(len(free), dtype=np.bool_)
    for rooms in survey.rooms.values():
        asked[rooms] = True
    for at, room in enumerate(out.axes.rooms):
        wanting = masks.rooms[:, at]
        if free[at].any():
            if survey.shut[at]:
                why = "、".join(NOT_LENT.get(rule, rule) for rule in survey.shut[at])
            elif not asked[at]:
                why = NOT_ASKED_ROOM
            elif not wanting.any():
                why = ALL_HELD
            else:
                why = NO_TEACHER if (masks.periods[wanting] & free[at]).any() else OTHER_TIMES
            yield _idle("room", room.id, out, free[at], why)


def _teachers(survey: Survey, out: Standing) -> Iterator[Idle]:
    masks = out.possible
    free = _free(masks.teacher_hours, out.taken.teachers)
    _, limit = masks.limits("teacher")[0]
    most = limit.most
    free[(most >= 0) & (out.taken.week.max(axis=1, initial=0) >= most)] = False
    for at, teacher in enumerate(out.axes.teachers):
        if free[at].any():
            why = _why_idle(survey, out, at, free[at])
            yield _idle("teacher", teacher.id, out, free[at], why)


def _why_idle(survey: Survey, out: Standing, teacher: int, free: Bools) -> str:
    masks = out.possible
    near = np.flatnonzero(masks.near_teachers[:, teacher])
    if not survey.asked[teacher]:
        return NOT_ASKED_TEACHER
    if not masks.teachers[:, teacher].any():
        return ALL_HELD
    if not len(near):
        return TOO_FAR
    return NO_ROOM if (masks.periods[near] & free).any() else OTHER_TIMES


def _free(hours: Bools, taken: Bools) -> Bools:
    """Hours [X, P] open in some run of weeks and taken in no week."""
    free: Bools = np.logical_or.reduce(hours, axis=2) & ~np.logical_or.reduce(taken, axis=2)
    return free


def _idle(
    kind: Literal["teacher", "room"], ident: str, out: Standing, free: Bools, why: str
) -> Idle:
    periods = tuple(out.axes.periods[at].id for at in np.flatnonzero(free))
    return Idle(kind=kind, id=ident, free_periods=len(periods), periods=periods, reason=why)
