"""Venues that close or open."""

from random import Random

from engine.domain.change import CloseVenue, OpenVenue
from engine.domain.problem import Problem
from engine.domain.venues import Room, Venue
from engine.files.tables import table
from engine.sweeps.misfit import as_in_table, misfit, must_be_in


def close_venue(change: CloseVenue, problem: Problem, _: Random) -> Problem:
    """Take back a venue's confirmation, so that none of its rooms is matched."""
    must_be_in(problem.venue, "venue", change.venue, "场地", "a venue")
    return _with_venue(
        problem, problem.venue[change.venue].model_copy(update={"confirmed_on": None})
    )


def open_venue(change: OpenVenue, problem: Problem, _: Random) -> Problem:
    """Lend a venue of the register, or a new one that is like another."""
    if change.like is None and change.area is None:
        must_be_in(problem.venue, "venue", change.venue, "场地", "a venue")
        return _with_venue(problem, _lent(problem.venue[change.venue], problem))
    return _with_new_venue(change, problem)


def _with_new_venue(change: OpenVenue, problem: Problem) -> Problem:
    if change.venue in problem.venue:
        raise misfit("venue", change.venue, "尚未使用的场地编号", "an id that no venue has")
    ident = as_in_table(change.venue, table("venues").column("id"), "venue")
    like, area = change.like or "", change.area or ""
    must_be_in(problem.venue, "like", like, "场地", "a venue")
    must_be_in(problem.area, "area", area, "区域编号", "an area")
    here = {
        "id": ident,
        "name": f"新增场地{ident}",
        "area": area,
        "lat": None,
        "lon": None,
    }
    venue = _lent(problem.venue[like].model_copy(update=here), problem)
    rooms = [_moved(room, ident) for room in problem.rooms if room.venue == like]
    must_be_free = [room.id for room in rooms if room.id in problem.room]
    if must_be_free:
        raise misfit("venue", must_be_free[0], "尚未使用的教室编号", "an id that no room has")
    return problem.model_copy(
        update={"venues": (*problem.venues, venue), "rooms": (*problem.rooms, *rooms)}
    )


def _moved(room: Room, venue: str) -> Room:
    return room.model_copy(update={"id": f"{venue}-{room.id}", "venue": venue})


def _lent(venue: Venue, problem: Problem) -> Venue:
    """Free and confirmed; a campus with the liaison and the entrance that it needs."""
    lent = {"free": True, "confirmed_on": problem.term.start, "separate_entrance": True}
    return venue.model_copy(update={**lent, "liaison": venue.liaison or "what-if"})


def _with_venue(problem: Problem, venue: Venue) -> Problem:
    venues = tuple(venue if each.id == venue.id else each for each in problem.venues)
    return problem.model_copy(update={"venues": venues})
