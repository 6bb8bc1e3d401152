"""Logging in, out, too often, and from another site."""

import pytest
from sqlalchemy import select

from api.store.database import transaction
from api.store.tables import FAILURES, KEYS, USERS

OFFICE = "office", ""
PASSWORD = "correct horse battery"  # noqa: S105 - of this test only
NEW = {"login": "wang", "role": "street", "area": "s1", "password": PASSWORD}
SAME = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def wang(world):
    """Lend the service with a user who has a password."""
    assert world.ask("POST", "/users", OFFICE, json=NEW).status_code == 201
    return world


def log_in(world, password=PASSWORD, login="wang", **headers):
    """Log in as somebody."""
    return world.ask(
        "POST", "/session", json={"login": login, "password": password}, headers=headers
    )


def test_a_session_lasts_from_login_to_logout(wang):
    """The cookie is out of reach of scripts and other sites, and dies at the logout."""
    answer = log_in(wang)
    assert answer.status_code == 201
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie

    assert wang.ask("GET", "/session").json()["area"] == "s1"
    stolen = dict(wang.client.cookies)
    assert wang.ask("DELETE", "/session", headers=SAME).status_code == 204
    wang.client.cookies.update(stolen)
    assert wang.ask("GET", "/session").status_code == 401


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {}],
)
def test_another_site_cannot_use_the_cookie(wang, headers):
    """A change with a cookie must come from our own pages."""
    log_in(wang)

    assert wang.ask("DELETE", "/session", headers=headers).status_code == 403
    assert wang.ask("GET", "/session").status_code == 200


def test_our_own_page_may_use_the_cookie(wang):
    """The Origin of our own address is let through."""
    log_in(wang)

    assert (
        wang.ask("DELETE", "/session", headers={"Origin": "http://testserver"}).status_code == 204
    )


def test_too_many_failures_close_the_door_for_a_while(wang):
    """After five wrong passwords even the right one waits."""
    assert [log_in(wang, "wrong").status_code for _ in range(5)] == [401] * 5

    assert log_in(wang).status_code == 429


def test_an_unknown_login_is_answered_like_a_wrong_password(wang):
    """Nobody learns from the answer which logins there are."""
    wrong, unknown = log_in(wang, "wrong").json(), log_in(wang, login="nobody").json()

    assert wrong | {"request_id": ""} == unknown | {"request_id": ""}


def test_a_changed_user_is_logged_out_everywhere(wang):
    """Closing a user ends its sessions and tokens at once, and lets it in no more."""
    log_in(wang)
    [user] = [u for u in wang.ask("GET", "/users", OFFICE).json()["items"] if u["login"] == "wang"]
    change = {"role": "street", "area": "s1", "state": "closed"}
    path = f"/users/{user['id']}"
    assert wang.ask("PUT", path, OFFICE, {"If-Match": '"1"'}, json=change).status_code == 200

    assert wang.ask("GET", "/session").status_code == 401
    assert log_in(wang, **SAME).status_code == 401


def test_the_store_holds_no_secret(wang):
    """Passwords and keys are kept as hashes, logins that failed as hashes too."""
    log_in(wang, "wrong")
    token = wang.ask("POST", "/tokens", OFFICE, json={"label": "x", "hours": 1}).json()
    with transaction(wang.engine, writes=False) as db:
        kept = [str(db.execute(select(table)).all()) for table in (USERS, KEYS, FAILURES)]

    assert [secret for secret in (PASSWORD, token["secret"]) if secret in "".join(kept)] == []
    assert "wang" not in kept[2]


def test_a_token_is_shown_once_and_can_be_ended(wang):
    """A repeated POST does not show the secret again; an ended token opens nothing."""
    sent = {"json": {"label": "x", "hours": 1}, "headers": {"Idempotency-Key": "t"}}
    first, again = (wang.ask("POST", "/tokens", OFFICE, **sent).json() for _ in range(2))
    assert "secret" in first
    assert "secret" not in again
    wang.tokens["program", ""] = first["secret"]
    assert wang.ask("GET", "/session", ("program", "")).status_code == 200

    assert wang.ask("DELETE", f"/tokens/{first['id']}", OFFICE).status_code == 204
    assert wang.ask("GET", "/session", ("program", "")).status_code == 401
