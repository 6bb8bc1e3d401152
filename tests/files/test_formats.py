"""A scenario survives every format, and is read the same whatever it was written in."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from engine.domain.calendar import Term
from engine.domain.settings import Settings
from engine.files.border import carry_border
from engine.files.formats import (
    FORMATS,
    convert,
    read_scenario,
    read_scenario_with_remarks,
    write_scenario,
)
from engine.refusals import BadInput
from tests.files.small_scenario import Scenario

BUNDLED = Path(__file__).parents[2] / "scenarios"


@pytest.fixture
def folder(tmp_path):
    """The small scenario as a folder, with a column that paike does not know."""
    small = Scenario()
    for name in ("teachers", "requests"):
        rows = small.tables[name]
        for row, cell in zip(rows, ["origin", "synthetic", "00123", "=1+1"], strict=True):
            row.append(cell)
    return small.write(tmp_path / "small")


def bytes_of(folder):
    """The bytes of every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_small_scenario_is_read_with_its_meaning(folder):
    """Lists, limits, defaults and times come out as the tables say."""
    problem = read_scenario(folder)

    assert [area.parent for area in problem.areas] == [None, "D1", "D1", "S1", "S2"]
    assert problem.teacher["T1"].skills == (("书法", 3), ("国画", 1))
    assert problem.teacher["T2"].max_weekly_meetings is None
    assert problem.period["P11"].start == 8 * 60 + 30
    assert problem.course["K1"].weeks_allowed == ("1-16", "1-8", "9-16")
    assert problem.rooms[0].facilities == ("screen", "音响")
    assert problem.requests[1].allowed_periods == ("*",)
    assert [each.teacher for each in problem.last_term] == ["T1", "T9"]
    assert problem.made_up_on == {
        date(2026, 10, 1): date(2026, 10, 10),
        date(2026, 10, 5): date(2026, 10, 17),
    }


@pytest.mark.parametrize("target", ["other", "other.xlsx", "other.json"])
def test_every_format_holds_the_same_problem(folder, tmp_path, target):
    """Whatever format a scenario is written in, the same problem is read from it."""
    problem = read_scenario(folder)

    write_scenario(problem, tmp_path / target)

    assert read_scenario(tmp_path / target) == problem


@pytest.mark.parametrize("name", ["small", "street", "micro/holiday_and_makeup_day"])
def test_folder_comes_back_byte_for_byte(folder, tmp_path, name):
    """Folder to workbook to JSON to folder loses nothing, unknown columns and border included."""
    source = folder if name == "small" else BUNDLED / name
    convert(source, tmp_path / "canonical")
    carry_border(source, tmp_path)  # as a person puts it beside the files
    convert(tmp_path / "canonical", tmp_path / "one.xlsx")
    convert(tmp_path / "one.xlsx", tmp_path / "two.json")
    convert(tmp_path / "two.json", tmp_path / "back")

    assert bytes_of(tmp_path / "back") == bytes_of(tmp_path / "canonical")


@pytest.mark.parametrize("name", ["gongshu", "street"])
def test_bundled_folder_is_written_as_it_is_kept(tmp_path, name):
    """Reading and writing a bundled scenario changes none of its bytes."""
    convert(BUNDLED / name, tmp_path / "again")

    again = bytes_of(tmp_path / "again")
    assert {key: (BUNDLED / name / key).read_bytes() for key in again} == again


def test_every_bundled_scenario_is_read_without_a_remark():
    """All bundled worlds are without faults and leave nothing to remark."""
    for facts in sorted(BUNDLED.rglob("scenario.toml")):
        assert read_scenario_with_remarks(facts.parent).remarks == (), facts


def test_columns_without_a_meaning_are_remarked_once(tmp_path):
    """Columns that paike does not know are named in one remark, however many they are."""
    small = Scenario()
    for name, heading in (("rooms", "colour"), ("rooms", "origin"), ("venues", "phone")):
        for number, row in enumerate(small.tables[name]):
            row.append("x" if number else heading)

    (remark,) = read_scenario_with_remarks(small.write(tmp_path / "small")).remarks

    assert remark.line("en").endswith("venues(phone) rooms(colour)")


@pytest.mark.parametrize("target", ["a.xlsx", "a.json"])
def test_same_problem_is_written_as_the_same_bytes(folder, tmp_path, target):
    """Writing twice gives equal bytes."""
    problem = read_scenario(folder)
    write_scenario(problem, tmp_path / target)
    first = (tmp_path / target).read_bytes()

    write_scenario(problem, tmp_path / target)

    assert (tmp_path / target).read_bytes() == first


def test_settings_and_readings_survive_every_format(folder, tmp_path):
    """Settings that differ and readings of the policy are kept in all formats."""
    problem = read_scenario(folder).model_copy(
        update={
            "settings": Settings(detour_factor=1.25, online_points=7),
            "readings": (("branch_floor.at_least", "4"), ("rounding", "nearest")),
            "term": Term(start=date(2027, 3, 1), weeks=18),
            "seed": None,
        }
    )
    for form in FORMATS:
        path = tmp_path / f"changed{form.suffix}"
        write_scenario(problem, path)
        assert read_scenario(path) == problem


