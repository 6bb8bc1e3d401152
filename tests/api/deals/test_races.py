"""Many streets at once: every slot is won once, and everybody is answered."""

from collections import Counter

import pytest

from benchmarks.crowd import listening, rush
from tests.api.deals import fight
from tests.api.deals.world import OFFICE, S1, S2


@pytest.mark.integration
def test_two_hundred_clients_and_fifty_slots(deals):
    """Exactly fifty win; none is booked twice; no error of ours; all others are told so."""
    fight.prepare(deals)
    with listening(deals.app) as address:
        answers = rush(address, fight.calls(deals))

    counts = Counter(each.status for [each] in answers)
    assert counts == {201: fight.SLOTS, 409: fight.CLIENTS - fight.SLOTS}
    fight.refuse_double(deals)


@pytest.mark.integration
def test_many_answers_to_one_agreement(deals):
    """Yes and no at the same moment: one of them counts, and nothing is half done."""
    deals.asked(next(o for o in deals.offers() if o["room"] == "r-s2"))
    agreement = deals.agreement(S2)
    path = f"/agreements/{agreement['id']}/answer"
    bodies = [{"answer": "accept"}, {"answer": "decline", "text": "x"}] * 8
    with listening(deals.app) as address:
        sent = [
            [fight.Call("POST", path, fight.headers(deals, S2) | {"If-Match": '"1"'}, body)]
            for body in bodies
        ]
        answers = rush(address, sent)

    statuses = Counter(each.status for [each] in answers)
    assert statuses[200] == 1
    assert set(statuses) <= {200, 409, 412}
    active = [h for h in deals.get("/holds", S1)["items"] if h["state"] == "asked"]
    assert len(active) == 1
    assert len(deals.get("/bookings", OFFICE)["items"]) == 0
