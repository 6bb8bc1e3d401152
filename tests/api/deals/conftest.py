"""A district that makes deals, on SQLite and, where there is a server, on PostgreSQL."""

import pytest

from tests.api.deals.world import OFFICE, DealWorld, term


@pytest.fixture
def deals(empty):
    """Lend a service in which streets make deals, on the database of this run."""
    made = DealWorld(empty.url.render_as_string(hide_password=False))
    yield made
    made.engine.dispose()


@pytest.fixture(scope="session")
def first_deals(tmp_path_factory):
    """Make such a service with a long term once, on SQLite; gives its file and its tokens."""
    file = tmp_path_factory.mktemp("deals") / "paike.db"
    made = DealWorld(f"sqlite:///{file}")
    tag = {"If-Match": '"1"'}
    longer = made.ask("PUT", "/terms/t", OFFICE, tag, json={"fields": term(weeks=30)})
    assert longer.status_code == 200
    made.engine.dispose()
    return file, made.tokens
