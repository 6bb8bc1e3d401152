"""The registers: versions, keys sent twice, two keys, pages and masks."""

import pytest

from tests.api.world import teacher, venue

OFFICE, STREET, COMMUNITY = ("office", ""), ("street", "s1"), ("community", "s1")


def test_a_street_supplies_and_the_office_confirms(world):
    """A street's row waits for the office; a street's edit makes it wait again."""
    made = world.make("venues", venue("new", "s1"), STREET)
    assert (made["confirmed_on"], made["supplier"]) == (None, "user:streets1")
    assert made["supplied_on"]

    path = "/venues/new"
    confirmed = world.ask("POST", f"{path}/confirmation", OFFICE, {"If-Match": '"1"'})
    assert confirmed.json()["confirmed_on"]
    assert confirmed.headers["etag"] == '"2"'

    body = {"fields": venue("new", "s1") | {"free": False}}
    edited = world.ask("PUT", path, STREET, {"If-Match": '"2"'}, json=body)
    assert (edited.status_code, edited.json()["confirmed_on"]) == (200, None)


def test_an_edit_says_which_version_it_changes(world):
    """Without If-Match 428, with an old one 412, and nothing is changed."""
    body = {"fields": venue("v-s1", "s1") | {"name": "other"}}

    assert world.ask("PUT", "/venues/v-s1", OFFICE, json=body).status_code == 428
    for tag in ('"7"', "*", 'W/"1"'):
        answer = world.ask("PUT", "/venues/v-s1", OFFICE, {"If-Match": tag}, json=body)
        assert answer.status_code == 412
    assert world.ask("GET", "/venues/v-s1", OFFICE).json()["fields"]["name"] == "v-s1"


def test_a_post_sent_twice_creates_once(world):
    """The same key and body: the same answer; another body: refused; no key: refused."""
    headers = {"Idempotency-Key": "k"}
    body = {"fields": venue("once", "s1")}
    first, second = (world.ask("POST", "/venues", OFFICE, headers, json=body) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert second.headers["idempotency-replayed"] == "true"

    other = world.ask("POST", "/venues", OFFICE, headers, json={"fields": venue("two", "s1")})
    assert other.status_code == 409
    keyless = world.ask("POST", "/venues", OFFICE, {"Idempotency-Key": ""}, json=body)
    assert keyless.status_code == 400


def test_pages_follow_each_other_without_gap(world):
    """Page by page gives every row once, in order."""
    seen, after = [], ""
    while after is not None:
        page = world.ask("GET", f"/areas?limit=2&after={after}", OFFICE).json()
        seen += [row["id"] for row in page["items"]]
        after = page["next"]

    assert seen == ["d", "s1", "s1c", "s2", "s2c"]


@pytest.mark.parametrize(
    ("who", "phone"), [(OFFICE, "13812345678"), (STREET, "13812345678"), (COMMUNITY, "138****5678")]
)
def test_a_phone_number_is_for_those_who_need_it(world, who, phone):
    """The office and the teacher's own street see it whole."""
    path = "/teachers" if who == COMMUNITY else "/teachers/t-s1"
    answer = world.ask("GET", path, who)
    if who == COMMUNITY:
        assert "13812345678" not in answer.text
        assert phone in answer.text
    else:
        assert answer.json()["contact"]["phone"] == phone


def test_the_log_says_who_changed_what_but_no_phone(world):
    """Every change is there, with before and after, and without contact details."""
    body = {"fields": teacher("t-s1", "s1c") | {"fee": 80}}
    world.ask("PUT", "/teachers/t-s1", STREET, {"If-Match": '"1"'}, json=body)

    told = world.ask("GET", "/audit-log?limit=1000", OFFICE)
    last = told.json()["items"][-1]
    assert (last["user"], last["action"], last["row"]) == ("user:streets1", "change", "t-s1")
    assert (last["before"]["fields"]["fee"], last["after"]["fields"]["fee"]) == (0, 80)
    assert "13812345678" not in told.text


def test_fields_that_do_not_fit_are_named(world):
    """A wrong field, an unknown area and a changed name are refused with their place."""
    wrong = venue("x", "s1") | {"lat": 95}
    answer = world.ask("POST", "/venues", OFFICE, json={"fields": wrong})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["errors"][0]["field"] == "lat"

    nowhere = world.ask("POST", "/venues", OFFICE, json={"fields": venue("x", "nowhere")})
    assert nowhere.json()["errors"] == [{"field": "area", "detail": "unknown"}]
    body = {"fields": venue("renamed", "s1")}
    assert (
        world.ask("PUT", "/venues/v-s1", OFFICE, {"If-Match": '"1"'}, json=body).status_code == 422
    )


def test_rooms_follow_their_venue(world):
    """When a venue changes its street, so do its rooms."""
    body = {"fields": venue("v-s1", "s2")}
    world.ask("PUT", "/venues/v-s1", OFFICE, {"If-Match": '"1"'}, json=body)

    assert world.ask("GET", "/rooms/r-s1", STREET).status_code == 404
    assert world.ask("GET", "/rooms/r-s1", OFFICE).json()["area"] == "s2"


def test_an_area_with_areas_below_stays(world):
    """The tree is never cut in the middle."""
    assert world.ask("DELETE", "/areas/s1", OFFICE, {"If-Match": '"1"'}).status_code == 409
