"""The service under many clients at once, in a process of its own; and a day of a term."""

import random
import socket
import time
from collections import Counter
from contextlib import contextmanager, nullcontext
from datetime import datetime, timedelta
from datetime import time as clock

import pytest

from api import exchange
from api.deals.words import CHINA
from api.nouns import NOUNS
from api.store import bulk
from api.store.database import transaction
from api.store.register import Desk
from benchmarks.crowd import Call, figures, rush
from benchmarks.day import simulate
from benchmarks.served import served
from tests.api.deals import fight
from tests.api.deals.test_day import fill_up
from tests.api.deals.world import OFFICE, DealWorld, request
from tests.api.postgres import server
from tests.api.world import OFFICE as CLERK

BASES = ["sqlite", "postgresql"]
CLIENTS, EACH = 32, 20
SEED = 7


@contextmanager
def database(name, folder):
    """Lend an empty database, as it would be in earnest: nothing is lost by a power failure."""
    lent = (
        server(sync="on") if name == "postgresql" else nullcontext(f"sqlite:///{folder}/paike.db")
    )
    with lent as url:
        yield url


class District(DealWorld):
    """A whole district with its published timetable."""

    def __init__(self, url, here):
        self.here = here
        super().__init__(url)

    def fill(self):
        """Put the registers in and publish the timetable."""
        problem = self.here.problem
        begin = datetime.combine(problem.term.start, clock(8), tzinfo=CHINA)
        self.now = begin - timedelta(days=3)
        rows = exchange.rows_of(problem)
        with transaction(self.engine, writes=True) as db:
            for noun in NOUNS:
                desk = Desk(db, CLERK, self.now, noun.name)
                bulk.put_rows(desk, noun.key, rows[noun.name])
        fields = self.here.by_hand.model_dump(mode="json")
        made = self.post("/timetables", OFFICE, {"term": problem.name, "fields": fields})
        begun = time.perf_counter()
        self.post(f"/timetables/{made['id']}/publication", OFFICE, tag=1, status=200)
        self.publication = time.perf_counter() - begun

    @property
    def requests(self):
        """The requests of the register."""
        return [each.id for each in self.here.problem.requests]


def free_port():
    """Find a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.mark.benchmark(group="service")
@pytest.mark.parametrize("base", BASES)
def test_service_fight(benchmark, tmp_path, base):
    """Two hundred clients, fifty slots."""
    with database(base, tmp_path) as url:
        world = DealWorld(url)
        fight.prepare(world)
        calls = fight.calls(world)
        with served(url, world.now, free_port()) as address:
            answers = benchmark.pedantic(rush, [address, calls], rounds=1)
        flat = [each for client in answers for each in client]
        fight.refuse_double(world)
        world.engine.dispose()

    statuses = Counter(each.status for each in flat)
    assert statuses == {201: fight.SLOTS, 409: fight.CLIENTS - fight.SLOTS}
    benchmark.extra_info |= {"clients": fight.CLIENTS, **figures(flat, benchmark.stats["total"])}


@pytest.mark.benchmark(group="service")
@pytest.mark.parametrize("base", BASES)
def test_service_match_gongshu(benchmark, world, tmp_path, base):
    """Offers for requests of the whole district, each client one after the other."""
    with database(base, tmp_path) as url:
        district = District(url, world("gongshu"))
        chance = random.Random(SEED)
        calls = [
            [Call("POST", f"/requests/{chance.choice(district.requests)}/offers",
                  fight.headers(district, OFFICE), {}) for _ in range(EACH)]
            for _ in range(CLIENTS)
        ]  # fmt: skip
        with served(url, district.now, free_port()) as address:
            warm = [calls[0][0]._replace(headers=fight.headers(district, OFFICE))]
            assert rush(address, [warm])[0][0].status == 201
            answers = benchmark.pedantic(rush, [address, calls], rounds=1)
        district.engine.dispose()

    flat = [each for client in answers for each in client]
    assert {each.status for each in flat} == {201}
    benchmark.extra_info |= {"clients": CLIENTS, **figures(flat, benchmark.stats["total"])}


@pytest.mark.benchmark(group="day")
@pytest.mark.parametrize("base", BASES)
def test_service_day(benchmark, tmp_path, base):
    """Twenty-four hours of a term."""
    with database(base, tmp_path) as url:
        busy = DealWorld(url)
        fill_up(busy)
        told = benchmark.pedantic(simulate, [busy, request, SEED], rounds=1)
        busy.engine.dispose()

    assert told["forgotten"] == 0
    benchmark.extra_info |= {name: value for name, value in told.items() if name != "steps"}
