"""The timetables, offers, holds and bookings, and the rows that make a second claim impossible."""

import sqlalchemy as sa
from alembic import op

from api.store.migrations.frozen import freeze, thaw

revision = "0002"
down_revision = "0001"

TABLES = ("timetables", "offers", "holds", "bookings", "occupied")


def upgrade() -> None:
    """Make the tables."""
    _make_timetables()
    _make_offers()
    _make_holds()
    _make_bookings()
    _make_occupied()
    freeze("timetables", "published_is_kept", "OLD.state = 'published'")


def downgrade() -> None:
    """Drop the tables again."""
    thaw("timetables", "published_is_kept")
    for name in reversed(TABLES):
        op.drop_table(name)


def _make_timetables() -> None:
    op.create_table(
        "timetables",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("term", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('draft', 'published')", name=op.f("ck_timetables_state")),
        sa.ForeignKeyConstraint(["term"], ["terms.id"], name=op.f("fk_timetables_term")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timetables")),
        sa.UniqueConstraint("term", "number", name=op.f("uq_timetables_term_number")),
    )
    op.create_index(op.f("ix_timetables_term"), "timetables", ["term"], unique=False)


def _make_offers() -> None:
    op.create_table(
        "offers",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("request", sa.String(length=200), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["request"], ["requests.id"], name=op.f("fk_offers_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
        sa.UniqueConstraint(
            "request", "rank", "made_at", name=op.f("uq_offers_request_rank_made_at")
        ),
    )
    op.create_index(op.f("ix_offers_request"), "offers", ["request"], unique=False)


def _make_holds() -> None:
    op.create_table(
        "holds",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("offer", sa.String(length=200), nullable=False),
        sa.Column("area", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["offer"], ["offers.id"], name=op.f("fk_holds_offer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holds")),
    )
    op.create_index(op.f("ix_holds_offer"), "holds", ["offer"], unique=False)


def _make_bookings() -> None:
    op.create_table(
        "bookings",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("request", sa.String(length=200), nullable=True),
        sa.Column("area", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["request"], ["requests.id"], name=op.f("fk_bookings_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bookings")),
    )
    op.create_index(op.f("ix_bookings_request"), "bookings", ["request"], unique=False)


def _make_occupied() -> None:
    op.create_table(
        "occupied",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("resource", sa.String(length=200), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("period", sa.String(length=200), nullable=False),
        sa.Column("booking", sa.String(length=200), nullable=True),
        sa.Column("hold", sa.String(length=200), nullable=True),
        sa.CheckConstraint("kind IN ('teacher', 'room')", name=op.f("ck_occupied_kind")),
        sa.CheckConstraint(
            "(booking IS NULL) <> (hold IS NULL)", name=op.f("ck_occupied_one_claim")
        ),
        sa.ForeignKeyConstraint(["booking"], ["bookings.id"], name=op.f("fk_occupied_booking")),
        sa.ForeignKeyConstraint(["hold"], ["holds.id"], name=op.f("fk_occupied_hold")),
        sa.PrimaryKeyConstraint("kind", "resource", "date", "period", name=op.f("pk_occupied")),
    )
    op.create_index(op.f("ix_occupied_booking"), "occupied", ["booking"], unique=False)
    op.create_index(op.f("ix_occupied_hold"), "occupied", ["hold"], unique=False)
