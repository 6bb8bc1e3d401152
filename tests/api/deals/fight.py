"""Two hundred clients who want fifty slots: set up, and what must be true afterwards."""

from datetime import timedelta
from itertools import count

from sqlalchemy import func, insert, select

from api.deals.matching import told_slots
from api.store.database import transaction
from api.store.deals.tables import HOLDS, OCCUPIED, OFFERS
from api.store.tables import REGISTERS
from benchmarks.crowd import Call
from engine.matching.asked import Slot
from tests.api.deals.world import OFFICE, S1, request, term
from tests.api.world import OFFICE as CLERK

CLIENTS, SLOTS = 200, 50
KEYS = count()


def prepare(world):
    """Give every client a request and an offer; each slot is offered to four of them."""
    longer = term(weeks=6)
    tag = {"If-Match": '"1"'}
    assert world.ask("PUT", "/terms/t", OFFICE, tag, json={"fields": longer}).is_success
    row = {"area": "s1", "contact": {}, "supplier": CLERK.user, "version": 1}
    requests = [
        {"id": f"fight-{n}", "fields": request(f"fight-{n}", "s1"), **row} for n in range(CLIENTS)
    ]
    with transaction(world.engine, writes=True) as db:
        db.execute(insert(REGISTERS["requests"]), requests)
        db.execute(insert(OFFERS), [offer(world, n) for n in range(CLIENTS)])


def offer(world, number):
    """Give the row of one offer."""
    day = world.now.date() + timedelta(days=6 + 7 * (number % SLOTS // 10) + number % 5)
    slot = Slot(day, f"{['mon', 'tue', 'wed', 'thu', 'fri'][number % 5]}-{'ap'[number // 5 % 2]}m")
    fields = {"term": "t", "course": "书法", "learners": 12, "area": "s1", "teacher": "t-s1"}
    fields |= {"room": "r-s2", "slots": told_slots([slot]), "told": {}}
    name = f"fight-{number}"
    return {"id": name, "request": name, "rank": 1, "fields": fields, "made_at": world.now}


def calls(world):
    """Give what each client sends: the hold of its offer."""
    return [
        [Call("POST", f"/offers/fight-{number}/hold", headers(world), None)]
        for number in range(CLIENTS)
    ]


def headers(world, who=S1):
    """Give the headers of a new request."""
    key = f"fight-{next(KEYS)}"
    return {"Authorization": f"Bearer {world.tokens[who]}", "Idempotency-Key": key}


def refuse_double(world):
    """Fail unless exactly the slots are held, each by one."""
    with transaction(world.engine, writes=False) as db:
        holds = db.scalar(select(func.count()).select_from(HOLDS))
        places = select(OCCUPIED.c.kind, OCCUPIED.c.date, OCCUPIED.c.period, OCCUPIED.c.hold)
        rows = [tuple(row) for row in db.execute(places)]
    assert holds == SLOTS
    assert len(rows) == 2 * SLOTS
    assert len({row[:3] for row in rows}) == 2 * SLOTS
