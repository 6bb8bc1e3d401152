"""Dates on which a room or its venue cannot be used."""

from collections.abc import Iterator
from datetime import date

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.axes import Axes
from engine.rules.clock import in_rooms, stopped_at
from engine.rules.fates import dates_ahead
from engine.rules.rule import Breach, Rule
from engine.rules.terms import Forbid, Term
from engine.rules.times.off_days import by_period_and_weeks, days_away, days_off_at_venues


class RoomAvailable(Rule):
    """A room and its venue can be used on every date of a section that is not a day off there."""

    name = "room_available"
    sentence_zh = "教室和场地在班级每个上课日（当地停课日除外）都可使用。"
    wrong_zh = "教室或场地有几天不能用"
    wrong_en = "room or venue cannot be used on some dates"
    says_zh = "班 {section} 在 {day} 用教室 {room}，该日不可使用。"
    says_en = "{section} needs room {room} on {day}, when it cannot be used."
    source = "§三(一)¶1"

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Go through the dates of every meeting in a room that is ever out of use."""
        touched = {row.id for row in problem.unavailable if row.kind != "teacher"}
        for meeting, room in in_rooms(timetable.held):
            venue = problem.venue[problem.room[room].venue]
            if touched.isdisjoint((room, venue.id)):
                continue
            for day in dates_ahead(timetable, problem, meeting):
                if _away(problem, day, room, venue.id) and not stopped_at(problem, day, venue):
                    yield self.breach(meeting.section, room=room, day=day)

    def terms(self, axes: Axes) -> Iterator[Term]:
        """Forbid the periods and weeks that hold a date on which room or venue is away."""
        ground = axes.ground
        away = days_away(axes, "room", [room.id for room in axes.rooms])
        shut = days_away(axes, "venue", [venue.id for venue in ground.venues])
        off = days_off_at_venues(axes)
        needed = (away | shut[ground.venue_of_room]) & ~off[ground.venue_of_room]
        yield Forbid(("room", "period", "weeks"), by_period_and_weeks(axes, needed))


def _away(problem: Problem, day: date, room: str, venue: str) -> bool:
    return any(
        (row.kind, row.id) in {("room", room), ("venue", venue)}
        and row.from_date <= day <= row.to_date
        for row in problem.unavailable
    )
