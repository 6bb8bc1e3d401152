"""Unlocks of the rooms: a venue made ready, a room equipped, one more."""

from dataclasses import dataclass

from engine.domain.problem import Problem
from engine.domain.thing import Words
from engine.domain.timetable import Section
from engine.domain.venues import Room, Venue
from engine.explanation.wording.dayparts import times_of
from engine.explanation.wording.words import (
    facility_words,
    needed_in_room,
    place_word,
    room_name,
    room_word,
)
from engine.refusals import Lang

NEW_ROOM, NEW_VENUE = "+room", "+venue"


@dataclass(frozen=True)
class ReadyVenue:
    """A venue that nobody may use yet is confirmed, and a campus has what it lacks."""

    venue: str

    def say(self, problem: Problem, lang: Lang) -> str:
        """Name the venue and what is to be done."""
        venue = problem.venue[self.venue]
        asked = [] if _confirmed(problem, venue) else ["confirmed"]
        asked += ["liaison"] if venue.campus and not venue.liaison else []
        asked += ["entrance"] if venue.campus and not venue.separate_entrance else []
        told = [READY[each][lang] for each in asked]
        if lang == "zh":
            return f"场地{venue.name}：{'、'.join(told)}"
        return f"venue {venue.name}: {', '.join(told)}"

    def grant(self, problem: Problem) -> Problem:
        """Confirm the venue and give it a liaison and an entrance."""
        ready = {
            "confirmed_on": problem.term.start,
            "liaison": problem.venue[self.venue].liaison or NEW_VENUE,
            "separate_entrance": True,
        }
        venues = tuple(
            each.model_copy(update=ready) if each.id == self.venue else each
            for each in problem.venues
        )
        return problem.model_copy(update={"venues": venues})


READY: dict[str, dict[Lang, str]] = {
    "confirmed": {"zh": "由所有方确认可用", "en": "to be confirmed by its owner"},
    "liaison": {"zh": "指定联络人", "en": "to name a liaison"},
    "entrance": {"zh": "设独立出入口", "en": "to have a separate entrance"},
}


@dataclass(frozen=True)
class EquipRoom:
    """A room near enough gets what the course needs: its facilities, a screen for hybrid."""

    room: str
    facilities: Words

    def say(self, problem: Problem, lang: Lang) -> str:
        """Name the room and what it lacks."""
        room = room_name(problem, self.room, lang)
        words = facility_words(self.facilities, lang)
        return f"给教室{room}配备{words}" if lang == "zh" else f"equip room {room} with {words}"

    def grant(self, problem: Problem) -> Problem:
        """Add the facilities to the room."""
        rooms = tuple(
            each.model_copy(update={"facilities": (*each.facilities, *self.facilities)})
            if each.id == self.room
            else each
            for each in problem.rooms
        )
        return problem.model_copy(update={"rooms": rooms})


@dataclass(frozen=True)
class MoreRoom:
    """One more room at the learners' place, open in some periods."""

    section: Section
    periods: Words

    def say(self, problem: Problem, lang: Lang) -> str:
        """Say where, when and with what."""
        place = place_word(problem, problem.request[self.section.requests[0]].area, lang)
        room = room_word(problem.course[self.section.course], self.section.learners, lang)
        times = times_of(problem, self.periods, lang)
        if lang == "zh":
            return f"{place}增加一间{times}开放、{room}"
        return f"one more {room} in {place}, open {times}"

    def grant(self, problem: Problem) -> Problem:
        """Add a venue of its own at the point of the first request's area."""
        venue = Venue(
            id=NEW_VENUE,
            name=NEW_VENUE,
            owner_kind="",
            tier="community",
            area=problem.request[self.section.requests[0]].area,
            lat=None,
            lon=None,
            free=True,
            confirmed_on=problem.term.start,
            campus=False,
            liaison="",
            separate_entrance=False,
        )
        room = Room(
            id=NEW_ROOM,
            venue=NEW_VENUE,
            name=NEW_ROOM,
            seats=self.section.learners,
            floor_m2=None,
            facilities=needed_in_room(problem.course[self.section.course]),
            open_periods=self.periods,
            club_periods=(),
        )
        return problem.model_copy(
            update={"venues": (*problem.venues, venue), "rooms": (*problem.rooms, room)}
        )


def _confirmed(problem: Problem, venue: Venue) -> bool:
    return venue.confirmed_on is not None and venue.confirmed_on <= problem.term.end
