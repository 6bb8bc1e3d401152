"""What the two parties of a hold say: yes, yes to some dates, no, or a question."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from api.deals.matching import read_slots, told_slots
from api.deals.states import PENDING
from api.deals.words import PARTIES
from api.refusals import Conflict, Forbidden, Unfit
from api.store.deals import bookings, offers, waiting
from api.store.deals.desk import DealDesk, Row, edit, move, named, put
from api.store.deals.messages import tell
from api.store.deals.tables import AGREEMENTS, HOLDS
from engine.matching.asked import Slot

REMINDERS = 2


def ask_parties(desk: DealDesk, hold: Row) -> None:
    """Ask the street of the venue and the teacher; a street does not ask itself."""
    for party, where in _parties(hold).items():
        row = {"id": named("agreement"), "hold": hold["id"], "party": party, **where}
        row |= {"state": "asked", "asked_at": desk.now, "reminded": 0, "version": 1}
        row |= {"remind_at": _remind_at(desk, hold, 0), "fields": {}}
        put(desk, AGREEMENTS, row)
        if party == "venue" and _own(desk, hold):
            _accept(desk, row, read_slots(hold["fields"]["slots"]), {"own": True})
        else:
            tell(desk, f"asked {party}", hold, **where)


def accept(desk: DealDesk, agreement: Row, hold: Row, slots: tuple[Slot, ...] | None) -> Row:
    """Say yes, to all dates or to some; when all have said yes, it is booked."""
    held = read_slots(hold["fields"]["slots"])
    chosen = held if slots is None else slots
    if not chosen or not set(chosen) <= set(held):
        raise Unfit("所选日期不在候选里。", "These dates are not offered.", (("dates", "unknown"),))
    after = _accept(desk, agreement, chosen, _by(desk))
    conclude(desk, hold)
    return after


def question(desk: DealDesk, agreement: Row, hold: Row, text: str) -> Row:
    """Ask the street something before answering; the time runs on."""
    fields = agreement["fields"] | {"question": text} | _by(desk)
    after = move(desk, AGREEMENTS, agreement, "agreement", "question", {"fields": fields})
    words = {"party": PARTIES[agreement["party"]], "reason": text}
    tell(desk, "question", hold, area=hold["area"], **words)
    return after


def reply(desk: DealDesk, agreement: Row, hold: Row, text: str) -> Row:
    """Answer a question, as the one who asks for the room or the teacher."""
    fields = agreement["fields"] | {"reply": text}
    after = move(desk, AGREEMENTS, agreement, "agreement", "reply", {"fields": fields})
    tell(desk, "reply", hold, area=agreement["area"], teacher=agreement["teacher"], reason=text)
    return after


def decline(desk: DealDesk, agreement: Row, hold: Row, reason: str) -> Row:
    """Say no, with the reason; what happens to the hold is for `deals.decline`."""
    fields = agreement["fields"] | {"reason": reason} | _by(desk)
    after = move(desk, AGREEMENTS, agreement, "agreement", "decline", {"fields": fields})
    words = {"party": PARTIES[agreement["party"]], "reason": reason}
    tell(desk, "declined", hold, area=hold["area"], **words)
    return after


def conclude(desk: DealDesk, hold: Row) -> Row:
    """Book the hold when every party has agreed, at the dates that all of them agreed to."""
    parties = of(desk, hold["id"])
    if any(each["state"] != "accepted" for each in parties):
        return hold
    agreed = set(read_slots(hold["fields"]["slots"]))
    for each in parties:
        agreed &= set(read_slots(each["fields"]["slots"]))
    if not agreed:
        raise Conflict("双方没有共同的日期。", "The parties have no date in common.")
    done = move(desk, HOLDS, hold, "hold", "agree")
    for each in parties:
        move(desk, AGREEMENTS, each, "agreement", "agree")
    bookings.confirm(desk, done, tuple(sorted(agreed)))
    return done


def withdraw(desk: DealDesk, hold: str, event: str) -> None:
    """Close what is not decided yet of a hold that has ended."""
    for each in of(desk, hold):
        if each["state"] in PENDING:
            move(desk, AGREEMENTS, each, "agreement", event)


def pending(desk: DealDesk, hold: str) -> list[Row]:
    """Give the parties of a hold that have not answered."""
    return [each for each in of(desk, hold) if each["state"] in ("asked", "questioned")]


def of(desk: DealDesk, hold: str) -> list[Row]:
    """Give the agreements of a hold."""
    asked = select(AGREEMENTS).where(AGREEMENTS.c.hold == hold).order_by(AGREEMENTS.c.party)
    return [dict(row) for row in desk.db.execute(asked).mappings()]


def remind(desk: DealDesk, agreement: Row, hold: Row) -> None:
    """Remind a party, twice at most."""
    reminded = agreement["reminded"] + 1
    changed = {"reminded": reminded, "remind_at": _remind_at(desk, hold, reminded)}
    edit(desk, AGREEMENTS, agreement, changed, "remind")
    tell(desk, "reminder", hold, area=agreement["area"], teacher=agreement["teacher"])


def excluded(hold: Row, party: str) -> tuple[str, str]:
    """Name what is not offered again after a no: this room, or this teacher."""
    return ("room" if party == "venue" else "teacher", hold["fields"][_FIELD[party]])


_FIELD = {"venue": "room", "teacher": "teacher"}


def _parties(hold: Row) -> dict[str, dict[str, Any]]:
    parties: dict[str, dict[str, Any]] = {}
    if hold["fields"]["room"] is not None:
        parties["venue"] = {"area": hold["venue_area"], "teacher": None}
    if hold["teacher"] is not None:
        parties["teacher"] = {"area": None, "teacher": hold["teacher"]}
    return parties


def _own(desk: DealDesk, hold: Row) -> bool:
    """Whether the venue lies in the asking street itself."""
    problem = desk.matching.problem(hold["fields"]["term"])
    street = problem.ancestor(hold["area"], "street")
    return street is not None and street in problem.lineage(hold["venue_area"])


def _accept(desk: DealDesk, agreement: Row, slots: tuple[Slot, ...], more: Row) -> Row:
    fields = agreement["fields"] | {"slots": told_slots(slots)} | more
    changed = {"fields": fields, "remind_at": None}
    return move(desk, AGREEMENTS, agreement, "agreement", "accept", changed)


def _by(desk: DealDesk) -> Row:
    return {"on_behalf": desk.by.role == "office"}


def _remind_at(desk: DealDesk, hold: Row, reminded: int) -> datetime | None:
    if reminded >= REMINDERS:
        return None
    until: datetime = hold["until"]
    return desk.now + (until - desk.now) / (REMINDERS + 1 - reminded)


def may_answer(desk: DealDesk, agreement: Row) -> None:
    """Refuse an answer for another party: a street answers for its rooms, a teacher for itself."""
    teacher = desk.by.role == "teacher"
    if desk.by.role != "office" and teacher != (agreement["party"] == "teacher"):
        raise Forbidden("这不归您答复。", "This is not yours to answer.")


def seen(desk: DealDesk, agreement: Row) -> Row:
    """Give an agreement as JSON, with its age in seconds."""
    named_so = ("id", "hold", "party", "area", "state", "reminded", "version")
    age = int((desk.now - agreement["asked_at"]).total_seconds())
    return {name: agreement[name] for name in named_so} | {
        "age_seconds": age,
        **agreement["fields"],
    }


def in_full(desk: DealDesk, agreement: Row) -> Row:
    """Give an agreement with what it is about and who else wants the same."""
    hold = desk.db.execute(select(HOLDS).where(HOLDS.c.id == agreement["hold"])).mappings().one()
    claim = offers.claim_of(hold["fields"])
    about = {"asker": hold["area"], "until": hold["until"].isoformat(), **hold["fields"]}
    return seen(desk, agreement) | {"about": about, "competing": waiting.competing(desk, claim)}
