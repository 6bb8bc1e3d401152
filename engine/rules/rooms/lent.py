"""Which venues may be matched at all: free, confirmed, and a campus only when it is ready."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from engine.domain.courses import MODES
from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.domain.venues import Venue
from engine.rules.axes import Axes
from engine.rules.clock import in_rooms
from engine.rules.fates import planned
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Bools, Forbid, Term


class VenueFree(Rule):
    """Sections meet only in venues that are lent free of charge."""

    name = "venue_free"
    sentence_zh = "只使用免费提供的场地。"
    wrong_zh = "场地不免费"
    wrong_en = "the venue is not free of charge"
    says_zh = "班 {section} 用了教室 {room}，场地 {venue} 不是免费的。"
    says_en = "{section} meets in room {room}, but venue {venue} is not free of charge."
    source = "§三(四)¶2"

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Find meetings in venues that are not free."""
        for meeting, room in in_rooms(planned(timetable, problem)):
            venue = problem.venue[problem.room[room].venue]
            if not venue.free:
                yield self.breach(meeting.section, room=room, venue=venue.id)

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid every room of a venue that is not free."""
        yield _closed_to_all(axes, [not venue.free for venue in axes.ground.venues])


class VenueConfirmed(Rule):
    """Sections meet only in venues that their owners have confirmed before the term ends."""

    name = "venue_confirmed"
    sentence_zh = "只使用已经确认的场地。"
    wrong_zh = "场地未确认"
    wrong_en = "the venue is not confirmed"
    says_zh = "班 {section} 用了教室 {room}，场地 {venue} 尚未确认。"
    says_en = "{section} meets in room {room}, but venue {venue} is not confirmed."
    source = "§三(四)¶2"

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Find meetings in venues without a confirmation."""
        for meeting, room in in_rooms(planned(timetable, problem)):
            venue = problem.venue[problem.room[room].venue]
            if venue.confirmed_on is None or venue.confirmed_on > problem.term.end:
                yield self.breach(meeting.section, room=room, venue=venue.id)

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid every room of a venue that is not confirmed."""
        end = axes.problem.term.end
        days = [venue.confirmed_on or date.max for venue in axes.ground.venues]
        yield _closed_to_all(axes, [day > end for day in days])


class CampusReady(Rule):
    """A campus is used only with a liaison and an entrance of its own."""

    name = "campus_ready"
    sentence_zh = "校园场地须有联络员和独立出入口才可使用。"
    wrong_zh = "校园场地缺联络员或独立出入口"
    wrong_en = "a campus without liaison or separate entrance"
    says_zh = "班 {section} 用了教室 {room}，校园场地 {venue} 没有联络员或独立出入口。"
    says_en = (
        "{section} meets in room {room}, but campus {venue} has no liaison or no own entrance."
    )
    source = "§三(五)¶2"

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Find meetings on a campus that lacks one of the two."""
        for meeting, room in in_rooms(planned(timetable, problem)):
            venue = problem.venue[problem.room[room].venue]
            if venue.campus and not (venue.liaison and venue.separate_entrance):
                yield self.breach(meeting.section, room=room, venue=venue.id)

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid every room of a campus that lacks one of the two."""
        yield _closed_to_all(axes, [_campus_not_ready(venue) for venue in axes.ground.venues])


def _campus_not_ready(venue: Venue) -> bool:
    return venue.campus and (not venue.liaison or not venue.separate_entrance)


def _closed_to_all(axes: Axes, closed: list[bool]) -> Forbid:
    """Forbid the rooms of closed venues [V] in every mode that needs a room."""
    rooms: Bools = np.array(closed, dtype=np.bool_)[axes.ground.venue_of_room]
    return Forbid(("room", "mode"), np.repeat(rooms[:, None], len(MODES), axis=1))
