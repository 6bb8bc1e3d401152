"""The waiting list: who is told, in order, when an offer is free again."""

from sqlalchemy import insert, select, update

from api.refusals import Conflict
from api.store.deals import offers
from api.store.deals.claims import Claim
from api.store.deals.desk import DealDesk, Row, named
from api.store.deals.messages import tell
from api.store.deals.tables import OFFERS, WAITING


def join(desk: DealDesk, offer: Row) -> Row:
    """Put the asker of an offer in line; an area waits once for an offer."""
    if offers.standing(desk, offers.claim_of(offer["fields"]))["state"] == "free":
        raise Conflict("这个候选现在就空着。", "This offer is free now.")
    mine = WAITING.c.offer == offer["id"], WAITING.c.area == offer["fields"]["area"]
    if desk.db.scalar(select(WAITING.c.id).where(*mine)):
        raise Conflict("已在等候名单上。", "On the waiting list already.")
    row = {"id": named("waiting"), "offer": offer["id"], "area": offer["fields"]["area"]}
    desk.db.execute(insert(WAITING).values(row | {"made_at": desk.now, "told_at": None}))
    return row | {"place": place(desk, offer["id"], row["id"])}


def place(desk: DealDesk, offer: str, waiting: str) -> int:
    """Tell which place in line one has."""
    asked = select(WAITING.c.id).where(WAITING.c.offer == offer, WAITING.c.told_at.is_(None))
    return [*desk.db.scalars(asked.order_by(WAITING.c.made_at, WAITING.c.id))].index(waiting) + 1


def tell_next(desk: DealDesk, freed: Claim) -> None:
    """Tell the first in line for whom something that was freed makes an offer free as a whole."""
    asked = (
        select(WAITING.c.id.label("waiting"), OFFERS)
        .join(OFFERS, OFFERS.c.id == WAITING.c.offer)
        .where(WAITING.c.told_at.is_(None))
        .order_by(WAITING.c.made_at, WAITING.c.id)
    )
    for row in desk.db.execute(asked).mappings().all():
        claim = offers.claim_of(row["fields"])
        free = _touch(claim, freed) and offers.standing(desk, claim)["state"] == "free"
        if free and offers.active(desk, row["request"]) is None:
            told = update(WAITING).where(WAITING.c.id == row["waiting"])
            desk.db.execute(told.values(told_at=desk.now))
            deal = {"id": row["id"], "area": row["fields"]["area"], "fields": row["fields"]}
            tell(desk, "free again", deal, area=deal["area"])
            return


def competing(desk: DealDesk, claim: Claim) -> list[Row]:
    """Give who else waits for the same room or teacher at one of the same dates, side by side."""
    asked = (
        select(WAITING.c.area, WAITING.c.made_at, OFFERS.c.fields)
        .join(OFFERS, OFFERS.c.id == WAITING.c.offer)
        .where(WAITING.c.told_at.is_(None))
    )
    rows = desk.db.execute(asked.order_by(WAITING.c.made_at)).mappings()
    return [
        {
            "area": row["area"], "since": row["made_at"].isoformat(),
            "course": row["fields"]["course"], "learners": row["fields"]["learners"],
        }
        for row in rows
        if _touch(offers.claim_of(row["fields"]), claim)
    ]  # fmt: skip


def _touch(one: Claim, other: Claim) -> bool:
    alike = set(one.resources) & set(other.resources)
    return bool(alike) and not set(one.slots).isdisjoint(other.slots)
