"""The columns that the tables are made of, and the one list of tables."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, DateTime, ForeignKey, MetaData, String
from sqlalchemy.types import TypeDecorator

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A moment with its zone, also on SQLite, which keeps none."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Any) -> datetime | None:
        """Write every moment in UTC, so that they compare as text too."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, _dialect: Any) -> datetime | None:
        """Give the zone back that a database without zones has lost."""
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


def key(name: str = "id") -> Column[str]:
    """Make the column that names a row."""
    return Column(name, String(200), primary_key=True)


def word(name: str, *, null: bool = False) -> Column[str]:
    """Make a column of short text."""
    return Column(name, String(200), nullable=null)


def to(name: str, target: str, *, null: bool = False) -> Column[str]:
    """Make a column that names a row of another table."""
    return Column(name, String(200), ForeignKey(target), nullable=null, index=True)


def at(name: str, *, null: bool = False) -> Column[datetime]:
    """Make a column of moments."""
    return Column(name, Moment(), nullable=null)
