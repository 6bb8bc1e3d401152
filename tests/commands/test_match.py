"""`match` from the command line: offers for one request, as cards and as data."""

import csv

import pytest

from tests.commands.calling import STREET, paike


def offers(world, results, *words):
    """The offers for a request, as data."""
    return paike("match", world, results, "--json", *words)


@pytest.fixture(name="world", scope="module")
def street():
    """A street, where more than one teacher has hours left."""
    return STREET


@pytest.fixture(name="results", scope="module")
def results_of_the_street(world, tmp_path_factory):
    """What a short search finds for it."""
    folder = tmp_path_factory.mktemp("street") / "results"
    words = ("--seconds", "1", "--explain-seconds", "0", "--out", folder)
    assert paike("solve", world, *words).code == 0
    return folder


@pytest.fixture(name="asked", scope="module")
def a_request_with_offers(world, results):
    """The first request of the world for which there is an offer."""
    return next(
        n for n in ids(world, "requests") if offers(world, results, "--request", n).code == 0
    )


def ids(world, table):
    """The ids in a table of the world."""
    with (world / f"{table}.csv").open(encoding="utf-8-sig") as lines:
        return [row["id"] for row in csv.DictReader(lines)]


def test_offers_are_told_in_both_languages_and_as_data(world, results, asked):
    """Cards name teacher, place and who must agree; data holds every date."""
    found = offers(world, results, "--request", asked)
    zh = paike("match", world, results, "--request", asked)
    en = paike("match", world, results, "--request", asked, "--lang", "en")

    first = found.json[0]
    assert [each["rank"] for each in found.json] == list(range(1, len(found.json) + 1))
    assert 1 <= len(found.json) <= 5
    assert first["dates"]
    assert first["teacher"] in zh.out
    assert first["teacher"] in en.out
    assert "须同意" in zh.out
    assert "must agree" in en.out


def test_who_has_said_no_is_passed_over(world, results, asked):
    """Neither the teacher nor the room of the first offer comes again."""
    first = offers(world, results, "--request", asked).json[0]
    without = [name for name in (first["teacher"], first["room"]) if name]

    words = [word for name in without for word in ("--without", name)]
    others = offers(world, results, "--request", asked, *words)

    found = {name for each in others.json for name in (each["teacher"], each["room"])}
    assert not found & set(without)


def test_dates_up_to_today_are_left_alone(world, results, asked):
    """Whoever asks in the term gets only what is still ahead."""
    every = offers(world, results, "--request", asked).json
    middle = sorted(when for each in every for when, _ in each["dates"])[3]

    later = offers(world, results, "--request", asked, "--today", middle)

    assert later.json
    assert all(when > middle for each in later.json for when, _ in each["dates"])


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--request", "nobody"), "nobody"), (("--without", "nobody"), "nobody")],
)
def test_unknown_names_are_refused(world, results, asked, words, said):
    """A name that is not there is named."""
    words = words if words[0] == "--request" else ("--request", asked, *words)

    answer = paike("match", world, results, *words)

    assert answer.code == 2
    assert said in answer.err


def test_no_offer_is_said_and_ends_with_one(world, results, asked):
    """When every teacher has said no, that is what the command says."""
    nobody = [word for name in ids(world, "teachers") for word in ("--without", name)]

    answer = paike("match", world, results, "--request", asked, *nobody)

    assert answer.code == 1
    assert f"{asked} " in answer.out
    assert "没有教师和教室" in answer.out
