"""Drafts change, published versions do not."""

import pytest

from api.exchange import rows_of
from engine import verbs
from tests.house.tree import ROOT

OFFICE, STREET = ("office", ""), ("street", "s1")
EMPTY = {"sections": [], "meetings": []}
FULL = {
    "sections": [
        {"id": "a", "requests": ["q"], "course": "c", "learners": 3, "learners_by_request": [3]}
    ],
    "meetings": [],
}
MICRO = sorted(path for path in (ROOT / "scenarios" / "micro").iterdir() if path.is_dir())[0]


@pytest.fixture
def draft(world):
    """Make a term and a draft of its timetable; gives its address."""
    [term] = rows_of(verbs.read(MICRO))["terms"]
    world.make("terms", term)
    made = world.ask("POST", "/timetables", OFFICE, json={"term": term["name"], "fields": EMPTY})
    assert (made.status_code, made.json()["state"]) == (201, "draft")
    return f"/timetables/{made.json()['id']}"


def test_a_draft_is_changed_and_published_and_then_stays(world, draft):
    """Streets see it when it is published; then nobody changes it."""
    assert world.ask("GET", draft, STREET).status_code == 404
    changed = world.ask("PUT", draft, OFFICE, {"If-Match": '"1"'}, json={"fields": FULL})
    assert changed.headers["etag"] == '"2"'
    stale = world.ask("POST", f"{draft}/publication", OFFICE, {"If-Match": '"1"'})
    assert stale.status_code == 412

    published = world.ask("POST", f"{draft}/publication", OFFICE, {"If-Match": '"2"'})
    assert (published.status_code, published.json()["state"]) == (200, "published")
    again = world.ask("PUT", draft, OFFICE, {"If-Match": '"3"'}, json={"fields": EMPTY})
    assert again.status_code == 409
    seen = world.ask("GET", draft, STREET).json()
    assert [section["id"] for section in seen["fields"]["sections"]] == ["a"]
    [listed] = world.ask("GET", "/timetables", STREET).json()["items"]
    assert (listed["number"], listed["published_at"]) == (1, seen["published_at"])


def test_versions_are_numbered_in_a_term(world, draft):
    """The next draft is the next version; a term that is not there has none."""
    term = draft.removeprefix("/timetables/").removesuffix("-1")
    made = world.ask("POST", "/timetables", OFFICE, json={"term": term, "fields": EMPTY})
    assert made.json()["number"] == 2

    nowhere = world.ask("POST", "/timetables", OFFICE, json={"term": "x", "fields": EMPTY})
    assert nowhere.status_code == 404
