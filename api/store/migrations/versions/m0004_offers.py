"""The deals of the streets: agreements, a waiting list, messages and ratings."""

import sqlalchemy as sa
from alembic import op

revision = "offers"
down_revision = "0003"

ADDED = {
    "holds": ("request", "venue_area", "teacher"),
    "bookings": ("kind", "venue_area", "teacher"),
    "occupied": ("venue",),
    "users": ("teacher",),
}
INDEXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("holds", ("state", "until")),
    ("holds", ("request",)),
    ("bookings", ("state", "last_date")),
    ("bookings", ("teacher",)),
)
TABLES = ("agreements", "waiting", "messages", "ratings")


def upgrade() -> None:
    """Add the columns and make the tables."""
    for table, names in ADDED.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.String(length=200), nullable=True))
    op.add_column("holds", sa.Column("made_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("holds", sa.Column("fields", sa.JSON(), nullable=True))
    op.add_column("bookings", sa.Column("last_date", sa.Date(), nullable=True))
    for name in ("start", "end"):
        op.add_column("occupied", sa.Column(name, sa.Integer(), nullable=True))
    for table, names in INDEXES:
        op.create_index(op.f(_index(table, names)), table, list(names), unique=False)
    _make_agreements()
    _make_waiting()
    _make_messages()
    _make_ratings()


def downgrade() -> None:
    """Drop them again."""
    for name in reversed(TABLES):
        op.drop_table(name)
    for table, names in INDEXES:
        op.drop_index(op.f(_index(table, names)), table)
    for name in ("end", "start"):
        op.drop_column("occupied", name)
    op.drop_column("bookings", "last_date")
    op.drop_column("holds", "fields")
    op.drop_column("holds", "made_at")
    for table, names in ADDED.items():
        for name in names:
            op.drop_column(table, name)


def _index(table: str, names: tuple[str, ...]) -> str:
    return f"ix_{table}_{'_'.join(names)}"


def _make_agreements() -> None:
    op.create_table(
        "agreements",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("hold", sa.String(length=200), nullable=False),
        sa.Column("party", sa.String(length=200), nullable=False),
        sa.Column("area", sa.String(length=200), nullable=True),
        sa.Column("teacher", sa.String(length=200), nullable=True),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("party IN ('venue', 'teacher')", name=op.f("ck_agreements_party")),
        sa.ForeignKeyConstraint(["hold"], ["holds.id"], name=op.f("fk_agreements_hold")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
        sa.UniqueConstraint("hold", "party", name=op.f("uq_agreements_hold_party")),
    )
    op.create_index(op.f("ix_agreements_hold"), "agreements", ["hold"], unique=False)
    op.create_index(
        op.f("ix_agreements_state_remind_at"), "agreements", ["state", "remind_at"], unique=False
    )


def _make_waiting() -> None:
    op.create_table(
        "waiting",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("offer", sa.String(length=200), nullable=False),
        sa.Column("area", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["offer"], ["offers.id"], name=op.f("fk_waiting_offer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting")),
        sa.UniqueConstraint("offer", "area", name=op.f("uq_waiting_offer_area")),
    )
    op.create_index(op.f("ix_waiting_offer"), "waiting", ["offer"], unique=False)


def _make_messages() -> None:
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=200), nullable=True),
        sa.Column("teacher", sa.String(length=200), nullable=True),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
    )
    for name in ("area", "teacher"):
        op.create_index(op.f(f"ix_messages_{name}"), "messages", [name], unique=False)


def _make_ratings() -> None:
    op.create_table(
        "ratings",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("booking", sa.String(length=200), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("period", sa.String(length=200), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["booking"], ["bookings.id"], name=op.f("fk_ratings_booking")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ratings")),
        sa.UniqueConstraint(
            "booking", "date", "period", name=op.f("uq_ratings_booking_date_period")
        ),
    )
    op.create_index(op.f("ix_ratings_booking"), "ratings", ["booking"], unique=False)
