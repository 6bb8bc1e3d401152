"""Proposals: the unlocks that might let one section be held, cheapest to agree to first.

They are read off the cells that a granted change would leave free; whether they hold is for a
re-solve to say (`trials.py`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.domain.thing import Words
from engine.explanation.standing.cells import Cells, Choice, Standing, Wish, choose
from engine.explanation.standing.possible import Blame
from engine.explanation.unlocking.unlocks import (
    AllowPeriods,
    MoreRoom,
    MoreTeacher,
    RaiseLoad,
    Rearrange,
    Unlock,
    WidenWalk,
)
from engine.rules.rooms.walk import LearnersWalk
from engine.rules.terms import Bools, Floats, Ints
from engine.rules.times.allowed import AllowedPeriods

NEAREST_ROOMS = 25
FURTHEST = 2.0  # a walk is widened to at most twice what was asked for


@dataclass(frozen=True)
class Proposal:
    """An unlock and the cells in which it would hold the section by itself, if there are any."""

    unlock: Unlock
    choice: Choice | None = None


def proposals(standing: Standing, row: int) -> Iterator[Proposal]:
    """List what might help a section: nothing at all, load, time, way, room, teacher."""
    wish = standing.wish(row)
    yield from _as_it_is(standing, row, wish)
    yield from _more_load(standing, row, wish)
    yield from _other_periods(standing, row, wish)
    yield from _wider_walk(standing, row, wish)
    yield from _one_more(standing, row, wish)


def _as_it_is(standing: Standing, row: int, wish: Wish) -> Iterator[Proposal]:
    found = standing.choice(row, wish)
    if found is not None:
        online = any(room == standing.online_room for _, room, _ in found.slots)
        yield Proposal(Rearrange(online), found)


def _more_load(standing: Standing, row: int, wish: Wish) -> Iterator[Proposal]:
    found = standing.choice(row, replace(wish, more_load=1))
    if found is not None and standing.choice(row, wish) is None:
        full = next(teacher for teacher, _, _ in found.slots)
        yield Proposal(RaiseLoad(standing.axes.teachers[full].id), found)


def _other_periods(standing: Standing, row: int, wish: Wish) -> Iterator[Proposal]:
    blames = standing.possible.blamed("section", "period")
    when = _without([Blame(b.rule, b.where[row]) for b in blames], AllowedPeriods.name)
    alike = when & np.isin(_hours(standing), _hours(standing)[wish.periods])
    found = standing.choice(row, replace(wish, periods=alike)) or standing.choice(
        row, replace(wish, periods=when)
    )
    if found is not None:
        more = [period for period in found.periods if not wish.periods[period]]
        if more:
            unlock = AllowPeriods(_requests(standing, row), _names(standing, more))
            yield Proposal(unlock, found)


def _hours(standing: Standing) -> Ints:
    """When each period starts, in minutes: learners rather come at the hour they know."""
    return np.array([period.start for period in standing.axes.periods], dtype=np.int64)


def _wider_walk(standing: Standing, row: int, wish: Wish) -> Iterator[Proposal]:
    """The nearest room beyond the walk that is free when a teacher is."""
    blames = standing.possible.room_blames(row)
    metres, share = _walks(standing, row)
    beyond = _without(blames, LearnersWalk.name) & ~wish.rooms & (share <= FURTHEST)
    for room in sorted(np.flatnonzero(beyond).tolist(), key=lambda r: metres[r])[:NEAREST_ROOMS]:
        only = np.zeros_like(beyond)
        only[room] = True
        found = standing.choice(row, replace(wish, rooms=only, online=False))
        if found is not None:
            name = standing.axes.rooms[room].id
            unlock = WidenWalk(_requests(standing, row), name, int(np.ceil(metres[room])))
            yield Proposal(unlock, found)
            return


def _one_more(standing: Standing, row: int, wish: Wish) -> Iterator[Proposal]:
    """One more room or teacher: where the other one is free by itself, else where it is lawful."""
    section = standing.axes.sections[row]
    nowhere = np.zeros_like(wish.rooms)
    housed = list(standing.cells(row, replace(wish, rooms=nowhere, online=True)))
    manned = [standing.unmanned(row, wish, cells.run) for cells in housed]
    for lists, kind in ((housed, MoreRoom), (manned, MoreTeacher)):
        found = _first(standing, row, lists)
        if found is not None:
            yield Proposal(kind(section, _names(standing, found.periods)), found)
    for lists, kind in ((housed, MoreRoom), (manned, MoreTeacher)):
        bare = [replace(cells, blocks=[]) for cells in lists]
        found = _first(standing, row, bare)
        if found is not None and _first(standing, row, lists) is None:
            yield Proposal(kind(section, _names(standing, found.periods)))


def _first(standing: Standing, row: int, lists: Sequence[Cells]) -> Choice | None:
    course, weekday = standing.axes.courses[row], standing.axes.ground.period_weekday
    found = (choose(cells, course, weekday) for cells in lists)
    return next((each for each in found if each is not None), None)


def _without(blames: Sequence[Blame], rule: str) -> Bools:
    """What is allowed when one rule is set aside."""
    allowed = np.ones_like(blames[0].where)
    for blame in blames:
        if blame.rule != rule:
            allowed &= ~blame.where
    return allowed


def _walks(standing: Standing, row: int) -> tuple[Floats, Floats]:
    """For every room the furthest walk of the section's requests, and its share of the limit."""
    ground, problem = standing.axes.ground, standing.axes.problem
    metres = np.zeros(len(standing.axes.rooms))
    share = np.zeros(len(standing.axes.rooms))
    for name in _requests(standing, row):
        request = problem.request[name]
        walk = ground.walk_m[ground.areas.index(request.area)][ground.venue_of_room]
        metres = np.maximum(metres, walk)
        if request.max_walk_m is not None:
            share = np.maximum(share, walk / max(1.0, request.max_walk_m))
    return metres, share


def _requests(standing: Standing, row: int) -> Words:
    return standing.axes.sections[row].requests


def _names(standing: Standing, periods: Iterable[int]) -> Words:
    return tuple(standing.axes.periods[period].id for period in periods)
