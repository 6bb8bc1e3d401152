"""Users, their sessions and tokens, and how often a login may fail."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from pwdlib import PasswordHash
from sqlalchemy import Connection, delete, func, insert, or_, select, update

from api.access import Caller
from api.refusals import Conflict, Missing, Stale, TooMany
from api.store.log import record
from api.store.tables import FAILURES, KEYS, USERS

HASHER = PasswordHash.recommended()
NOBODY = HASHER.hash(secrets.token_urlsafe())  # so that an unknown login takes as long as a known
SHOWN = (
    USERS.c.id, USERS.c.login, USERS.c.role, USERS.c.area, USERS.c.teacher, USERS.c.state,
    USERS.c.version,
)  # fmt: skip


def add_user(
    db: Connection, by: Caller, now: datetime, new: dict[str, str], password: str
) -> dict[str, Any]:
    """Add a user by login, role and area; a login is used once."""
    if db.scalar(select(USERS.c.id).where(USERS.c.login == new["login"])):
        raise Conflict("这个登录名已被使用。", "This login is taken.")
    row = {"id": f"user:{secrets.token_hex(8)}", **new, "state": "active", "version": 1}
    db.execute(insert(USERS).values(**row, password=HASHER.hash(password)))
    record(db, by, now, noun="users", row=str(row["id"]), action="create", after=row)
    return row


def list_users(db: Connection, after: str, limit: int) -> list[dict[str, Any]]:
    """List users by id, without their passwords."""
    asked = select(*SHOWN).where(USERS.c.id > after).order_by(USERS.c.id).limit(limit)
    return [dict(row) for row in db.execute(asked).mappings()]


def change_user(
    db: Connection, by: Caller, now: datetime, user: str, version: int, change: dict[str, Any]
) -> dict[str, Any]:
    """Change role, area, state or password; all sessions and tokens of the user end."""
    row = db.execute(select(*SHOWN).where(USERS.c.id == user)).mappings().one_or_none()
    if row is None:
        raise Missing("没有这个用户。", "There is no such user.")
    values = {name: value for name, value in change.items() if name != "password"}
    if change.get("password"):
        values["password"] = HASHER.hash(change["password"])
    changed = db.execute(
        update(USERS)
        .where(USERS.c.id == user, USERS.c.version == version)
        .values(**values, version=version + 1)
    )
    if changed.rowcount == 0:
        raise Stale("这个用户已被别人修改。", "This user was changed in the meantime.")
    db.execute(delete(KEYS).where(KEYS.c.user == user))
    after = dict(row) | {k: v for k, v in values.items() if k != "password"}
    after["version"] = version + 1
    record(db, by, now, noun="users", row=user, action="change", before=dict(row), after=after)
    return after


def check_password(db: Connection, login: str, password: str) -> str | None:
    """Give the id of the user whose login and password these are."""
    row = db.execute(
        select(USERS.c.id, USERS.c.password, USERS.c.state).where(USERS.c.login == login)
    ).one_or_none()
    good = HASHER.verify(password, row.password if row else NOBODY)
    return str(row.id) if row and good and row.state == "active" else None


def throttle(db: Connection, whos: list[str], since: datetime, most: int) -> None:
    """Refuse a login that failed too often, by login or by address, since a moment."""
    counts = db.execute(
        select(func.count())
        .where(FAILURES.c.who.in_([_hash(who) for who in whos]), FAILURES.c.at > since)
        .group_by(FAILURES.c.who)
    ).scalars()
    if any(count >= most for count in counts):
        raise TooMany("登录失败次数过多，请稍后再试。", "Too many failed logins; try again later.")


def note_failure(db: Connection, whos: list[str], now: datetime, since: datetime) -> None:
    """Note a failed login, and forget those from before a moment."""
    db.execute(delete(FAILURES).where(FAILURES.c.at <= since))
    db.execute(insert(FAILURES), [{"who": _hash(who), "at": now} for who in whos])


def open_key(
    db: Connection, user: str, now: datetime, *, kind: str, label: str, hours: int | None
) -> tuple[str, str]:
    """Open a session or a token: gives its secret, once, and its hash, which is kept."""
    secret = secrets.token_urlsafe(32)
    until = now + timedelta(hours=hours) if hours else None
    row = {"hash": _hash(secret), "user": user, "kind": kind, "label": label}
    db.execute(insert(KEYS).values(**row, made_at=now, until=until))
    return secret, row["hash"]


def close_key(db: Connection, user: str, key: str) -> None:
    """End a session or token of a user at once."""
    closed = db.execute(delete(KEYS).where(KEYS.c.hash == key, KEYS.c.user == user))
    if closed.rowcount == 0:
        raise Missing("没有这个令牌。", "There is no such token.")


def find_caller(
    db: Connection, secret: str, kind: str, now: datetime, request: str
) -> Caller | None:
    """Find whose secret this is, while it is good and its user active."""
    row = db.execute(
        select(USERS.c.id, USERS.c.role, USERS.c.area, USERS.c.teacher, KEYS.c.hash)
        .join(KEYS, KEYS.c.user == USERS.c.id)
        .where(KEYS.c.hash == _hash(secret), KEYS.c.kind == kind, USERS.c.state == "active")
        .where(or_(KEYS.c.until.is_(None), KEYS.c.until > now.astimezone(UTC)))
    ).one_or_none()
    if row is None:
        return None
    return Caller(row.id, row.role, row.area, row.hash, request, row.teacher or "")


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
