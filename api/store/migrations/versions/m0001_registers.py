"""The registers, written by streets and confirmed by the district."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TABLES = ("areas", "schools", "venues", "rooms", "teachers", "courses", "requests", "terms")


def upgrade() -> None:
    """Make the tables."""
    for name in TABLES:
        _register(name)


def downgrade() -> None:
    """Drop the tables again."""
    for name in reversed(TABLES):
        op.drop_table(name)


def _register(name: str) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("area", sa.String(length=200), nullable=False),
        sa.Column("parent", sa.String(length=200), nullable=True),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("contact", sa.JSON(), nullable=False),
        sa.Column("supplier", sa.String(length=200), nullable=False),
        sa.Column("supplied_on", sa.Date(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_area"), name, ["area"], unique=False)
