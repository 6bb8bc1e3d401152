"""JSON scenarios: every fault is named by the path to its value."""

import json

import pytest

from engine.domain.problem import Problem
from engine.files.formats import read_scenario, read_scenario_with_remarks, write_scenario
from engine.refusals import BadInput
from tests.files.small_scenario import Scenario


@pytest.fixture(scope="module")
def problem(tmp_path_factory):
    """The small scenario's problem."""
    return read_scenario(Scenario().write(tmp_path_factory.mktemp("folder") / "small"))


@pytest.fixture
def document(problem, tmp_path):
    """The small scenario as JSON data."""
    write_scenario(problem, tmp_path / "small.json")
    return json.loads((tmp_path / "small.json").read_text(encoding="utf-8"))


def faults_of(document, tmp_path):
    """The faults with which JSON data is refused."""
    path = tmp_path / "bad.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
    with pytest.raises(BadInput) as caught:
        read_scenario(path)
    return caught.value.faults


def test_problem_of_a_json_scenario_is_the_domain_s_own(document, problem):
    """What stands under `problem` is the problem as the domain dumps it."""
    assert Problem.model_validate(document["problem"]) == problem


@pytest.mark.parametrize(
    ("place", "value", "path"),
    [
        (("teachers", 1, "tier"), "village", "problem.teachers[1].tier"),
        (("teachers", 0, "skills"), [["书法", 9]], "problem.teachers[0].skills"),
        (("requests", 2, "learners"), "many", "problem.requests[2].learners"),
        (("requests", 2, "learners"), True, "problem.requests[2].learners"),
        (("requests", 2, "learners"), [1], "problem.requests[2].learners"),
        (("areas", 3, "name"), ["一社区"], "problem.areas[3].name"),
        (("requests", 0, "course"), "K9", "problem.requests[0].course"),
        (("periods", 0, "start"), 1501, "problem.periods[0].start"),
        (("areas", 3, "name"), {"zh": "一社区"}, "problem.areas[3].name"),
        (("areas", 3), ["C1", "一社区"], "problem.areas[3]"),
        (("rooms",), {"R1": {}}, "problem.rooms"),
        (("term", "start"), "2026-09-08", "problem.term.start"),
        (("term", "weeks"), 99, "problem.term.weeks"),
        (("settings", "detour_factor"), 0, "problem.settings.detour_factor"),
        (("settings",), [], "problem.settings"),
        (("readings",), [["rounding"]], "problem.readings"),
        (("rule_pack",), None, "problem.rule_pack"),
    ],
)
def test_fault_is_named_by_its_path(document, tmp_path, place, value, path):
    """A value that cannot be used is named by the way to it."""
    here = document["problem"]
    for step in place[:-1]:
        here = here[step]
    here[place[-1]] = value

    assert path in [each.column for each in faults_of(document, tmp_path)]


def test_missing_table_is_named(document, tmp_path):
    """A table that is not there is named; locks and last_term may be absent."""
    for name in ("venues", "locks", "last_term"):
        del document["problem"][name]

    assert [each.column for each in faults_of(document, tmp_path)] == ["problem.venues"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"format": "paike-scenario", "version": 2, "problem": {}}',
        '{"format": "paike-scenario", "version": 1, "problem": 7}',
        '{"format": ',
        '{"a": NaN}',
        "[" * 100_000,
        '{"a": "\\ud800"}',
        '{"a": 1' + "0" * 5000 + "}",
        '{"format": "paike-scenario", "version": 1, "problem": {}, "problem": {}}',
    ],
    ids=[
        "empty",
        "list",
        "null",
        "no header",
        "version",
        "problem",
        "cut",
        "nan",
        "deep",
        "half a character",
        "long number",
        "a name twice",
    ],
)
def test_other_json_is_refused(tmp_path, text):
    """What is no scenario of this version is refused as a whole."""
    assert len(faults_of(text, tmp_path)) == 1


@pytest.mark.parametrize("extra", [7, {"headings": ["a"]}, {"headings": ["a"], "rows": [["x"]]}])
def test_extra_columns_that_do_not_fit_are_refused(document, tmp_path, extra):
    """Columns set aside must have a cell for every row."""
    document["extra_columns"] = {"teachers": extra}

    assert [each.column for each in faults_of(document, tmp_path)] == ["extra_columns.teachers"]


def test_unknown_fields_are_remarked(document, tmp_path):
    """A field that paike does not know is said, and does not stop anything."""
    document["problem"]["mood"] = "good"
    path = tmp_path / "more.json"
    path.write_text(json.dumps(document), encoding="utf-8")

    remarks = read_scenario_with_remarks(path).remarks

    assert [each.place.column for each in remarks] == ["problem.mood"]
