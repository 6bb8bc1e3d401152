"""A store of its own for every test, on SQLite and, where there is a server, on PostgreSQL."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import text

from api.store.database import open_database
from api.store.migrate import upgrade
from tests.api.world import World
from tests.conftest import find_postgres


@pytest.fixture(scope="session")
def postgres():
    """Start a PostgreSQL server on a socket in a folder of its own, and give its URL."""
    programs = Path(os.path.realpath(find_postgres())).parent
    home = Path(tempfile.mkdtemp(prefix="paike-pg-", dir="/tmp"))
    become = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if become:
        shutil.chown(home, "postgres")

    def run(program, *words):
        command = [*become, str(programs / program), "-D", str(home / "data"), *words]
        subprocess.run(command, check=True, cwd=home, stdout=subprocess.DEVNULL)

    run("initdb", "-U", "paike", "-A", "trust", "-E", "UTF8", "--locale=C")
    options = f"-c listen_addresses='' -k {home} -c fsync=off"
    run("pg_ctl", "-o", options, "-l", str(home / "log"), "-w", "start")
    try:
        yield f"postgresql://paike@/postgres?host={home}"
    finally:
        run("pg_ctl", "-m", "immediate", "-w", "stop")
        shutil.rmtree(home)


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
