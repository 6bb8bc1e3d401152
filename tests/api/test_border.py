"""What surrounds every request."""

import json

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from api.settings import ServiceSettings

OFFICE = "office", ""


def test_every_answer_carries_the_headers(world):
    """Found or not: a number, a strict policy, and nothing kept by a browser."""
    for path in ("/health", "/nowhere", "/areas"):
        headers = world.ask("GET", path).headers
        assert len(headers["x-request-id"]) == 16
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("lang", "title"), [("zh-CN", "请先登录。"), ("en", "Log in first.")])
def test_a_problem_is_told_in_the_language_asked_for(world, lang, title):
    """problem+json, with the number of the request."""
    answer = world.ask("GET", "/areas", headers={"Accept-Language": lang})

    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"] == title
    assert answer.json()["request_id"] == answer.headers["x-request-id"]


def test_too_much_is_refused_before_it_is_read(world):
    """A body beyond the bound, or one that does not say its length."""
    assert world.ask("POST", "/areas", OFFICE, content=b"x" * 1_000_001).status_code == 413
    assert world.ask("POST", "/areas", OFFICE, content=iter([b"x"])).status_code == 400


def test_ready_only_with_tables(world, tmp_path):
    """A store without tables is not ready, though the program lives."""
    assert world.ask("GET", "/ready").status_code == 200
    bare = create_app(ServiceSettings(database=f"sqlite:///{tmp_path / 'bare.db'}"))
    client = TestClient(bare)
    try:
        assert client.get("/health").status_code == 200
        assert client.get("/ready").status_code == 503
    finally:
        bare.state.engine.dispose()


def test_figures_and_log_name_routes_and_nobody(world, capsys):
    """The address of a row may name a person: neither the log nor the figures hold it."""
    world.ask("GET", "/teachers/t-s1", OFFICE)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    last = lines[-1]
    assert (last["route"], last["status"]) == ("/teachers/{row}", 200)
    assert "t-s1" not in json.dumps(lines)
    figures = world.ask("GET", "/metrics").text
    assert 'paike_requests_total{method="GET",route="/teachers/{row}",status="200"} 1.0' in figures
    assert "t-s1" not in figures


def test_the_page_of_addresses_needs_no_other_machine(world):
    """No script and no address of elsewhere."""
    page = world.ask("GET", "/docs").text

    assert "/venues/{row}" in page
    assert "<script" not in page
    assert "://" not in page


def test_an_error_of_ours_is_numbered_and_tells_nothing(world, monkeypatch, capsys):
    """A caller gets the number, the log gets the error."""

    def fail(*_):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("api.store.register.listed", fail)
    answer = world.ask("GET", "/areas", OFFICE)

    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert answer.json()["request_id"] in capsys.readouterr().out
