"""Proposals: the unlocks that might let one section be held, cheapest to agree to first.

They are read off the cells that a granted change would leave free; whether they hold is for a
re-solve to say (`trials.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from engine.domain.areas import Level
from engine.domain.thing import covers
from engine.domain.timetable import Section
from engine.explanation.standing.cells import Standing
from engine.explanation.standing.choice import Choice
from engine.explanation.unlocking.cut import Usable, usable_of
from engine.explanation.unlocking.learners import AllowPeriods, WidenWalk
from engine.explanation.unlocking.offering import HoldHybrid, HoldOnline, OtherWeeks, Rearrange
from engine.explanation.unlocking.people import LendTeacher, MoreTeacher, RaiseLoad
from engine.explanation.unlocking.places import EquipRoom, MoreRoom, ReadyVenue
from engine.explanation.unlocking.relaxing import Relaxing
from engine.explanation.unlocking.unlocks import Unlock, together
from engine.explanation.wording.words import needed_in_room
from engine.rules.rooms.facilities import Facilities, HybridScreen
from engine.rules.rooms.lent import CampusReady, VenueConfirmed
from engine.rules.rooms.walk import LearnersWalk
from engine.rules.teachers.furthest import TeacherServes

FURTHEST = 2.0  # a walk is widened to at most twice what was asked for
Idea = tuple[tuple[Unlock, ...], Choice | None]


@dataclass(frozen=True)
class Proposal:
    """An unlock, the section it is for, who and what may hold it.

    `choice` are the cells in which it would be held without moving anybody, if there are any.
    """

    unlock: Unlock
    section: Section
    usable: Usable
    choice: Choice | None = None


def proposals(standing: Standing, row: int, first: tuple[Unlock, ...] = ()) -> Iterator[Proposal]:
    """List what might help a section once `first` is granted, which it needs in any case."""
    asked = Relaxing(standing, row)
    masks = standing.possible
    usable = usable_of(
        standing.axes.ground, np.flatnonzero(masks.teachers[row]), np.flatnonzero(masks.rooms[row])
    )
    for parts, choice in _ideas(asked):
        unlock = together(*((*first, *parts) or (Rearrange(),)))
        yield Proposal(unlock, asked.section, usable, choice)


def _ideas(asked: Relaxing) -> Iterator[Idea]:
    """Nothing at all or another mode, then what costs words, then what costs money."""
    as_it_is = asked.choice(asked.wish)
    if as_it_is is not None:
        yield _mode(asked, as_it_is), as_it_is
    yield from _online(asked, as_it_is)
    yield from _ready_venue(asked)
    yield from _more_load(asked, as_it_is)
    yield from _other_periods(asked)
    yield from _other_weeks(asked)
    yield from _wider_walk(asked)
    yield from _loan(asked)
    yield from _equipment(asked)
    yield from _one_more(asked)


def _mode(asked: Relaxing, choice: Choice) -> tuple[Unlock, ...]:
    """The mode in which the section is held there, when that is not what one would expect."""
    rooms = {room for _, room, _ in choice.slots}
    if asked.standing.online_room in rooms:
        return (HoldOnline(),)
    if "onsite" not in asked.course.modes:
        return (HoldHybrid(tuple(sorted(asked.axes.rooms[room].id for room in rooms))),)
    return ()


def _online(asked: Relaxing, as_it_is: Choice | None) -> Iterator[Idea]:
    """Online beside a room that is free: whoever cannot have that room may ask for it."""
    if as_it_is is not None and asked.wish.online and not _is_online(asked, as_it_is):
        found = asked.choice(replace(asked.wish, rooms=asked.nowhere))
        if found is not None:
            yield (HoldOnline(),), found


def _is_online(asked: Relaxing, choice: Choice) -> bool:
    return any(room == asked.standing.online_room for _, room, _ in choice.slots)


def _ready_venue(asked: Relaxing) -> Iterator[Idea]:
    """The nearest room that is free once its venue is confirmed and a campus has its liaison."""
    rooms = asked.more_rooms(VenueConfirmed.name, CampusReady.name)
    for room, found in asked.in_rooms(rooms, asked.walks[0]):
        venue = asked.axes.rooms[room].venue
        yield (ReadyVenue(venue), *_mode(asked, found)), found
        return


def _more_load(asked: Relaxing, as_it_is: Choice | None) -> Iterator[Idea]:
    found = None if as_it_is else asked.choice(replace(asked.wish, more_load=1))
    if found is not None:
        full = next(teacher for teacher, _, _ in found.slots)
        yield (RaiseLoad(asked.axes.teachers[full].id), *_mode(asked, found)), found


def _other_periods(asked: Relaxing) -> Iterator[Idea]:
    """Another half-day, rather at the hour the learners know."""
    when = asked.more_periods()
    alike = when & np.isin(asked.hours(), asked.hours()[asked.wish.periods])
    found = asked.choice(replace(asked.wish, periods=alike)) or asked.choice(
        replace(asked.wish, periods=when)
    )
    if found is not None:
        more = [period for period in found.periods if not asked.wish.periods[period]]
        if more:
            unlock = AllowPeriods(asked.section.requests, asked.names(more))
            yield (unlock, *_mode(asked, found)), found


def _other_weeks(asked: Relaxing) -> Iterator[Idea]:
    """Weeks in which other courses meet, as many as some run that the course allows."""
    lengths = {len(run.numbers) for run in asked.course.weeks_allowed}
    alike = np.array([len(run.numbers) in lengths for run in asked.axes.weeks], dtype=np.bool_)
    found = asked.choice(replace(asked.wish, weeks=asked.more_weeks() & alike))
    if found is not None:
        unlock = OtherWeeks(asked.course.id, asked.axes.weeks[found.run])
        yield (unlock, *_mode(asked, found)), found


def _wider_walk(asked: Relaxing) -> Iterator[Idea]:
    """The nearest room beyond the walk that is free when a teacher is, in whatever street."""
    metres, share = asked.walks
    beyond = asked.more_rooms(LearnersWalk.name) & (share <= FURTHEST)
    for room, found in asked.in_rooms(beyond, metres):
        name, far = asked.axes.rooms[room].id, int(np.ceil(metres[room]))
        yield (WidenWalk(asked.section.requests, name, far), *_mode(asked, found)), found
        return


def _loan(asked: Relaxing) -> Iterator[Idea]:
    """A teacher whose owner does not lend him so far."""
    pairs = asked.more_pairs(TeacherServes.name)
    found = asked.standing.choice(asked.row, replace(asked.wish, pairs=pairs, online=False))
    if found is not None:
        teacher, room, _ = found.slots[0]
        if not asked.wish.pairs[teacher, room]:
            yield (_lent(asked, teacher, room), *_mode(asked, found)), found


def _lent(asked: Relaxing, teacher: int, room: int) -> LendTeacher:
    """The loan that reaches a room: to the street, when it lies in the teacher's own."""
    person, problem = asked.axes.teachers[teacher], asked.problem
    there = problem.venue[asked.axes.rooms[room].venue].area
    homes = [problem.ancestor(area, "street") for area in (person.area, there)]
    level: Level = "street" if homes[0] is not None and homes[0] == homes[1] else "district"
    return LendTeacher(person.id, level)


