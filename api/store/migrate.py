"""Bring a database to a version of its tables, up or down."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from api.store.database import transaction

HEAD = "offers"  # the version that this program works with


def upgrade(engine: Engine, version: str = HEAD) -> None:
    """Bring the tables up to a version, in one transaction."""
    with transaction(engine, writes=True) as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, version)


def downgrade(engine: Engine, version: str = "base") -> None:
    """Bring the tables down to a version; `base` leaves none of them."""
    with transaction(engine, writes=True) as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.downgrade(config, version)


def version_of(engine: Engine) -> str | None:
    """Tell which version the tables have; None for an empty database."""
    with transaction(engine, writes=False) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_current(engine: Engine) -> bool:
    """Tell whether the database answers and has the tables of this program."""
    try:
        return version_of(engine) == HEAD
    except DBAPIError:
        return False


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
