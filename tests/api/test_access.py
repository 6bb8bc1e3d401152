"""Every route × every role × the rows of another street, from the app's own list of routes."""

import pytest

from api.access import PUBLIC, ROLES, RULES, WHOLE_DISTRICT, Caller, admit
from api.main import create_app
from api.refusals import Forbidden
from api.settings import ServiceSettings
from tests.api.world import room, teacher, venue

ROUTES = sorted(
    f"{method.upper()} {path}"
    for path, methods in create_app(ServiceSettings(database="sqlite://"))
    .openapi()["paths"]
    .items()
    for method in methods
)
GATED = [route for route in ROUTES if RULES.get(route) != PUBLIC]
REGISTERS = {"venues": venue, "rooms": room, "teachers": teacher}


def test_every_route_has_a_rule_and_every_rule_a_route():
    """A new route without a rule fails here, and is closed until it has one."""
    assert set(ROUTES) | {"GET /openapi.json"} == set(RULES)


def test_a_route_without_a_rule_is_closed():
    """Even the office may not use what has no rule."""
    with pytest.raises(Forbidden):
        admit("GET /new", Caller("u", "office", "", "", ""))


@pytest.mark.parametrize("route", GATED)
def test_nobody_passes_without_a_key(world, route):
    """Every route that is not public asks who is there."""
    method, path = route.split()

    assert world.ask(method, path.replace("{row}", "x"), json={}).status_code == 401


@pytest.mark.parametrize("route", GATED)
def test_each_role_passes_where_its_rule_says(world, route):
    """A role without the right is refused at the gate; one that has it gets past the gate."""
    method, path = route.split()
    path = path.replace("{row}", "nothing-there")
    passed = {
        role
        for role in ROLES
        if world.ask(method, path, (role, "" if role in WHOLE_DISTRICT else "s1")).status_code
        != 403
    }

    assert passed == RULES[route]


@pytest.mark.parametrize("role", sorted(set(ROLES) - WHOLE_DISTRICT))
@pytest.mark.parametrize("noun", sorted(REGISTERS))
def test_no_role_sees_rows_of_another_street(world, role, noun):
    """Listed or asked for by name: the other street's rows are not there."""
    who = role, "s1"
    row = f"{noun[0]}-s2"
    listed = world.ask("GET", f"/{noun}", who)
    if role not in RULES[f"GET /{noun}"]:
        assert listed.status_code == 403
        return

    assert "s2" not in listed.text
    assert f"{noun[0]}-s1" in listed.text
    assert world.ask("GET", f"/{noun}/{row}", who).status_code == 404


@pytest.mark.parametrize("noun", sorted(REGISTERS))
def test_a_street_changes_nothing_of_another(world, noun):
    """Neither a change, nor a deletion, nor a new row among the other's."""
    who = "street", "s1"
    row, fits = f"{noun[0]}-s2", REGISTERS[noun]
    at = "v-s2" if noun == "rooms" else "s2"
    tag = {"If-Match": '"1"'}
    body = {"fields": fits(row, at)}
    mine = {"fields": fits(f"{noun[0]}-s1", at)}

    assert world.ask("PUT", f"/{noun}/{row}", who, tag, json=body).status_code == 404
    assert world.ask("DELETE", f"/{noun}/{row}", who, tag).status_code == 404
    new = world.ask("POST", f"/{noun}", who, json={"fields": fits("new", at)})
    assert new.status_code == 403
    moved = world.ask("PUT", f"/{noun}/{noun[0]}-s1", who, tag, json=mine)
    assert moved.status_code == 403
    office = "office", ""
    assert world.ask("GET", f"/{noun}/new", office).status_code == 404
    assert world.ask("GET", f"/{noun}/{noun[0]}-s1", office).json()["version"] == 1
