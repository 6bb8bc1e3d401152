"""A folder of results: written as the tables say, read back the same, refused when tampered with."""

import csv
import json

import pytest

from engine.files.results import read_published, write_results
from engine.refusals import BadInput
from tests.files.plans import make_plan, plan_with_exceptions

HEADINGS = {
    "sections": "id,requests,course,learners,learners_by_request",
    "timetable": "section,meeting,period,weeks,teacher,room,mode",
    "dates": "section,meeting,date,kind,from_date,reason,period,teacher,room",
    "unserved": "request,learners,reason,missing,cheapest_unlock,verdict",
    "idle": "kind,id,free_periods,periods,reason",
    "postings": "person,school,rule",
    "audit": "rule,phrase,where,organisation,required,found,shortfall,unit,reading",
}


@pytest.fixture(scope="module")
def plan():
    """A plan of twelve sections."""
    return make_plan(sections=12)[0]


@pytest.fixture
def folder(plan, tmp_path):
    """The plan as a folder of results."""
    write_results(plan, tmp_path / "results")
    return tmp_path / "results"


def rows(folder, name):
    """The rows of a table of results."""
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def put(folder, name, column, cell):
    """Change one cell of the first row of a table."""
    table = rows(folder, name)
    table[1][table[0].index(column)] = cell
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table)


def faults_of(folder):
    """The faults with which a folder of results is refused."""
    with pytest.raises(BadInput) as caught:
        read_published(folder)
    return caught.value.faults


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_written_is_read_back(plan, tmp_path, lang):
    """Every part of a plan survives the folder; what is said survives in the language written."""
    write_results(plan, tmp_path / lang, lang=lang)
    published = read_published(tmp_path / lang)

    context = {"lang": lang}
    assert published.unserved[0].missing.word(lang) == plan.unserved[0].missing.word(lang)
    for part, found in published.model_dump(context=context).items():
        assert found == plan.model_dump(include={part}, context=context)[part], part


def test_files_and_headings_are_those_of_the_problem_statement(folder):
    """All tables are there with their headings first, in UTF-8 with BOM."""
    assert {path.name for path in folder.iterdir()} == {
        *(f"{name}.csv" for name in HEADINGS),
        "verdict.json",
        "certificate.json",
        "SHA256SUMS",
    }
    for name, headings in HEADINGS.items():
        assert (folder / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        assert ",".join(rows(folder, name)[0]).startswith(headings)


def test_verdict_holds_what_was_promised(folder):
    """The verdict has the promised keys, and its levels in their order."""
    verdict = json.loads((folder / "verdict.json").read_text(encoding="utf-8"))

    promised = "sections placed hard_breaches levels gap seconds peak_mb seed versions input_hash"
    assert set(promised.split()) <= set(verdict)
    assert [level["name"] for level in verdict["levels"]] == ["served", "fairness", "travel", "fit"]
    assert all({"value", "bound"} <= set(level) for level in verdict["levels"])


def test_writing_twice_gives_the_same_bytes(plan, folder, tmp_path):
    """Equal plans are equal files."""
    write_results(plan, tmp_path / "again")

    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


def test_only_sections_and_timetable_must_be_there(plan, folder):
    """What else is missing is simply absent."""
    for path in folder.iterdir():
        if path.stem not in ("sections", "timetable"):
            path.unlink()

    published = read_published(folder)

    assert published.timetable == plan.timetable
    assert published.dates is None
    assert published.verdict is None


def test_missing_timetable_is_refused(folder):
    """A folder without sections and timetable is no folder of results."""
    (folder / "sections.csv").unlink()
    (folder / "timetable.csv").unlink()

    assert [each.file for each in faults_of(folder)] == ["sections.csv", "timetable.csv"]


@pytest.mark.parametrize(
    ("name", "column", "cell"),
    [
        ("sections", "learners", "many"),
        ("sections", "learners", "999"),
        ("sections", "learners", "-1"),
        ("sections", "learners_by_request", "1;2;3"),
        ("sections", "requests", ""),
        ("timetable", "meeting", "0"),
        ("timetable", "weeks", "1-999999999999"),
        ("timetable", "weeks", "first"),
        ("timetable", "mode", "telepathy"),
        ("timetable", "teacher", ""),
        ("dates", "date", "2026-13-01"),
        ("dates", "kind", "perhaps"),
        ("unserved", "verdict", "surely"),
        ("idle", "free_periods", "1.5"),
        ("audit", "required", "nan"),
    ],
)
def test_tampered_cell_is_refused_with_its_place(folder, name, column, cell):
    """A cell that cannot be read, or contradicts its row, is named."""
    put(folder, name, column, cell)

    assert [(each.file, each.sheet, each.row, each.column) for each in faults_of(folder)] == [
        (f"{name}.csv", name, 2, column)
    ]


def test_section_that_stands_twice_is_refused(folder):
    """Two sections of one id would hide each other."""
    with (folder / "sections.csv").open("a", encoding="utf-8") as file:
        file.write(",".join(rows(folder, "sections")[1]) + "\n")

    assert [each.column for each in faults_of(folder)] == ["id"]


@pytest.mark.parametrize(
    ("name", "content", "path"),
    [
        ("verdict.json", "", ""),
        ("verdict.json", '{"sections": ', ""),
        ("verdict.json", "[1, 2]", ""),
        ("verdict.json", '{"gap": NaN}', ""),
        ("certificate.json", '{"atoms": [[1]], "proofs": 7}', "proofs"),
        ("certificate.json", '{"atoms": "all", "proofs": []}', "atoms"),
        ("certificate.json", '{"atoms": [], "proofs": [], "more": 1}', "more"),
    ],
)
def test_broken_document_is_refused(folder, name, content, path):
    """A verdict or certificate that is no such thing is refused, without a traceback."""
    (folder / name).write_text(content, encoding="utf-8")

    assert (name, path) in [(each.file, each.column) for each in faults_of(folder)]


def test_added_columns_do_not_matter(plan, folder):
    """Columns may be added to results."""
    for name in ("sections", "timetable"):
        table = rows(folder, name)
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([*row, "note"] for row in table)

    assert read_published(folder).timetable == plan.timetable


def test_exceptions_and_closed_sections_are_tables_where_there_are_any(tmp_path):
    """They survive the folder, and a folder without them has no such files."""
    plan, _ = plan_with_exceptions()
    write_results(plan, tmp_path / "results")

    published = read_published(tmp_path / "results")

    assert published.timetable == plan.timetable
    assert published.dates == plan.dates
    assert rows(tmp_path / "results", "exceptions")[3] == [
        *("B0000", "1", "9", "lost", plan.timetable.meetings[0].period),
        *("T0000", "M000", "onsite", "教师不在"),
    ]


@pytest.mark.parametrize(
    ("name", "column", "cell"),
    [
        ("exceptions", "kind", "moved"),
        ("exceptions", "weeks", "4-1"),
        ("exceptions", "teacher", ""),
        ("closed", "learners", "9999"),
        ("dates", "teacher", ""),
    ],
)
def test_a_spoilt_exception_is_refused_with_its_cell(tmp_path, name, column, cell):
    """Like every other table."""
    folder = tmp_path / "results"
    write_results(plan_with_exceptions()[0], folder)
    put(folder, name, column, cell)

    assert [(each.sheet, each.column) for each in faults_of(folder)] == [(name, column)]
