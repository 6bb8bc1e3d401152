"""Many callers at once, through HTTP, on both databases."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.api.world import World, venue

OFFICE = "office", ""
CALLERS = 16


@pytest.fixture
def crowd(empty):
    """Lend a service on the database of this run."""
    made = World(empty.url.render_as_string(hide_password=False))
    yield made
    made.engine.dispose()


def together(ask):
    """Ask from many threads at once and count how it was answered."""
    with ThreadPoolExecutor(CALLERS) as crew:
        return Counter(answer.status_code for answer in crew.map(ask, range(CALLERS)))


def test_one_of_many_adds_a_row_and_the_others_are_told(crowd):
    """The same row from sixteen callers: one is made, nobody gets an error of ours."""
    body = {"fields": venue("new", "s1")}

    assert together(lambda _: crowd.ask("POST", "/venues", OFFICE, json=body)) == {201: 1, 409: 15}


def test_one_of_many_edits_a_version_and_the_others_are_told(crowd):
    """The same version from sixteen callers: one edit holds."""

    def edit(number):
        body = {"fields": venue("v-s1", "s1") | {"name": f"name {number}"}}
        return crowd.ask("PUT", "/venues/v-s1", OFFICE, {"If-Match": '"1"'}, json=body)

    assert together(edit) == {200: 1, 412: 15}


def test_one_key_from_many_makes_one_row(crowd):
    """A key sent sixteen times at once: one row; each is told of it, or to read again."""
    body = {"fields": venue("new", "s1")}
    headers = {"Idempotency-Key": "same"}
    counts = together(lambda _: crowd.ask("POST", "/venues", OFFICE, headers, json=body))

    assert set(counts) <= {201, 409}
    listed = crowd.ask("GET", "/audit-log?limit=1000", OFFICE).json()["items"]
    assert len([line for line in listed if line["row"] == "new"]) == 1


def test_a_character_that_no_database_keeps_is_refused(crowd):
    """PostgreSQL keeps no NUL; what it cannot keep is the caller's to mend, not an error of ours."""
    answer = crowd.ask("GET", "/venues/%00", OFFICE)

    assert answer.status_code in {404, 422}
