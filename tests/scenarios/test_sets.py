"""Scenario sets: the same bytes each time, tight in what each is named for, and nothing else changed."""

from collections import Counter

import pytest

from benchmarks.best import HOME, known, page
from engine import verbs
from scenarios.generator import grid
from scenarios.generator.generate import Part, World, write_world
from scenarios.generator.places import gongshu
from scenarios.generator.sets import SETS, generate_set
from scenarios.generator.sets.sets import SEEDS
from tests.scenarios.reading import table

CHANGED = {
    "scarce_skills": {"teachers", "unavailable"},
    "scarce_evenings": {"requests", "rooms", "teachers"},
    "thin_outskirts": {"teachers", "venues"},
    "small_requests": {"requests"},
    "part_terms": {"courses", "teachers"},
    "street_out": {"requests", "unavailable"},
    "seniors_only": {"requests"},
}


@pytest.fixture(name="worlds", scope="module")
def worlds_of_sets(tmp_path_factory):
    """Every set's first world, and the one that it was before it was tightened."""
    home = tmp_path_factory.mktemp("sets")
    known_streets = {street.code: street for street in gongshu().streets}
    for each in SETS:
        generate_set(each.name, 1, home / each.name)
        streets = tuple(known_streets[code] for code in each.streets)
        part = Part(gongshu(), streets, each.sections, "")
        plain = World(f"{each.name}-1", "", (part,), few_streets=True)
        write_world(plain, 1, home / f"{each.name}-plain")
    return home


@pytest.mark.parametrize("name", CHANGED)
def test_a_twist_changes_its_tables_and_no_other(worlds, name, tmp_path):
    """All else is drawn as ever, and the same seed gives the same bytes."""
    generate_set(name, 1, tmp_path)

    changed = set()
    for file in sorted((worlds / name).glob("*.csv")):
        assert (tmp_path / file.name).read_bytes() == file.read_bytes()
        if (worlds / f"{name}-plain" / file.name).read_bytes() != file.read_bytes():
            changed.add(file.stem)

    assert changed == CHANGED[name]
    assert verbs.pool(verbs.read(worlds / name)).sections


def test_half_of_the_teachers_of_hot_skills_are_gone(worlds):
    """Six skills, and nobody else knows them on the side."""
    after, before = (
        Counter(row["skills"].partition(":")[0] for row in table(worlds / name, "teachers"))
        for name in ("scarce_skills", "scarce_skills-plain")
    )

    halved = [skill for skill, count in before.items() if after[skill] == -(-count // 2) < count]
    assert len(halved) == 6
    assert all(after[skill] == count for skill, count in before.items() if skill not in halved)
    for row in table(worlds / "scarce_skills", "teachers"):
        beside = {each.partition(":")[0] for each in row["skills"].split(";")[1:]}
        assert beside.isdisjoint(halved)


def test_evenings_are_asked_for_and_closed(worlds):
    """More requests have nothing but evenings, and fewer rooms are open then."""
    evenings = grid.cells(grid.WEEKDAYS, grid.EVENING)

    def only(name):
        asked = table(worlds / name, "requests")
        return sum(evenings.issuperset(row["allowed_periods"].split(";")) for row in asked)

    def opened(name):
        return sum(
            each[2] == "5"
            for row in table(worlds / name, "rooms")
            for each in row["open_periods"].split(";")
            if each
        )

    assert only("scarce_evenings") > 3 * only("scarce_evenings-plain")
    assert opened("scarce_evenings") < 0.8 * opened("scarce_evenings-plain")


def test_teachers_of_the_outskirts_live_in_the_middle(worlds):
    """All in one street; about half of the venues are lent."""
    teachers, venues = (table(worlds / "thin_outskirts", name) for name in ("teachers", "venues"))

    assert {row["area"][:9] for row in teachers} == {"330105008"}
    assert 0.35 < sum(row["free"] == "yes" for row in venues) / len(venues) < 0.65


def test_small_requests_are_small_and_as_many_learn(worlds):
    """No request is large enough for a class of its own; nobody is lost."""
    after, before = (
        [int(row["learners"]) for row in table(worlds / name, "requests")]
        for name in ("small_requests", "small_requests-plain")
    )

    assert sum(after) == sum(before)
    assert max(after) < 8


def test_courses_run_a_part_of_the_term(worlds):
    """None runs all weeks, and some run every other week."""
    runs = {row["weeks_allowed"] for row in table(worlds / "part_terms", "courses")}

    assert "1-16" not in {each for run in runs for each in run.split(";")}
    assert any("/2" in run for run in runs)


def test_no_venue_of_the_street_that_is_out_is_open(worlds):
    """None of its rooms is used by anybody, all term."""
    folder = worlds / "street_out"
    here = {row["id"] for row in table(folder, "venues") if row["area"].startswith("330105005")}
    closed = {row["id"] for row in table(folder, "unavailable") if row["from_date"] == "2026-09-07"}

    assert here
    assert here <= closed


def test_seniors_are_alone(worlds):
    """Nobody else asks, and they ask as before."""
    after, before = (
        table(worlds / name, "requests") for name in ("seniors_only", "seniors_only-plain")
    )

    assert after == [row for row in before if row["audience"] == "老年"]
    assert len(after) < len(before)


@pytest.mark.parametrize("name", [each.name for each in SETS])
def test_the_folder_says_what_is_known(name):
    """Five seeds, and the page that follows from them."""
    chosen = next(each for each in SETS if each.name == name)
    best = known(name)

    assert tuple(best) == SEEDS
    assert (HOME / name / "README.md").read_text("utf-8") == page(chosen, best)
    for row in best.values():
        bounds = row.served_bound, row.fairness_bound, row.travel_bound, row.fit_bound
        assert all(bound <= value for bound, value in zip(bounds, row.levels, strict=True))
