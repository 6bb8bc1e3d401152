"""Deals in any order of steps, time included: what is taken is what is claimed, nothing is lost."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from api.deals.live import LiveMatching
from api.deals.matching import read_slots
from api.deals.states import CLAIMING, PENDING
from api.store.database import transaction
from api.store.deals.tables import AGREEMENTS, BOOKINGS, HOLDS, OCCUPIED
from tests.api.deals.finder import series
from tests.api.deals.world import BEGIN, OFFICE, S1, S2, T1, T2, DealWorld

STREETS = st.sampled_from(["s1", "s2"])
EVERYBODY = (OFFICE, S1, S2, T1, T2)
FINE = {200, 201, 204}
REFUSED = {404, 409, 412, 422}


class Deals(RuleBasedStateMachine):
    """Streets, teachers and the clock, each doing what it may in any order."""

    world: DealWorld
    first: Path

    def __init__(self):
        super().__init__()
        engine = self.world.engine
        engine.dispose()
        shutil.copy(self.first, engine.url.database)
        self.world.now = BEGIN
        self.world.app.state.matching = LiveMatching(engine, series(2))

    def send(self, method, path, who, tag=None, body=None):
        """Send something; it is done or refused, never broken."""
        headers = {} if tag is None else {"If-Match": f'"{tag}"'}
        answer = self.world.ask(method, path, who, headers, json=body)
        assert answer.status_code in FINE | REFUSED, answer.text
        return answer

    @rule(street=STREETS, rank=st.integers(0, 3), asks=st.booleans())
    def hold(self, street, rank, asks):
        """A street asks for offers, takes one, and may have the parties asked at once."""
        who = "street", street
        offers = self.world.offers(f"q-{street}", who)
        if rank < len(offers):
            held = self.send("POST", f"/offers/{offers[rank]['id']}/hold", who)
            if asks and held.status_code == 201:
                self.send("POST", f"/holds/{held.json()['id']}/asking", who, 1)

    @rule(street=STREETS, rank=st.integers(0, 3))
    def wait(self, street, rank):
        """A street stands in line."""
        who = "street", street
        offers = self.world.get(f"/requests/q-{street}/offers", who)["items"]
        if rank < len(offers):
            self.send("POST", f"/offers/{offers[rank]['id']}/waiting", who)

    @rule(street=STREETS, lets_go=st.integers(0, 3))
    def decide(self, street, lets_go):
        """A street has the parties of its holds asked, or lets them go."""
        who = "street", street
        for each in self.world.get("/holds", who)["items"]:
            tag = each["version"]
            if lets_go == 0:
                self.send("DELETE", f"/holds/{each['id']}", who, tag)
            else:
                self.send("POST", f"/holds/{each['id']}/asking", who, tag)

    @rule(
        who=st.sampled_from(EVERYBODY),
        what=st.sampled_from(["accept", "accept", "part", "decline", "question"]),
    )
    def answer(self, who, what):
        """Somebody answers all that waits."""
        for each in self.world.get("/agreements", who)["items"]:
            body = {"answer": what, "text": "x"}
            if what == "part":
                [day, name] = each["about"]["slots"][0]
                body = {"answer": "accept", "dates": [{"date": day, "period": name}]}
            path = f"/agreements/{each['id']}/answer"
            answer = self.world.ask(
                "POST", path, who, {"If-Match": f'"{each["version"]}"'}, json=body
            )
            assert answer.status_code in FINE | REFUSED | {403}, answer.text

    @rule()
    def all_agree(self):
        """The office writes down that everybody says yes."""
        for each in self.world.get("/agreements")["items"]:
            path = f"/agreements/{each['id']}/answer"
            self.send("POST", path, OFFICE, each["version"], {"answer": "accept"})

    @rule(who=st.sampled_from(EVERYBODY), part=st.booleans(), again=st.booleans())
    def change(self, who, part, again):
        """Somebody gives a booking up, or a date of it, or puts one back."""
        for each in self.world.get("/bookings", who)["items"][:1]:
            slots = each["fields"]["open" if again else "slots"][:1]
            dates = [{"date": day, "period": name} for day, name in slots]
            if again:
                body, path = {"dates": dates}, f"/bookings/{each['id']}/dates"
            else:
                body = {"reason": "x", "dates": dates if part else []}
                path = f"/bookings/{each['id']}/cancellation"
            self.send("POST", path, who, each["version"], body)

    @rule(hours=st.sampled_from([1, 5, 13, 49]))
    def time_passes(self, hours):
        """The clock goes on; nobody sweeps."""
        self.world.pass_(hours=hours)

    @invariant()
    def what_is_taken_is_what_is_claimed(self):
        """Each place in the calendar belongs to a hold or booking that has it in its dates."""
        with transaction(self.world.engine, writes=False) as db:
            taken = {
                (row.hold or row.booking, row.kind, row.resource, row.date, row.period)
                for row in db.execute(select(OCCUPIED))
            }
            claimed = {
                (row.id, *resource, *slot)
                for table, states in ((HOLDS, CLAIMING), (BOOKINGS, ("booked", "finished")))
                for row in db.execute(select(table).where(table.c.state.in_(states)))
                for slot in read_slots(row.fields["slots"])
                for resource in (("teacher", row.teacher), ("room", row.fields["room"]))
            }
            orphans = select(AGREEMENTS.c.id).join(HOLDS, HOLDS.c.id == AGREEMENTS.c.hold)
            orphans = orphans.where(AGREEMENTS.c.state.in_(PENDING), HOLDS.c.state != "asked")
            assert [*db.scalars(orphans)] == []
        assert taken == claimed

    @invariant()
    def nothing_is_forgotten(self):
        """Every request is covered, being agreed on, or listed as open."""
        now_open = {
            row["request"]
            for row in self.world.get("/open-requests?term=t")["items"]
            if row["booking"] is None
        }
        holds = self.world.get("/holds")["items"]
        bookings = self.world.get("/bookings")["items"]
        cared_for = [hold["request"] for hold in holds if hold["state"] in CLAIMING]
        cared_for += [b["request"] for b in bookings if b["state"] in ("booked", "finished")]
        for request in ("q-s1", "q-s2"):
            assert (request in now_open) != (request in cared_for)


@pytest.mark.integration
def test_deals_in_any_order(first_deals, tmp_path):
    """Whatever streets, teachers and time do: both invariants hold after every step."""
    Deals.first, tokens = first_deals
    Deals.world = DealWorld(f"sqlite:///{tmp_path / 'paike.db'}", tokens)
    try:
        run_state_machine_as_test(Deals, settings=settings(max_examples=20))
    finally:
        Deals.world.engine.dispose()