def test_no_table_of_another_scenario_stays_in_a_folder(folder, tmp_path):
    """What is written over an older scenario reads as what was written, whatever stood there."""
    problem = read_scenario(folder).model_copy(update={"last_term": ()})
    Scenario().write(tmp_path / "older")
    (tmp_path / "older" / "teachers.csv").rename(tmp_path / "older" / "教师.csv")
    (tmp_path / "older" / "notes.csv").write_text("mine")

    write_scenario(problem, tmp_path / "older")

    assert read_scenario(tmp_path / "older") == problem
    assert (tmp_path / "older" / "notes.csv").read_text() == "mine"


def test_nothing_is_written_when_the_input_is_bad(tmp_path):
    """Converting a bad scenario leaves no file behind."""
    source = Scenario().put("areas", 2, "lat", "north").write(tmp_path / "bad")
    for form in FORMATS:
        with pytest.raises(BadInput):
            convert(source, tmp_path / f"out{form.suffix}")

    assert [path.name for path in tmp_path.iterdir()] == ["bad"]


@pytest.mark.parametrize("name", ["a.xls", "a.et", "a.csv", "a.xlsm"])
def test_other_forms_are_refused_with_advice(folder, tmp_path, name):
    """A file of another kind is neither read nor written."""
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    with pytest.raises(BadInput, match="fault") as reading:
        read_scenario(tmp_path / name)
    with pytest.raises(BadInput):
        convert(folder, tmp_path / name)

    assert "另存为 .xlsx" in reading.value.lines("zh")[1]


def test_folder_with_a_dot_in_its_name_is_a_folder(folder, tmp_path):
    """A folder that exists is read as one, whatever its name."""
    folder.rename(tmp_path / "v1.5")

    assert read_scenario(tmp_path / "v1.5").name == "small"


words = some.text(
    some.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zs", "Zl", "Zp", "Cf")),
    min_size=1,
    max_size=8,
).filter(lambda text: not set(text) & set(";\uff1b*:\uff1a") and not text.startswith("示例"))
counts = some.integers(0, 10**9)
amounts = some.floats(0, 1e9, allow_nan=False)
maybe_amounts = some.none() | amounts
limits = some.none() | counts
free_text = some.lists(words, max_size=3).map(" ".join)


@some.composite
def changed(draw, problem):
    """The small problem with many of its cells drawn anew."""
    teachers = [
        teacher.model_copy(
            update={
                "name": draw(words),
                "fee": draw(amounts),
                "max_distance_m": draw(maybe_amounts),
                "max_weekly_meetings": draw(limits),
                "skills": tuple(
                    draw(some.dictionaries(words, some.integers(1, 3), max_size=3)).items()
                ),
                "audiences": tuple(draw(some.lists(words, max_size=3))),
                "manager": draw(some.booleans()),
                "lat": (lat := draw(some.none() | some.floats(-90, 90))),
                "lon": None if lat is None else draw(some.floats(-180, 180)),
            }
        )
        for teacher in problem.teachers
    ]
    venues = [
        venue.model_copy(
            update={
                "owner_kind": draw(free_text),
                "liaison": draw(free_text),
                "confirmed_on": draw(
                    some.none() | some.dates(date(2000, 1, 1), date(2100, 12, 31))
                ),
            }
        )
        for venue in problem.venues
    ]
    requests = [
        each.model_copy(
            update={
                "learners": draw(some.integers(1, 1_000)),
                "preferred_periods": tuple(
                    draw(some.lists(some.sampled_from(["P11", "P12", "P31"]), max_size=3))
                ),
                "group": draw(some.none() | some.sampled_from(["G1", "组二"])),
                "audience": draw(words),
            }
        )
        for each in problem.requests
    ]
    start = Term(start=date(2026, 9, 7) + timedelta(weeks=draw(some.integers(0, 3))), weeks=16)
    return problem.model_copy(
        update={
            "title": draw(free_text),
            "teachers": tuple(teachers),
            "venues": tuple(venues),
            "requests": tuple(requests),
            "term": start,
        }
    )


@settings(max_examples=12)
@given(data=some.data())
def test_any_problem_survives_every_format(tmp_path_factory, data):
    """Whatever the cells hold, each format gives back the very problem it was given."""
    here = tmp_path_factory.mktemp("any")
    small = read_scenario(Scenario().write(here / "small"))
    problem = data.draw(changed(small))

    for form in FORMATS:
        path = here / f"written{form.suffix}"
        write_scenario(problem, path)
        assert read_scenario(path) == problem


@pytest.mark.parametrize("title", ["¡", "é", "¡ 学期", "Ω"])
def test_a_title_is_never_taken_for_another_encoding(folder, tmp_path, title):
    """Two-byte letters alone would be Chinese in GBK."""
    problem = read_scenario(folder).model_copy(update={"title": title})

    write_scenario(problem, tmp_path / "other")

    assert read_scenario(tmp_path / "other").title == title
