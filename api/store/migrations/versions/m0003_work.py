"""The jobs and what they found, users and their keys, and the log of changes."""

import sqlalchemy as sa
from alembic import op

from api.store.migrations.frozen import freeze, thaw

revision = "0003"
down_revision = "0002"

TABLES = ("jobs", "audits", "sweeps", "users", "keys", "failures", "answers", "audit_log")


def upgrade() -> None:
    """Make the tables."""
    _make_jobs()
    _make_audits()
    _make_sweeps()
    _make_users()
    _make_keys()
    _make_failures()
    _make_answers()
    _make_audit_log()
    freeze("audit_log", "log_is_kept")


def downgrade() -> None:
    """Drop the tables again."""
    thaw("audit_log", "log_is_kept")
    for name in reversed(TABLES):
        op.drop_table(name)


def _make_jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.Column("asked_by", sa.String(length=200), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("progress", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
    )


def _make_audits() -> None:
    op.create_table(
        "audits",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("term", sa.String(length=200), nullable=False),
        sa.Column("job", sa.String(length=200), nullable=True),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["job"], ["jobs.id"], name=op.f("fk_audits_job")),
        sa.ForeignKeyConstraint(["term"], ["terms.id"], name=op.f("fk_audits_term")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audits")),
    )
    op.create_index(op.f("ix_audits_job"), "audits", ["job"], unique=False)
    op.create_index(op.f("ix_audits_term"), "audits", ["term"], unique=False)


def _make_sweeps() -> None:
    op.create_table(
        "sweeps",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("term", sa.String(length=200), nullable=False),
        sa.Column("job", sa.String(length=200), nullable=True),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["job"], ["jobs.id"], name=op.f("fk_sweeps_job")),
        sa.ForeignKeyConstraint(["term"], ["terms.id"], name=op.f("fk_sweeps_term")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sweeps")),
    )
    op.create_index(op.f("ix_sweeps_job"), "sweeps", ["job"], unique=False)
    op.create_index(op.f("ix_sweeps_term"), "sweeps", ["term"], unique=False)


def _make_users() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("login", sa.String(length=200), nullable=False),
        sa.Column("password", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("area", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('active', 'closed')", name=op.f("ck_users_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("login", name=op.f("uq_users_login")),
    )


def _make_keys() -> None:
    op.create_table(
        "keys",
        sa.Column("hash", sa.String(length=200), nullable=False),
        sa.Column("user", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('session', 'token')", name=op.f("ck_keys_kind")),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name=op.f("fk_keys_user")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_keys")),
    )
    op.create_index(op.f("ix_keys_user"), "keys", ["user"], unique=False)


def _make_failures() -> None:
    op.create_table(
        "failures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failures")),
    )
    op.create_index(op.f("ix_failures_who_at"), "failures", ["who", "at"], unique=False)


def _make_answers() -> None:
    op.create_table(
        "answers",
        sa.Column("user", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("asked", sa.String(length=200), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("user", "key", name=op.f("pk_answers")),
    )


def _make_audit_log() -> None:
    op.create_table(
        "audit_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user", sa.String(length=200), nullable=False),
        sa.Column("request_id", sa.String(length=200), nullable=False),
        sa.Column("noun", sa.String(length=200), nullable=False),
        sa.Column("row", sa.String(length=200), nullable=False),
        sa.Column("action", sa.String(length=200), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_log")),
    )
    op.create_index(op.f("ix_audit_log_noun_row"), "audit_log", ["noun", "row"], unique=False)
