"""Operations as a file and as words; one that does not fit is refused."""

from datetime import date
from pathlib import Path

import pytest

from engine.commands.saving import save_tables
from engine.commands.showing.wording import repaired_lines
from engine.refusals import BadInput, UnknownName
from engine.repair.differences import applied, between
from engine.repair.operations import read_operations
from tests.repair.worlds import added, away, cancelled, placed, repaired, request, world


@pytest.fixture(name="eventful", scope="module")
def repair_with_every_kind_of_operation():
    """An old timetable and a repair that opens, closes, loses, moves and changes."""
    problem = world(
        [request("Q1"), request("Q2"), request("Q3", 9), request("Q4", 8)],
        teachers={"T1": {}, "T2": {"available_periods": ("P21", "P22")}},
        rooms={"R1": {}, "R2": {}, "R3": {}},
        courses={"K1": {}, "K2": {}},
    )
    timetable = placed(problem, "Q1 P11 T1 R1", "Q2 P12 T1 R1", "Q3+Q4 P21 T2 R2")
    incidents = [
        away("teacher", "T1"),
        cancelled("Q2"),
        cancelled("Q4"),
        away("room", "R2"),
        added("Q9", 12, course="K2"),
    ]
    return problem, timetable, repaired(problem, timetable, *incidents)


def test_what_is_written_is_read_back_and_still_turns_old_into_new(eventful, tmp_path):
    """`operations.csv` holds the steps exactly."""
    _, old, found = eventful

    save_tables(tmp_path / "out", {"operations": found.operations}, "zh")
    read = read_operations(tmp_path / "out" / "operations.csv")

    assert read == found.operations
    assert applied(old, read) == found.timetable
    assert {step.kind for step in read} >= {"section opened", "section closed", "moved"}


def test_the_way_back_is_as_exact(eventful):
    """Operations from new to old restore the old timetable."""
    _, old, found = eventful

    assert applied(found.timetable, between(found.timetable, old)) == old


def test_a_file_with_an_unknown_step_is_refused_with_its_cell(eventful, tmp_path):
    """The kind of a step is one of those there are."""
    save_tables(tmp_path, {"operations": eventful[2].operations}, "zh")
    path = tmp_path / "operations.csv"
    path.write_text(path.read_text("utf-8-sig").replace("moved", "danced"), "utf-8")

    with pytest.raises(BadInput) as refused:
        read_operations(path)

    assert {fault.column for fault in refused.value.faults} == {"kind"}


def test_a_file_that_is_not_there_is_refused(tmp_path):
    """No traceback for a wrong path."""
    with pytest.raises(BadInput, match="1 fault"):
        read_operations(tmp_path / "operations.csv")


def test_operations_do_not_fit_another_timetable(eventful):
    """What a step takes away must be there; carried out twice, it is not."""
    _, _, found = eventful

    with pytest.raises(UnknownName, match="does not fit"):
        applied(found.timetable, found.operations)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_step_has_its_line_in_both_languages(eventful, lang):
    """Names and clock times, no ids of periods and rooms."""
    _, _, found = eventful

    lines = {step.kind: step.line(found.problem, lang) for step in found.operations}

    when = {"zh": "周一 09:00", "en": "Mon 09:00"}[lang]
    assert when in lines["moved"]
    assert "P11" not in "".join(lines.values())
    assert "Q9×12" in lines["section opened"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_clerk_is_told_what_lies_ahead(lang):
    """A substitute and a lost date have their lines; how it was before has none on the screen."""
    problem = world([request("Q1"), request("Q2")], teachers={"T1": {}, "T2": {}})
    timetable = placed(problem, "Q1 P11 T1 R1", "Q2 P11 T2 R2")
    found = repaired(
        problem, timetable, away("teacher", "T1", 3, 3), cancelled("Q2"), today=date(2026, 9, 16)
    )

    lines = repaired_lines(found, Path("out"), lang)

    when = {"zh": "周一 09:00（第3周）", "en": "Mon 09:00 (weeks 3)"}[lang]
    assert sum(when in line for line in lines) == 1
    assert not any("1–2" in line for line in lines)
    assert {step.kind for step in found.operations} >= {"held otherwise", "ended"}
    assert all(step.line(problem, lang) for step in found.operations)
