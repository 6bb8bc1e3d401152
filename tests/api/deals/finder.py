"""A simple finder for tests: every lawful-looking teacher, room and dates, the earliest first."""

from datetime import timedelta
from itertools import product

from engine.matching.asked import MOST, Proposal, Slot


def series(length):
    """Make a finder of so many dates one after the other, not overlapping."""

    def find_series(standing, wanted):
        many, length_now = 10_000, 1 if wanted.slots else length
        by_pair = {}
        for each in find(standing, wanted, many):
            by_pair.setdefault((each.teacher, each.room), []).append(each.slots[0])
        return [
            Proposal(*pair, tuple(slots[:length_now]), {"reasons": []})
            for pair, slots in by_pair.items()
            if len(slots) >= length_now
        ][:MOST]

    return find_series


def find(standing, wanted, most=MOST):
    """Give the first proposals that nothing stands against; one date each."""
    problem, found = standing.problem, []
    taken = standing.taken(wanted.instead_of)
    course = problem.course[wanted.request.course]
    for day, teacher, room in product(days(problem, wanted), problem.teachers, problem.rooms):
        venue = problem.venue[room.venue]
        names = {("teacher", teacher.id), ("room", room.id), ("venue", venue.id)}
        if names & wanted.without or not venue.free or not teacher.available_periods:
            continue
        if course.skill not in dict(teacher.skills) or not room.open_periods:
            continue
        slot = day
        if {("teacher", teacher.id, *slot), ("room", room.id, *slot)} & taken:
            continue
        found.append(Proposal(teacher.id, room.id, (slot,), {"reasons": []}))
        if len(found) == most:
            break
    return found


def days(problem, wanted):
    """Give every slot of the term from tomorrow on, or those that are wanted."""
    for day in range(7 * problem.term.weeks):
        date = problem.term.start + timedelta(days=day)
        for period in problem.periods:
            slot = Slot(date, period.id)
            fits = not wanted.slots or slot in wanted.slots
            if date > wanted.since and period.weekday == date.isoweekday() and fits:
                yield slot
