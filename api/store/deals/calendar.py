"""The published timetable in the master calendar: its meetings take their rooms and teachers too."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, update

from api.deals.matching import read_slots, told_slots
from api.deals.words import CHINA
from api.refusals import Conflict, Unfit
from api.store.deals import claims, ground
from api.store.deals.claims import Claim
from api.store.deals.tables import BOOKINGS, OCCUPIED
from api.store.register import Desk
from engine.domain.dated import dates_of
from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.matching.asked import Slot

Row = dict[str, Any]
Party = tuple[str, str, str | None]  # section, teacher, room


def occupy(desk: Desk, name: str, term: str, fields: Row) -> None:
    """Enter a timetable that is being published, from today on in place of the one before it."""
    claims.hold_still(desk.db, term)
    problem, timetable = ground.registers(desk.db, term), Timetable.model_validate(fields)
    _refuse_unknown(problem, timetable)
    today = desk.now.astimezone(CHINA).date()
    since = today if _end_earlier(desk, term, today) else date.min
    bookings = list(_bookings(problem, timetable, name, since))
    rows = [row for each in bookings for row in _rows(problem, each)]
    _refuse_twice(rows)
    claims.refuse_clashes_of(problem, rows, _others(desk, problem))
    for table, made in ((BOOKINGS, bookings), (OCCUPIED, rows)):
        if made:
            desk.db.execute(insert(table), made)


def _end_earlier(desk: Desk, term: str, today: date) -> bool:
    """Take what lies ahead of the earlier version out of the calendar; tell if there was one."""
    asked = select(BOOKINGS).where(BOOKINGS.c.kind == "timetable", BOOKINGS.c.state == "booked")
    earlier = [
        row for row in desk.db.execute(asked).mappings() if row["fields"]["term"] == term
    ]  # fmt: skip
    for row in earlier:
        past = [slot for slot in read_slots(row["fields"]["slots"]) if slot.date < today]
        values = {"fields": row["fields"] | {"slots": told_slots(past)}, "state": "finished"}
        desk.db.execute(update(BOOKINGS).where(BOOKINGS.c.id == row["id"]).values(values))
        ahead = OCCUPIED.c.booking == row["id"], OCCUPIED.c.date >= today
        desk.db.execute(delete(OCCUPIED).where(*ahead))
    return bool(earlier)


def _bookings(problem: Problem, timetable: Timetable, name: str, since: date) -> Iterator[Row]:
    """A booking for each section with one teacher in one room."""
    slots: dict[Party, list[Slot]] = {}
    for dated in dates_of(problem, timetable):
        if dated.kind != "lost" and dated.date >= since:
            party = dated.section, dated.teacher, dated.room
            slots.setdefault(party, []).append(Slot(dated.date, dated.period))
    for number, (party, held) in enumerate(sorted(slots.items(), key=str), start=1):
        yield _booking(problem, timetable, f"{name}:{number}", party, sorted(held))


def _booking(
    problem: Problem, timetable: Timetable, name: str, party: Party, slots: list[Slot]
) -> Row:
    section, teacher, room = party
    known = timetable.known[section]
    venue = problem.venue[problem.room[room].venue] if room else None
    asked = problem.request.get(known.requests[0])
    course = problem.course[known.course].name if known.course in problem.course else known.course
    fields = {"term": problem.name, "course": course, "learners": known.learners}
    fields |= {"teacher": teacher, "room": room, "slots": told_slots(slots), "open": []}
    return {
        "id": name, "request": None, "kind": "timetable", "area": asked.area if asked else "",
        "venue_area": venue.area if venue else None, "teacher": teacher, "state": "booked",
        "last_date": max(slots).date, "fields": fields | {"section": section}, "version": 1,
    }  # fmt: skip


def _rows(problem: Problem, booking: Row) -> list[Row]:
    fields = booking["fields"]
    claim = Claim(fields["teacher"], fields["room"], read_slots(fields["slots"]))
    claimed = {"booking": booking["id"], "hold": None}
    return [row | claimed for row in claims.rows_of(problem, claim)]


def _others(desk: Desk, problem: Problem) -> list[Row]:
    term = problem.term
    asked = select(OCCUPIED).where(OCCUPIED.c.date.between(term.start, term.end))
    return [dict(row) for row in desk.db.execute(asked).mappings()]


def _refuse_unknown(problem: Problem, timetable: Timetable) -> None:
    unknown = {row.teacher for row in timetable.held} - problem.teacher.keys()
    unknown |= {row.room for row in timetable.held if row.room} - problem.room.keys()
    unknown |= {row.period for row in timetable.held} - problem.period.keys()
    if unknown:
        places = tuple((name, "unknown") for name in sorted(unknown))
        raise Unfit("课表里有登记册没有的名称。", "Names that no register has.", places)


def _refuse_twice(rows: list[Row]) -> None:
    seen: set[tuple[Any, ...]] = set()
    for row in rows:
        key = row["kind"], row["resource"], row["date"], row["period"]
        if key in seen:
            place = " ".join(map(str, key[1:]))
            raise Conflict(f"课表自身冲突：{place}。", f"The timetable uses {place} twice.")
        seen.add(key)
