"""A store of its own for every test, on SQLite and, where there is a server, on PostgreSQL."""

import shutil

import pytest
from sqlalchemy import text

from api.store.database import open_database
from api.store.migrate import upgrade
from tests.api.postgres import server
from tests.api.world import World


@pytest.fixture(scope="session")
def postgres():
    """Lend a PostgreSQL server, by its URL."""
    with server() as url:
        yield url


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.integration]),
    ]
)
def empty(request, tmp_path):
    """Lend a database without tables."""
    if request.param == "sqlite":
        engine = open_database(f"sqlite:///{tmp_path / 'paike.db'}")
    else:
        engine = open_database(request.getfixturevalue("postgres"))
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    yield engine
    engine.dispose()


@pytest.fixture
def store(empty):
    """Lend a database with all tables, empty."""
    upgrade(empty)
    return empty


@pytest.fixture(scope="session")
def first(tmp_path_factory):
    """Make the service with two streets once; gives its file and its tokens."""
    file = tmp_path_factory.mktemp("first") / "paike.db"
    made = World(f"sqlite:///{file}")
    made.engine.dispose()
    return file, made.tokens


@pytest.fixture
def world(first, tmp_path):
    """Lend a running service with two streets, on a copy of the first."""
    file, tokens = first
    copy = shutil.copy(file, tmp_path / "paike.db")
    made = World(f"sqlite:///{copy}", tokens)
    yield made
    made.engine.dispose()
