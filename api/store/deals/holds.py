"""Holds: a timed claim on an offer, the parties that are asked, and who comes next after a no."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from api.access import Caller
from api.deals.matching import told_slots
from api.deals.states import CLAIMING
from api.deals.words import CHINA, PARTIES
from api.refusals import Conflict
from api.store.deals import agreements, claims, offers, waiting
from api.store.deals.desk import DealDesk, Row, move, named, put
from api.store.deals.messages import tell
from api.store.deals.tables import HOLDS
from engine.domain.problem import Problem

CLOCK = Caller("user:clock", "office", "", "", "")  # who does what time does
MOST_TRIES = 10  # candidates asked one after the other, before a person has to look


def open_hold(desk: DealDesk, offer: Row) -> Row:
    """Hold an offer for the street that asks; a request has one hold or booking at a time."""
    offers.request_to_change(desk, offer["request"])
    other = offers.active(desk, offer["request"])
    if other is not None:
        raise Conflict(f"这个需求已有 {other}。", f"This request has {other} already.")
    claim = offers.claim_of(offer["fields"])
    lapse_in_the_way(desk, claim)
    return _claim(desk, offer, "held", {"tries": 1, "without": []})


def ask(desk: DealDesk, hold: Row) -> Row:
    """Ask the street of the venue and the teacher, and begin to count the time to answer."""
    problem = desk.matching.problem(hold["fields"]["term"])
    until = _until(desk, problem, offers.claim_of(hold["fields"]), desk.answer_time)
    asked = move(desk, HOLDS, hold, "hold", "ask", {"until": until})
    agreements.ask_parties(desk, asked)
    return agreements.conclude(desk, asked)


def end(desk: DealDesk, hold: Row, event: str) -> Row:
    """End a hold without a booking: what it took is free, and the next in line is told."""
    ended = move(desk, HOLDS, hold, "hold", event)
    agreements.withdraw(desk, hold["id"], "lapse" if event == "lapse" else "withdraw")
    claims.free(desk.db, hold=hold["id"])
    waiting.tell_next(desk, offers.claim_of(hold["fields"]))
    return ended


def lapse(desk: DealDesk, hold: Row) -> None:
    """Let a hold that is over end; after silence the next candidate is asked."""
    desk = replace(desk, by=replace(CLOCK, request_id=desk.by.request_id))
    if hold["state"] == "held":
        end(desk, hold, "lapse")
        tell(desk, "expired", hold, area=hold["area"])
        return
    silent = agreements.pending(desk, hold["id"])
    end(desk, hold, "lapse")
    for each in silent:
        tell(desk, "silent", hold, area=hold["area"], party=PARTIES[each["party"]])
    follow(desk, hold, [agreements.excluded(hold, each["party"]) for each in silent])


def lapse_in_the_way(desk: DealDesk, claim: claims.Claim) -> None:
    """End the holds that are over but still keep what is wanted; no timer need be alive."""
    names = {row["hold"] for row in claims.holders(desk.db, claim)} - {None}
    for hold in due(desk, len(names), sorted(names)) if names else ():
        lapse(desk, hold)


def due(desk: DealDesk, most: int, names: Sequence[str] | None = None) -> list[Row]:
    """Give holds whose time is over, each to one caller only."""
    asked = select(HOLDS).where(HOLDS.c.state.in_(CLAIMING), HOLDS.c.until <= desk.now)
    asked = asked if names is None else asked.where(HOLDS.c.id.in_(names))
    asked = asked.order_by(HOLDS.c.until, HOLDS.c.id).limit(most)
    locked = asked.with_for_update(skip_locked=names is None)
    return [dict(row) for row in desk.db.execute(locked).mappings()]


def follow(desk: DealDesk, hold: Row, refused: Sequence[tuple[str, str]]) -> Row | None:
    """Ask the next candidate by itself, without those who said no; else the request is open."""
    fields = hold["fields"]
    without = sorted({*map(tuple, fields["without"]), *refused})
    carried = {"tries": fields["tries"] + 1, "without": [list(each) for each in without]}
    if carried["tries"] <= MOST_TRIES and offers.active(desk, hold["request"]) is None:
        for offer in _candidates(desk, hold, frozenset(without)):
            try:
                opened = _claim(desk, offer, "held", carried)
            except Conflict:
                continue  # taken in the meantime: the one after it
            tell(desk, "next", opened, area=hold["area"])
            return ask(desk, opened)
    tell(desk, "nothing left", hold, area=hold["area"])
    return None


def seen(hold: Row, now: datetime) -> Row:
    """Give a hold as JSON with its countdown; one whose time is over says so before it is swept."""
    left = max(0, int((hold["until"] - now).total_seconds()))
    claiming = hold["state"] in CLAIMING
    state = hold["state"]
    if claiming and not left:
        state = "expired" if state == "held" else "silent"
    named_so = ("id", "offer", "request", "area", "venue_area", "version")
    told: dict[str, Any] = {name: hold[name] for name in named_so}
    told |= {"state": state, "until": hold["until"].isoformat()}
    return told | {"seconds_left": left if claiming else 0, **hold["fields"]}


def _candidates(desk: DealDesk, hold: Row, without: frozenset[tuple[str, str]]) -> list[Row]:
    """The other offers that the street saw, then those that are found anew."""
    problem = desk.matching.problem(hold["fields"]["term"])
    shown = [row for row in offers.latest(desk, hold["request"]) if row["id"] != hold["offer"]]
    left = [row for row in shown if not without & _whose(problem, row["fields"])]
    if any(
        offers.standing(desk, offers.claim_of(row["fields"]))["state"] == "free" for row in left
    ):
        return left
    request = offers.request_of(desk, hold["request"])
    return offers.make(
        desk, request, hold["fields"]["term"], without=without, instead_of=hold["id"]
    )


def _whose(problem: Problem, fields: Row) -> frozenset[tuple[str, str]]:
    pairs = {("teacher", fields["teacher"])}
    if fields["room"] is not None:
        pairs |= {("room", fields["room"]), ("venue", problem.room[fields["room"]].venue)}
    return frozenset(pairs)


def _claim(desk: DealDesk, offer: Row, state: str, carried: Row) -> Row:
    """Take what an offer needs and make the hold; nothing is written when something is taken."""
    fields = offer["fields"]
    problem = desk.matching.problem(fields["term"])
    claim = offers.claim_of(fields)
    until = _until(desk, problem, claim, desk.hold_time)
    rows = claims.ready(desk.db, problem, claim)
    venue = problem.venue[problem.room[claim.room].venue] if claim.room else None
    kept = {name: fields[name] for name in ("term", "course", "learners", "teacher", "room")}
    hold = {
        "id": named("hold"), "offer": offer["id"], "request": offer["request"],
        "area": fields["area"], "venue_area": venue.area if venue else None,
        "teacher": claim.teacher, "state": state, "made_at": desk.now,
        "until": until, "version": 1,
        "fields": kept | {"slots": told_slots(claim.slots)} | carried,
    }  # fmt: skip
    put(desk, HOLDS, hold)
    claims.take(desk.db, rows, hold=hold["id"])
    return hold


def _until(desk: DealDesk, problem: Problem, claim: claims.Claim, lasting: timedelta) -> datetime:
    """How long a claim is kept: never into the first meeting itself."""
    first = min(claim.slots)
    begins = datetime.combine(first.date, time(tzinfo=CHINA))
    begins += timedelta(minutes=problem.period[first.period].start)
    if begins <= desk.now:
        raise Conflict("这个候选有日期已过，请重新查找。", "Dates have passed; ask anew.")
    return min(desk.now + lasting, begins)
