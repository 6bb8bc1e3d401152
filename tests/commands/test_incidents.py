"""Incidents are read from a file and from options; what is wrong with them is told with its place."""

import json
import re
from datetime import date

import pytest

from engine import verbs
from engine.commands.incidents import given_incidents
from engine.domain.incident import Away, RequestAdded, RequestCancelled
from engine.refusals import BadInput
from engine.repair.aftermath import problem_after
from tests.commands.calling import STREET
from tests.house.tree import ROOT

HOW_TO = ROOT / "docs" / "howto" / "repair.md"


def written(tmp_path, text):
    """A list of incidents in a file."""
    path = tmp_path / "changes.yaml"
    path.write_text(text, "utf-8")
    return path


def test_options_and_file_make_one_list(tmp_path):
    """First the file's rows, then the options'; an id may hold colons, a date may be left out."""
    file = written(tmp_path, "- {kind: request_cancelled, id: Q1}")
    options = {
        "teacher_away": ["T:1:2026-09-07:2026-09-20"],
        "room_away": ["R1:2026-09-07:"],
        "request_cancelled": ["Q:2"],
    }

    found = given_incidents(file, options).incidents

    assert found == (
        RequestCancelled(kind="request_cancelled", id="Q1"),
        Away(kind="teacher_away", id="T:1", from_date=date(2026, 9, 7), to_date=date(2026, 9, 20)),
        Away(kind="room_away", id="R1", from_date=date(2026, 9, 7)),
        RequestCancelled(kind="request_cancelled", id="Q:2"),
    )


def test_json_is_as_good_as_yaml(tmp_path):
    """JSON is a kind of YAML."""
    file = written(tmp_path, '[{"kind": "venue_away", "id": "V1", "from_date": "2026-09-07"}]')

    (found,) = given_incidents(file, {}).incidents

    assert found == Away(kind="venue_away", id="V1", from_date=date(2026, 9, 7))


def test_the_list_in_the_how_to_fits_the_street():
    """What the document shows is read, and every id in it is one of the bundled street."""
    (example,) = re.findall(r"```yaml\n(.*?)```", HOW_TO.read_text("utf-8"), re.DOTALL)

    found = given_incidents_of(example)

    assert [type(each) for each in found] == [Away, Away, Away, RequestCancelled, RequestAdded]
    assert len(problem_after(verbs.read(STREET), found).unavailable) >= 3


def given_incidents_of(text):
    """The incidents of a text, by way of no file."""

    class Text:
        name = "text"

        def read_text(self, _encoding):
            return text

    return given_incidents(Text(), {}).incidents


@pytest.mark.parametrize(
    ("text", "row", "column"),
    [
        ("", 0, ""),
        ("kind: teacher_away", 0, ""),
        ("[[[", 1, ""),
        ("[" * 5000, 0, ""),
        ("- 5", 1, ""),
        ("- {kind: earthquake}", 1, ""),
        ("- {kind: request_cancelled, id: Q1}\n- {kind: teacher_away}", 2, "id"),
        ("- {kind: room_away, id: R1, from_date: soon}", 1, "from_date"),
        ("- {kind: room_away, id: R1, from_date: 2026-02-30}", 1, "from_date"),
        ('- {kind: room_away, id: R1, reason: "a\\0"}', 1, "reason"),
        ("- {kind: room_away, id: R1, id: R2}", 1, "id"),
        ("- &a [x, x]\n- [*a, *a]", 1, ""),
        ("- {kind: room_away, id: R1, until: 2026-09-20}", 1, "until"),
        ("- {kind: room_away, id: R1, from_date: 2026-09-20, to_date: 2026-09-07}", 1, ""),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_with_its_place(tmp_path, text, row, column):
    """The row counts from one; no row is the whole file."""
    with pytest.raises(BadInput) as refused:
        given_incidents(written(tmp_path, text), {})

    (fault,) = refused.value.faults
    assert (fault.file, fault.row, fault.column) == ("changes.yaml", row, column)


def test_every_bad_row_is_told_at_once(tmp_path):
    """Three rows, two of them wrong in three ways."""
    file = written(
        tmp_path,
        """
- {kind: request_added, request: {id: Q9, area: C1, course: K1, learners: 0, priority: 9,
   audience: 居民, allowed_periods: "*"}}
- {kind: request_cancelled, id: Q1}
- {kind: room_away}
""",
    )

    with pytest.raises(BadInput) as refused:
        given_incidents(file, {})

    assert [(fault.row, fault.column) for fault in refused.value.faults] == [
        (1, "request.learners"),
        (1, "request.priority"),
        (3, "id"),
    ]


REQUEST = {"area": "C1", "course": "K1", "audience": "居民", "allowed_periods": "*"}


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("id", "x" * 65),
        ("id", "a;b"),
        ("id", "a\0"),
        ("id", "\ud800"),
        ("learners", 10**24),
        ("learners", 100_001),
        ("audience", "居民;老年人"),
        ("max_walk_m", 1e300),
        ("group", "*"),
    ],
    ids=str,
)
def test_what_no_table_could_hold_is_refused_before_it_is_written(tmp_path, column, cell):
    """A request added in term is read just as a row of the table of requests."""
    row = {"id": "Q9", "learners": 5, "priority": 1, **REQUEST, column: cell}
    file = written(tmp_path, json.dumps([{"kind": "request_added", "request": row}]))

    with pytest.raises(BadInput) as refused:
        given_incidents(file, {})

    (fault,) = refused.value.faults
    assert (fault.row, fault.column) == (1, column)


def test_an_added_request_is_read_as_its_table_would_be(tmp_path):
    """Full-width letters of an id become ordinary ones, lists are split, numbers may be texts."""
    row = {"id": "Ｑ９", "learners": "5", "priority": "1", **REQUEST}
    file = written(tmp_path, json.dumps([{"kind": "request_added", "request": row}]))

    (added,) = given_incidents(file, {}).incidents

    assert (added.request.id, added.request.learners) == ("Q9", 5)


@pytest.mark.parametrize("text", ["T1", "T1:2026-09-07", "T1:today:tomorrow"])
def test_an_option_that_cannot_be_read_is_refused_by_its_name(text):
    """The option and what was written."""
    with pytest.raises(BadInput) as refused:
        given_incidents(None, {"teacher_away": [text]})

    assert {fault.file.split()[0] for fault in refused.value.faults} == {"--teacher-away"}


def test_nothing_at_all_is_refused():
    """A repair needs something that happened."""
    with pytest.raises(BadInput, match="1 fault"):
        given_incidents(None, {"teacher_away": []})


def test_a_later_refusal_is_told_with_the_place_where_it_was_given(tmp_path):
    """What does not fit the scenario is traced to its row or option."""
    file = written(tmp_path, "- {kind: room_away, id: R0021}\n- {kind: room_away, id: R9}")
    given = given_incidents(file, {"request_cancelled": ["Q9"]})

    with pytest.raises(BadInput) as refused, given.telling_places():
        problem_after(verbs.read(STREET), given.incidents)

    places = [(fault.file, fault.row, fault.found) for fault in refused.value.faults]
    assert places == [("--cancel Q9", 0, "Q9"), ("changes.yaml", 2, "R9")]
