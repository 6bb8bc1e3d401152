"""Holds with their countdown, and what the two parties say to them (接单)."""

from typing import Any, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from api.dependencies import Version
from api.refusals import Missing, Unfit
from api.routes.deals.asking import AtDesk, Closed, Dates, Text, page, slots_of, tagged
from api.routes.registers import Limit
from api.store.deals import agreements, deals, holds
from api.store.deals.desk import listed, one, read, unchanged
from api.store.deals.tables import AGREEMENTS, HOLDS
from api.store.scope import may_write

router = APIRouter(tags=["deals"])


class Reply(Closed):
    """The answer to a party's question."""

    party: Literal["venue", "teacher"]
    text: Text


class Answer(Closed):
    """What a party says; `dates` for a yes to some of them, `text` for a reason or a question."""

    answer: Literal["accept", "decline", "question"]
    dates: Dates | None = None
    text: Text | None = None


@router.get("/holds")
def held(desk: AtDesk, after: str = "", limit: Limit = 100) -> dict[str, Any]:
    """List the holds to which one is a party."""
    return page([holds.seen(row, desk.now) for row in listed(desk, HOLDS, after, limit)], limit)


@router.get("/holds/{row}")
def one_hold(row: str, desk: AtDesk) -> JSONResponse:
    """Give a hold with what its parties have said."""
    hold = read(desk, HOLDS, row)
    said = [agreements.seen(desk, each) for each in agreements.of(desk, row)]
    return tagged(holds.seen(hold, desk.now) | {"agreements": said})


@router.post("/holds/{row}/asking")
def ask(row: str, desk: AtDesk, version: Version) -> JSONResponse:
    """Ask the street of the venue and the teacher."""
    hold = one(desk, HOLDS, row, may_write(HOLDS, desk.by))
    unchanged(hold, version)
    return tagged(holds.seen(holds.ask(desk, hold), desk.now))


@router.delete("/holds/{row}", status_code=204)
def release(row: str, desk: AtDesk, version: Version) -> Response:
    """Let a hold go; the next in line is told."""
    hold = one(desk, HOLDS, row, may_write(HOLDS, desk.by))
    unchanged(hold, version)
    holds.end(desk, hold, "release")
    return Response(status_code=204)


@router.post("/holds/{row}/reply")
def reply(row: str, new: Reply, desk: AtDesk, version: Version) -> JSONResponse:
    """Answer what a party has asked."""
    hold = one(desk, HOLDS, row, may_write(HOLDS, desk.by))
    unchanged(hold, version)
    for each in agreements.of(desk, row):
        if each["party"] == new.party:
            return tagged(agreements.seen(desk, agreements.reply(desk, each, hold, new.text)))
    raise Missing("没有这一方。", "There is no such party.")


@router.get("/agreements")
def to_answer(desk: AtDesk, after: str = "", limit: Limit = 100) -> dict[str, Any]:
    """List what waits for one's answer, with its age and who else wants the same."""
    pending = AGREEMENTS.c.state.in_(("asked", "questioned", "accepted"))
    rows = listed(desk, AGREEMENTS, after, limit, pending)
    return page([agreements.in_full(desk, row) for row in rows], limit)


@router.post("/agreements/{row}/answer")
def answer(row: str, new: Answer, desk: AtDesk, version: Version) -> JSONResponse:
    """Accept, also only some dates; decline with a reason; or ask something."""
    agreement = one(desk, AGREEMENTS, row)
    agreements.may_answer(desk, agreement)
    unchanged(agreement, version)
    hold = deals.hold_of(desk, agreement)
    if new.answer == "accept":
        slots = None if new.dates is None else slots_of(new.dates)
        return tagged(agreements.seen(desk, agreements.accept(desk, agreement, hold, slots)))
    if new.text is None:
        raise Unfit("请写明原因或问题。", "Say the reason or the question.", (("text", "empty"),))
    say = deals.decline if new.answer == "decline" else agreements.question
    return tagged(agreements.seen(desk, say(desk, agreement, hold, new.text)))
