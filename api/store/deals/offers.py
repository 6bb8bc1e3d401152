"""Offers for a request: computed, kept in their order, and looked at again as they stand now."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, insert, select

from api.deals.matching import read_slots, told_slots
from api.deals.states import CLAIMING
from api.refusals import Missing
from api.store.deals.claims import Claim, holders
from api.store.deals.desk import DealDesk, Row, named
from api.store.deals.ratings import UNRATED, reliability
from api.store.deals.tables import BOOKINGS, HOLDS, OFFERS
from api.store.scope import may_read, may_write
from api.store.tables import REGISTERS
from engine.domain.requests import Request
from engine.matching.asked import Proposal, Slot, Wanted

FREE = {"state": "free", "held_until": None}
REQUESTS, TERMS = REGISTERS["requests"], REGISTERS["terms"]


def request_of(
    desk: DealDesk, request: str, *within: ColumnElement[bool], lock: bool = False
) -> Request:
    """Give a request that meets conditions; one that is locked is kept from others meanwhile."""
    asked = select(REQUESTS.c.fields).where(REQUESTS.c.id == request, *within)
    fields = desk.db.scalar(asked.with_for_update() if lock else asked)
    if fields is None:
        raise Missing("没有这个需求，或无权查看。", "There is no such request, or not for you.")
    return Request.model_validate(fields)


def request_to_read(desk: DealDesk, request: str) -> Request:
    """Give a request that the caller may see."""
    return request_of(desk, request, may_read(REQUESTS, desk.by))


def request_to_change(desk: DealDesk, request: str) -> Request:
    """Give a request for which the caller may ask, and keep it from others meanwhile."""
    return request_of(desk, request, may_write(REQUESTS, desk.by), lock=True)


def term_at(desk: DealDesk, term: str | None) -> str:
    """Give the term that is named, or the first one that is not over."""
    found: list[tuple[date, str]] = []
    for name, fields in desk.db.execute(select(TERMS.c.id, TERMS.c.fields)).all():
        start = date.fromisoformat(fields["term"]["start"])
        over = (desk.today - start).days >= 7 * fields["term"]["weeks"]
        if name == term or (term is None and not over):
            found.append((start, name))
    if not found:
        raise Missing("没有这样的学期。", "There is no such term.")
    return min(found)[1]


def make(
    desk: DealDesk,
    request: Request,
    term: str,
    *,
    without: frozenset[tuple[str, str]] = frozenset(),
    slots: tuple[Slot, ...] = (),
    instead_of: str = "",
) -> list[Row]:
    """Find offers for a request and keep them, the best first."""
    wanted = Wanted(request, desk.today, without, slots, instead_of)
    return keep(desk, request, term, desk.matching.propose(term, wanted))


def keep(desk: DealDesk, request: Request, term: str, proposals: Sequence[Proposal]) -> list[Row]:
    """Keep proposals as offers."""
    problem = desk.matching.problem(term)
    words: Row = {"term": term, "course": problem.course[request.course].name}
    words |= {"area": request.area}
    moment = _moment(desk, request.id)
    made = [
        {
            "id": named("offer"), "request": request.id, "rank": rank, "made_at": moment,
            "fields": {**words, **_fields(proposal, request.learners)},
        }
        for rank, proposal in enumerate(proposals, start=1)
    ]  # fmt: skip
    if made:
        desk.db.execute(insert(OFFERS), made)
    return made


def one(desk: DealDesk, offer: str) -> Row:
    """Give one offer; whose request it is, is looked at by the caller."""
    found = desk.db.execute(select(OFFERS).where(OFFERS.c.id == offer)).mappings().one_or_none()
    if found is None:
        raise Missing("没有这个候选。", "There is no such offer.")
    return dict(found)


def latest(desk: DealDesk, request: str) -> list[Row]:
    """Give the offers that were made last for a request, in their order."""
    newest = select(OFFERS.c.made_at).where(OFFERS.c.request == request)
    moment = newest.order_by(OFFERS.c.made_at.desc()).limit(1).scalar_subquery()
    asked = select(OFFERS).where(OFFERS.c.request == request, OFFERS.c.made_at == moment)
    return [dict(row) for row in desk.db.execute(asked.order_by(OFFERS.c.rank)).mappings()]


def claim_of(fields: Mapping[str, Any]) -> Claim:
    """Give what an offer, a hold or a booking claims."""
    return Claim(fields["teacher"], fields["room"], read_slots(fields["slots"]))


def seen(desk: DealDesk, offers: Sequence[Row], *, new: bool = False) -> list[Row]:
    """Give offers as they stand: free, held until a moment, or booked; and how reliable they are."""
    rated = reliability(desk.db, {row["fields"]["teacher"] for row in offers})
    return [
        {
            "id": row["id"], "request": row["request"], "rank": row["rank"],
            "made_at": row["made_at"].isoformat(), **row["fields"],
            **(FREE if new else standing(desk, claim_of(row["fields"]))),
            "reliability": rated.get(row["fields"]["teacher"], UNRATED),
        }
        for row in offers
    ]  # fmt: skip


def standing(desk: DealDesk, claim: Claim) -> dict[str, Any]:
    """Say whether a claim is free, held by others until a moment, or booked."""
    taken = holders(desk.db, claim)
    holds = {row["hold"] for row in taken} - {None}
    if any(row["booking"] for row in taken):
        return {"state": "booked", "held_until": None}
    asked = select(HOLDS.c.until).where(HOLDS.c.id.in_(holds), HOLDS.c.until > desk.now)
    untils: list[datetime] = list(desk.db.scalars(asked)) if holds else []
    if not untils:
        return dict(FREE)
    return {"state": "held", "held_until": max(untils).isoformat()}


def active(desk: DealDesk, request: str) -> str | None:
    """Name the hold or booking that a request has already, if there is one."""
    held = select(HOLDS.c.id).where(
        HOLDS.c.request == request, HOLDS.c.state.in_(CLAIMING), HOLDS.c.until > desk.now
    )
    booked = select(BOOKINGS.c.id).where(
        BOOKINGS.c.request == request, BOOKINGS.c.state == "booked", BOOKINGS.c.kind == "deal"
    )
    return desk.db.scalar(held.limit(1)) or desk.db.scalar(booked.limit(1))


def _moment(desk: DealDesk, request: str) -> datetime:
    """A moment after that of all offers before, so that the latest ones are known."""
    newest = desk.db.scalar(select(func.max(OFFERS.c.made_at)).where(OFFERS.c.request == request))
    return max(desk.now, newest + timedelta(microseconds=1)) if newest else desk.now


def _fields(proposal: Proposal, learners: int) -> dict[str, Any]:
    claimed: Row = {"teacher": proposal.teacher, "room": proposal.room}
    claimed |= {"learners": proposal.told.get("learners", learners)}
    return claimed | {"slots": told_slots(proposal.slots), "told": dict(proposal.told)}