def _equipment(asked: Relaxing) -> Iterator[Idea]:
    """A room that only lacks facilities, or the screen that hybrid meetings need: the fewest."""
    lacking = [
        tuple(word for word in needed_in_room(asked.course) if not covers(each.facilities, word))
        for each in asked.axes.rooms
    ]
    rooms = asked.more_rooms(Facilities.name, HybridScreen.name)
    many = np.array([len(words) for words in lacking]) * asked.walks[0].max(initial=0)
    for room, found in asked.in_rooms(rooms, many + asked.walks[0]):
        yield (EquipRoom(asked.axes.rooms[room].id, lacking[room]), *_mode(asked, found)), found
        return


def _one_more(asked: Relaxing) -> Iterator[Idea]:
    """One more room or teacher: where the other is free, else where it is lawful, else both."""
    wish, section = asked.wish, asked.section
    housed = list(asked.standing.cells(asked.row, replace(wish, rooms=asked.nowhere, online=True)))
    manned = [asked.standing.unmanned(asked.row, wish, cells.run) for cells in housed]
    lists = ((housed, MoreRoom), (manned, MoreTeacher))
    free = [(asked.first(cells), kind) for cells, kind in lists]
    bare = [(asked.first([replace(c, blocks=[]) for c in cells]), kind) for cells, kind in lists]
    for found, kind in free:
        if found is not None:
            mode = _mode(asked, found) if kind is MoreTeacher else ()
            yield (kind(section, asked.names(found.periods)), *mode), found
    for (found, kind), (easier, _) in zip(bare, free, strict=True):
        if found is not None and easier is None:
            yield (kind(section, asked.names(found.periods)),), None
    yield from _one_of_each(asked)


def _one_of_each(asked: Relaxing) -> Iterator[Idea]:
    """A teacher and a room at a time that the learners allow."""
    periods = {
        int(asked.axes.periods[at].weekday): int(at) for at in np.flatnonzero(asked.wish.periods)
    }
    days = [periods[day] for day in sorted(periods)][: asked.course.meetings_per_week]
    if len(days) == asked.course.meetings_per_week:
        when = asked.names(days)
        yield (MoreTeacher(asked.section, when), MoreRoom(asked.section, when)), None
