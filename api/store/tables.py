"""Every table of the store. What the engine knows of a thing lies in `fields`, in its own words."""

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _key(name: str = "id") -> Column[str]:
    return Column(name, String(200), primary_key=True)


def _word(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, String(200), nullable=null)


def _to(name: str, target: str, *, null: bool = False) -> Column[str]:
    return Column(name, String(200), ForeignKey(target), nullable=null, index=True)


def _at(name: str, *, null: bool = False) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=null)


def _register(name: str) -> Table:
    """Make a register with two keys: its street supplies a row, the district confirms it.

    `area` is whose row it is, empty for the whole district; `contact` is for few eyes only.
    """
    return Table(
        name,
        METADATA,
        _key(),
        Column("area", String(200), nullable=False, index=True),
        _word("parent", null=True),
        Column("fields", JSON, nullable=False),
        Column("contact", JSON, nullable=False),
        _word("supplier"),
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
    _key(),
    _to("term", "terms.id"),
    Column("number", Integer, nullable=False),
    _word("state"),
    Column("fields", JSON, nullable=False),
    _at("published_at", null=True),
    Column("version", Integer, nullable=False),
    UniqueConstraint("term", "number"),
    CheckConstraint("state IN ('draft', 'published')", name="state"),
)
OFFERS = Table(
    "offers",
    METADATA,
    _key(),
    _to("request", "requests.id"),
    Column("rank", Integer, nullable=False),
    Column("fields", JSON, nullable=False),
    _at("made_at"),
    UniqueConstraint("request", "rank", "made_at"),
)
HOLDS = Table(
    "holds",
    METADATA,
    _key(),
    _to("offer", "offers.id"),
    _word("area"),
    _word("state"),
    _at("until"),
    Column("version", Integer, nullable=False),
)
BOOKINGS = Table(
    "bookings",
    METADATA,
    _key(),
    _to("request", "requests.id", null=True),
    _word("area"),
    _word("state"),
    Column("fields", JSON, nullable=False),
    Column("version", Integer, nullable=False),
)
OCCUPIED = Table(
    "occupied",  # the row that makes a double booking impossible
    METADATA,
    Column("kind", String(20), primary_key=True),
    Column("resource", String(200), primary_key=True),
    Column("date", Date, primary_key=True),
    Column("period", String(200), primary_key=True),
    _to("booking", "bookings.id", null=True),
    _to("hold", "holds.id", null=True),
    CheckConstraint("kind IN ('teacher', 'room')", name="kind"),
    CheckConstraint("(booking IS NULL) <> (hold IS NULL)", name="one_claim"),
)
JOBS = Table(
    "jobs",
    METADATA,
    _key(),
    _word("kind"),
    _word("state"),
    _word("asked_by"),
    Column("fields", JSON, nullable=False),
    Column("progress", JSON, nullable=False),
    _at("asked_at"),
    _at("ended_at", null=True),
    Column("version", Integer, nullable=False),
)
FINDINGS = {
    name: Table(
        name,
        METADATA,
        _key(),
        _to("term", "terms.id"),
        _to("job", "jobs.id", null=True),
        Column("fields", JSON, nullable=False),
        _at("made_at"),
    )
    for name in ("audits", "sweeps")
}
USERS = Table(
    "users",
    METADATA,
    _key(),
    Column("login", String(200), nullable=False, unique=True),
    _word("password"),
    _word("role"),
    _word("area"),
    _word("state"),
    Column("version", Integer, nullable=False),
    CheckConstraint("state IN ('active', 'closed')", name="state"),
)
KEYS = Table(
    "keys",  # sessions and API tokens: only the hash of the secret is kept
    METADATA,
    _key("hash"),
    _to("user", "users.id"),
    _word("kind"),
    _word("label"),
    _at("made_at"),
    _at("until", null=True),
    CheckConstraint("kind IN ('session', 'token')", name="kind"),
)
FAILURES = Table(
    "failures",
    METADATA,
    Column("id", Integer, primary_key=True),
    _word("who"),
    _at("at"),
    Index(None, "who", "at"),
)
ANSWERS = Table(
    "answers",  # what was answered under an Idempotency-Key
    METADATA,
    Column("user", String(200), primary_key=True),
    Column("key", String(200), primary_key=True),
    _word("asked"),
    Column("answer", JSON, nullable=False),
    _at("at"),
)
AUDIT_LOG = Table(
    "audit_log",
    METADATA,
    Column("id", Integer, primary_key=True),
    _at("at"),
    _word("user"),
    _word("request_id"),
    _word("noun"),
    _word("row"),
    _word("action"),
    Column("before", JSON(none_as_null=True), nullable=True),
    Column("after", JSON(none_as_null=True), nullable=True),
    Index(None, "noun", "row"),
)
