"""What researchers get: a scenario that reads, and nothing that leads back to a person."""

import pytest
from pydantic import SecretStr

from engine import verbs
from tests.api.deals.test_dates import publish, timetable
from tests.api.deals.world import OFFICE, S1

RESEARCHER = "researcher", "s1"
KEY = SecretStr("a secret of the district")


@pytest.fixture
def studied(deals):
    """Lend a service with a key, some bookings, and names worth hiding."""
    known = deals.app.state.settings
    deals.app.state.settings = known.model_copy(update={"research_key": KEY})
    publish(deals, timetable("t-s1", "mon-am", "r-s1"))
    return deals


def test_a_scenario_without_persons_that_reads(studied, tmp_path):
    """The engine reads it; of names, homes and phones nothing is left."""
    answer = studied.ask("GET", "/research/t?form=json", RESEARCHER)
    assert answer.status_code == 200
    file = tmp_path / "research.json"
    file.write_bytes(answer.content)
    problem = verbs.read(file)

    assert sorted(teacher.area for teacher in problem.teachers) == ["s1", "s2"]
    assert {(t.lat, t.lon) for t in problem.teachers} == {(None, None)}
    bookings = studied.ask("GET", "/research/t/bookings", RESEARCHER)
    for text in (answer.text, bookings.text):
        assert not any(word in text for word in ("t-s1", "r-s1", "v-s1", "q-s2", "13812345678"))


def test_pseudonyms_are_stable_and_fit_together(studied, tmp_path):
    """The same person has the same pseudonym everywhere and every time."""
    first = studied.ask("GET", "/research/t?form=json", OFFICE)
    again = studied.ask("GET", "/research/t?form=json", RESEARCHER)
    assert first.content == again.content
    [booking] = studied.get("/research/t/bookings")["items"]

    file = tmp_path / "research.json"
    file.write_bytes(first.content)
    problem = verbs.read(file)
    assert booking["teacher"] in problem.teacher
    assert booking["room"] in problem.room


def test_another_key_gives_other_pseudonyms(studied):
    """Without the key no pseudonym can be computed from a name."""
    [one] = studied.get("/research/t/bookings")["items"]
    other = SecretStr("another secret, as long")
    known = studied.app.state.settings
    studied.app.state.settings = known.model_copy(update={"research_key": other})
    [two] = studied.get("/research/t/bookings")["items"]

    assert one["teacher"] != two["teacher"]


def test_without_a_key_there_is_no_export(deals):
    """Whoever forgot the key is told so; a street gets nothing at all."""
    assert deals.ask("GET", "/research/t/bookings", OFFICE).status_code == 409
    assert deals.ask("GET", "/research/t?form=json", S1).status_code == 403
