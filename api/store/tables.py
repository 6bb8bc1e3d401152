"""The tables of the store but for the deals'. What the engine knows of a thing lies in `fields`, in its own words."""

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from api.store.columns import METADATA, at, key, to, word


def _register(name: str) -> Table:
    """Make a register with two keys: its street supplies a row, the district confirms it.

    `area` is whose row it is, empty for the whole district; `contact` is for few eyes only.
    """
    return Table(
        name,
        METADATA,
        key(),
        Column("area", String(200), nullable=False, index=True),
        word("parent", null=True),
        Column("fields", JSON, nullable=False),
        Column("contact", JSON, nullable=False),
        word("supplier"),
        Column("supplied_on", Date, nullable=True),
        Column("confirmed_on", Date, nullable=True),
        Column("version", Integer, nullable=False),
    )


REGISTERS = {
    name: _register(name)
    for name in (
        "areas", "schools", "venues", "rooms", "teachers", "courses", "requests", "terms",
    )
}  # fmt: skip
AREAS = REGISTERS["areas"]

TIMETABLES = Table(
    "timetables",
    METADATA,
    key(),
    to("term", "terms.id"),
    Column("number", Integer, nullable=False),
    word("state"),
    Column("fields", JSON, nullable=False),
    at("published_at", null=True),
    Column("version", Integer, nullable=False),
    UniqueConstraint("term", "number"),
    CheckConstraint("state IN ('draft', 'published')", name="state"),
)
JOBS = Table(
    "jobs",
    METADATA,
    key(),
    word("kind"),
    word("state"),
    word("asked_by"),
    Column("fields", JSON, nullable=False),
    Column("progress", JSON, nullable=False),
    at("asked_at"),
    at("ended_at", null=True),
    Column("version", Integer, nullable=False),
)
FINDINGS = {
    name: Table(
        name,
        METADATA,
        key(),
        to("term", "terms.id"),
        to("job", "jobs.id", null=True),
        Column("fields", JSON, nullable=False),
        at("made_at"),
    )
    for name in ("audits", "sweeps")
}
USERS = Table(
    "users",
    METADATA,
    key(),
    Column("login", String(200), nullable=False, unique=True),
    word("password"),
    word("role"),
    word("area"),
    word("teacher", null=True),  # who a user of role teacher is in the register
    word("state"),
    Column("version", Integer, nullable=False),
    CheckConstraint("state IN ('active', 'closed')", name="state"),
)
KEYS = Table(
    "keys",  # sessions and API tokens: only the hash of the secret is kept
    METADATA,
    key("hash"),
    to("user", "users.id"),
    word("kind"),
    word("label"),
    at("made_at"),
    at("until", null=True),
    CheckConstraint("kind IN ('session', 'token')", name="kind"),
)
FAILURES = Table(
    "failures",
    METADATA,
    Column("id", Integer, primary_key=True),
    word("who"),
    at("at"),
    Index(None, "who", "at"),
)
ANSWERS = Table(
    "answers",  # what was answered under an Idempotency-Key
    METADATA,
    Column("user", String(200), primary_key=True),
    Column("key", String(200), primary_key=True),
    word("asked"),
    Column("answer", JSON, nullable=False),
    at("at"),
)
AUDIT_LOG = Table(
    "audit_log",
    METADATA,
    Column("id", Integer, primary_key=True),
    at("at"),
    word("user"),
    word("request_id"),
    word("noun"),
    word("row"),
    word("action"),
    Column("before", JSON(none_as_null=True), nullable=True),
    Column("after", JSON(none_as_null=True), nullable=True),
    Index(None, "noun", "row"),
)
