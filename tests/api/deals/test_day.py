"""Twenty-four hours of a term: nothing that was asked for is forgotten."""

import pytest

from api.deals.live import LiveMatching
from benchmarks.day import simulate
from tests.api.deals.finder import series
from tests.api.deals.world import request
from tests.api.world import room, teacher


def fill_up(world):
    """Add six teachers and rooms in each street, and let offers have three dates."""
    world.app.state.matching = LiveMatching(world.engine, series(3))
    for street in ("s1", "s2"):
        for number in range(6):
            world.make("teachers", teacher(f"t{number}-{street}", street))
            world.make("rooms", room(f"r{number}-{street}", f"v-{street}"))


@pytest.fixture
def busy(deals):
    """Lend a service with some to choose from."""
    fill_up(deals)
    return deals


@pytest.mark.integration
@pytest.mark.parametrize("sweeps", [True, False], ids=["with a worker", "without a worker"])
def test_after_a_day_every_session_is_covered_or_listed(busy, sweeps):
    """Declines, silence, part of the dates and cancellations: no session is lost sight of."""
    told = simulate(busy, request, seed=7, sweeps=sweeps)

    assert told["forgotten"] == 0
    assert told["requests"] > 40
    assert told["covered"] > told["requests"]
    assert {"decline 200", "part 200", "accept 200", "cancel 200"} <= set(told["steps"])
    assert not any(step.endswith(" 500") for step in told["steps"])
