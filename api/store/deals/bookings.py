"""Bookings in the master calendar: from a hold, for a club; cancelled, and dates put back."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from api.deals.matching import read_slots, told_slots
from api.deals.states import step
from api.refusals import Conflict, Unfit
from api.store.deals import claims, offers, waiting
from api.store.deals.claims import Claim
from api.store.deals.desk import DealDesk, Row, edit, named, put
from api.store.deals.messages import tell
from api.store.deals.tables import BOOKINGS
from api.store.scope import may_write
from engine.domain.problem import Problem
from engine.domain.venues import Room
from engine.matching.asked import Slot

BOOKED = "booked"


def confirm(desk: DealDesk, hold: Row, slots: tuple[Slot, ...]) -> Row:
    """Book what a hold keeps, at the agreed dates; the others are open."""
    held = read_slots(hold["fields"]["slots"])
    left = [slot for slot in held if slot not in slots]
    named_so = ("term", "course", "learners", "teacher", "room")
    fields = {name: hold["fields"][name] for name in named_so}
    fields |= {"slots": told_slots(slots), "open": told_slots(left), "hold": hold["id"]}
    booking = _new("deal", hold["area"], fields, slots)
    booking |= {"request": hold["request"], "venue_area": hold["venue_area"]}
    booking |= {"teacher": hold["teacher"]}
    put(desk, BOOKINGS, booking)
    claims.hand_over(desk.db, hold["id"], booking["id"], slots)
    if left:
        waiting.tell_next(desk, Claim(hold["teacher"], fields["room"], tuple(left)))
    _tell_all(desk, "confirmed", booking)
    return booking


def cancel(desk: DealDesk, booking: Row, side: str, reason: str, slots: Sequence[Slot]) -> Row:
    """Give up a booking or some of its dates; the asker gets new offers for what it lost."""
    if booking["kind"] == "timetable":
        raise Conflict(
            "课表里的课请用新版本课表修改。", "A timetable is changed by its next version."
        )
    mine = [slot for slot in read_slots(booking["fields"]["slots"]) if slot.date >= desk.today]
    lost = [slot for slot in mine if not slots or slot in slots]
    if not lost or not set(slots) <= set(lost):
        raise Unfit("没有可取消的日期。", "There is no such date ahead.", (("dates", "unknown"),))
    kept = [slot for slot in read_slots(booking["fields"]["slots"]) if slot not in lost]
    claims.free(desk.db, lost, booking=booking["id"])
    after = _without(desk, booking, side, kept, lost)
    told = booking | {"fields": booking["fields"] | {"slots": told_slots(lost)}}
    _tell_all(desk, "cancelled", told, reason=reason)
    waiting.tell_next(desk, Claim(booking["teacher"], booking["fields"]["room"], tuple(lost)))
    if side != "asker" and booking["request"]:
        _repair(desk, told, side, () if not kept else tuple(lost))
    return after


def put_back(desk: DealDesk, booking: Row, slots: tuple[Slot, ...]) -> Row:
    """Add dates again that were left out or given up, if they are still free."""
    step("booking", booking["state"], "cancel")  # only what is booked is added to
    fields = booking["fields"]
    if not slots or not set(slots) <= set(read_slots(fields["open"])):
        raise Unfit("这些日期不是空缺的。", "These dates are not open.", (("dates", "unknown"),))
    problem = desk.matching.problem(fields["term"])
    claim = Claim(fields["teacher"], fields["room"], slots)
    claims.take(desk.db, claims.ready(desk.db, problem, claim), booking=booking["id"])
    all_now = sorted({*read_slots(fields["slots"]), *slots})
    left = [slot for slot in read_slots(fields["open"]) if slot not in slots]
    changed = fields | {"slots": told_slots(all_now), "open": told_slots(left)}
    values = {"fields": changed, "last_date": max(all_now).date}
    after = edit(desk, BOOKINGS, booking, values, "put back")
    _tell_all(desk, "added", booking | {"fields": fields | {"slots": told_slots(slots)}})
    return after


def book_for_club(desk: DealDesk, area: str, club: str, claim: Claim, term: str) -> Row:
    """Book a room without a teacher for a learning club, in the hours kept for clubs."""
    problem = desk.matching.problem(term)
    room = problem.room.get(claim.room or "")
    if room is None:
        raise Unfit("没有这间教室。", "There is no such room.", (("room", "unknown"),))
    _refuse_unkept(desk, problem, room, claim.slots)
    fields = {"term": term, "course": club, "learners": 0, "teacher": None, "room": room.id}
    fields |= {"slots": told_slots(claim.slots), "open": []}
    booking = _new("club", area, fields, claim.slots)
    booking |= {"venue_area": problem.venue[room.venue].area}
    rows = claims.ready(desk.db, problem, claim)
    put(desk, BOOKINGS, booking)
    claims.take(desk.db, rows, booking=booking["id"])
    tell(desk, "club", booking, area=booking["venue_area"])
    return booking


def side_of(desk: DealDesk, booking: Row, said: str | None) -> str:
    """Tell for which side the caller speaks; the office says for whom."""
    if desk.by.role == "teacher":
        return "teacher"
    if desk.by.role == "office":
        return said or "asker"
    asks = desk.db.scalar(
        select(BOOKINGS.c.id).where(BOOKINGS.c.id == booking["id"], may_write(BOOKINGS, desk.by))
    )
    return "asker" if asks and said != "venue" else "venue"


def _without(
    desk: DealDesk, booking: Row, side: str, kept: Sequence[Slot], lost: Sequence[Slot]
) -> Row:
    fields = booking["fields"]
    again = [] if side == "asker" else [*read_slots(fields["open"]), *lost]
    changed = fields | {"slots": told_slots(kept), "open": told_slots(sorted(again))}
    changed |= {"cancelled_by": side}
    if kept:
        values = {"fields": changed, "last_date": max(kept).date}
        return edit(desk, BOOKINGS, booking, values, "cancel dates")
    state = step("booking", booking["state"], "cancel")
    return edit(desk, BOOKINGS, booking, {"fields": changed, "state": state}, "cancel")


def _repair(desk: DealDesk, lost: Row, side: str, slots: tuple[Slot, ...]) -> None:
    fields = lost["fields"]
    request = offers.request_of(desk, lost["request"])
    gone = ("teacher", fields["teacher"]) if side == "teacher" else ("room", fields["room"])
    without, instead_of = frozenset({gone}), lost["id"]
    offers.make(desk, request, fields["term"], without=without, slots=slots, instead_of=instead_of)
    tell(desk, "repair", lost, area=lost["area"])


def _refuse_unkept(desk: DealDesk, problem: Problem, room: Room, slots: Sequence[Slot]) -> None:
    venue, term = problem.venue[room.venue], problem.term
    fit_campus = not venue.campus or (venue.liaison and venue.separate_entrance)
    if not venue.free or venue.confirmed_on is None or not fit_campus:
        raise Conflict("这个场地现在不能借。", "This venue cannot be lent.")
    kept = problem.periods_in(room.club_periods)
    for slot in slots:
        period = problem.period.get(slot.period)
        inside = term.start <= slot.date < term.start + timedelta(weeks=term.weeks)
        on_day = period is not None and period.weekday == slot.date.isoweekday()
        away = {("room", room.id), ("venue", venue.id)} & problem.away_on(slot.date)
        stopped = away or problem.days_on.get(slot.date)
        if slot.period not in kept or not on_day or not inside or slot.date < desk.today:
            raise Unfit("不在社团时段内。", "Not in the hours for clubs.", (("dates", "unfit"),))
        if stopped:
            raise Conflict(f"{slot.date} 不开放。", f"{slot.date} is not open.")


def _new(kind: str, area: str, fields: Row, slots: Sequence[Slot]) -> Row:
    return {
        "id": named("booking"), "request": None, "kind": kind, "area": area, "venue_area": None,
        "teacher": None, "state": BOOKED, "last_date": max(slots).date, "fields": fields,
        "version": 1,
    }  # fmt: skip


def _tell_all(desk: DealDesk, kind: str, booking: Row, **words: str) -> None:
    for area in dict.fromkeys((booking["area"], booking["venue_area"])):
        if area is not None:
            tell(desk, kind, booking, area=area, **words)
    if booking["teacher"] is not None:
        tell(desk, kind, booking, teacher=booking["teacher"], **words)
