"""The tables of the live matching, and the rows that make a double booking impossible."""

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

OFFERS = Table(
    "offers",
    METADATA,
    key(),
    to("request", "requests.id"),
    Column("rank", Integer, nullable=False),
    Column("fields", JSON, nullable=False),
    at("made_at"),
    UniqueConstraint("request", "rank", "made_at"),
)
HOLDS = Table(
    "holds",
    METADATA,
    key(),
    to("offer", "offers.id"),
    word("request", null=True),
    word("area"),  # who asks
    word("venue_area", null=True),  # whose room it is
    word("teacher", null=True),
    word("state"),
    at("made_at", null=True),
    at("until"),
    Column("fields", JSON, nullable=True),
    Column("version", Integer, nullable=False),
    Index(None, "state", "until"),
    Index(None, "request"),
)
AGREEMENTS = Table(
    "agreements",  # what one party says to a hold
    METADATA,
    key(),
    to("hold", "holds.id"),
    word("party"),
    word("area", null=True),  # the office of whose area may answer
    word("teacher", null=True),
    word("state"),
    at("asked_at"),
    at("remind_at", null=True),
    Column("reminded", Integer, nullable=False),
    Column("fields", JSON, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("hold", "party"),
    CheckConstraint("party IN ('venue', 'teacher')", name="party"),
    Index(None, "state", "remind_at"),
)
BOOKINGS = Table(
    "bookings",
    METADATA,
    key(),
    to("request", "requests.id", null=True),
    word("kind", null=True),  # deal, club or timetable
    word("area"),
    word("venue_area", null=True),
    word("teacher", null=True),
    word("state"),
    Column("last_date", Date, nullable=True),
    Column("fields", JSON, nullable=False),
    Column("version", Integer, nullable=False),
    Index(None, "state", "last_date"),
    Index(None, "teacher"),
)
OCCUPIED = Table(
    "occupied",  # the row that makes a double booking impossible
    METADATA,
    Column("kind", String(20), primary_key=True),
    Column("resource", String(200), primary_key=True),
    Column("date", Date, primary_key=True),
    Column("period", String(200), primary_key=True),
    Column("start", Integer, nullable=True),  # minutes after midnight
    Column("end", Integer, nullable=True),
    word("venue", null=True),  # where a teacher is at that time
    to("booking", "bookings.id", null=True),
    to("hold", "holds.id", null=True),
    CheckConstraint("kind IN ('teacher', 'room')", name="kind"),
    CheckConstraint("(booking IS NULL) <> (hold IS NULL)", name="one_claim"),
)
WAITING = Table(
    "waiting",  # who is told when a taken offer is free again, in this order
    METADATA,
    key(),
    to("offer", "offers.id"),
    word("area"),
    at("made_at"),
    at("told_at", null=True),
    UniqueConstraint("offer", "area"),
)
MESSAGES = Table(
    "messages",
    METADATA,
    Column("id", Integer, primary_key=True),
    word("area", null=True),
    word("teacher", null=True),
    word("about"),
    word("kind"),
    Column("text", String(2000), nullable=False),
    at("made_at"),
    at("read_at", null=True),
    Index(None, "area"),
    Index(None, "teacher"),
)
RATINGS = Table(
    "ratings",
    METADATA,
    key(),
    to("booking", "bookings.id"),
    Column("date", Date, nullable=False),
    word("period"),
    Column("fields", JSON, nullable=False),
    word("by"),
    at("made_at"),
    UniqueConstraint("booking", "date", "period"),
)
