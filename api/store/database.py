"""Open the database, and give it out by transactions."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DataError, IntegrityError, OperationalError

from api.refusals import Conflict, Unfit

__all__ = ["Connection", "Engine", "open_database", "serving", "transaction"]

TAKEN = Conflict("刚被别人占用，请重新读取。", "Taken in the meantime; read again.")
LOST_RACES = frozenset({"40001", "40P01"})  # PostgreSQL: serialization failure, deadlock
# a connection for each request that is served at once (`border.py`), and some to look for changes
POOL = {"pool_size": 20, "max_overflow": 10}
TURNS: WeakKeyDictionary[Engine, Lock] = WeakKeyDictionary()  # SQLite has one writer at a time
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000")


def open_database(url: str) -> Engine:
    """Open a database by its URL; SQLite is told to survive power failures and many writers."""
    name = make_url(url)
    if name.get_backend_name() == "postgresql":
        name = name.set(drivername="postgresql+psycopg")
        return create_engine(name, pool_pre_ping=True, **POOL)
    engine = create_engine(name, **(POOL if name.database else {}))
    event.listen(engine, "connect", _tell_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    TURNS[engine] = Lock()  # waiting here is fairer than polling the file
    return engine


@contextmanager
def transaction(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    """Lend a connection for one transaction: committed at the end, rolled back by an error."""
    turn = TURNS.get(engine) if writes else None
    with turn or nullcontext(), engine.connect() as connection:
        connection.execution_options(writes=writes)
        with connection.begin():
            yield connection


@contextmanager
def serving(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    """Lend a transaction to a request: what another took first is refused, not an error."""
    try:
        with transaction(engine, writes=writes) as connection:
            yield connection
    except IntegrityError as error:
        raise TAKEN from error
    except DataError as error:  # such as a character that PostgreSQL does not keep
        raise Unfit("有的值不能保存。", "A value cannot be stored.") from error
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) not in LOST_RACES:
            raise
        raise TAKEN from error


def _tell_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # a writer that begins as a reader fails as soon as another has written in between
    writes = connection.get_execution_options().get("writes", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
