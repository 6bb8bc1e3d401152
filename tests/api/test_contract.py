"""The OpenAPI is kept: whatever is asked, no error of ours and no status that it does not name.

`PAIKE_CONTRACT_CASES=2000` asks so many questions instead of 300.
"""

import os
import random
from collections import Counter

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from tests.api.deals.world import OFFICE, S1, S2, T1, DealWorld

CASES = int(os.environ.get("PAIKE_CONTRACT_CASES", "300"))
UNREAD = {"/session"}  # a login checks a password, which takes long on purpose; tested by itself


@pytest.fixture
def asked(empty):
    """Lend a service with rows, offers, a hold and a booking in it."""
    world = DealWorld(empty.url.render_as_string(hide_password=False))
    world.asked(next(o for o in world.offers() if (o["teacher"], o["room"]) == ("t-s1", "r-s2")))
    world.answer(S2, answer="accept")
    world.answer(T1, answer="accept")
    yield world, rows_of(world, world.asked(world.offers("q-s2", S2)[0], S2))
    world.engine.dispose()


def rows_of(world, hold):
    """Name rows that there are, so that not every question ends at a missing one."""
    agreements = [each["id"] for each in world.get("/agreements")["items"]]
    offers = [each["id"] for each in world.get("/requests/q-s1/offers", S1)["items"]]
    bookings = [each["id"] for each in world.get("/bookings")["items"]]
    registers = ["t", "s1", "v-s1", "r-s1", "t-s1", "q-s1", "q-s2", "书法"]
    return [*registers, hold["id"], "1", *agreements, *offers, *bookings]


@pytest.mark.integration
def test_every_answer_is_one_that_the_openapi_names(asked):
    """Fitting and unfitting questions at every address, to rows that are there and that are not."""
    world, rows = asked
    schema = schemathesis.openapi.from_dict(world.app.openapi())
    operations = [
        each.ok()
        for each in schema.get_all_operations()
        if each.ok().path not in UNREAD
    ]  # fmt: skip
    each_gets = -(-CASES // len(operations))
    seen, undocumented = Counter(), {}
    for operation in operations:
        ask_about(world, rows, operation, each_gets, seen, undocumented)

    assert undocumented == {}
    assert seen.total() >= min(CASES, 300)
    assert {200, 201, 404, 422} <= set(seen)


def ask_about(world, rows, operation, most, seen, undocumented):
    """Ask questions at one address and count the statuses."""
    named = {str(status) for status in operation.definition.raw["responses"]}
    modes = [operation.as_strategy(generation_mode=mode) for mode in GenerationMode]

    @settings(
        max_examples=most, database=None, derandomize=True, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=st.one_of(modes), seed=st.integers(0, 2**16))
    def ask(case, seed):
        status = world.client.request(**sent(world, rows, case, random.Random(seed))).status_code
        seen[status] += 1
        if status >= 500 or str(status) not in named:
            undocumented[f"{operation.method} {operation.path}", status] = case.as_curl_command()

    ask()


def sent(world, rows, case, chance):
    """Give a question as the client sends it: as the office, half of the time about a real row."""
    if case.path_parameters and chance.random() < 0.5:
        case.path_parameters["row"] = chance.choice(rows)
    sent = case.as_transport_kwargs(base_url="http://testserver")
    sent.pop("cookies", None)
    if isinstance(sent.get("data"), str | bytes):
        sent["content"] = sent.pop("data")
    sent["headers"] = dict(sent["headers"]) | {"Authorization": f"Bearer {world.tokens[OFFICE]}"}
    if chance.random() < 0.5:
        sent["headers"] |= {"If-Match": '"1"', "Idempotency-Key": f"key-{chance.random()}"}
    return sent
