"""The input hash tells problems apart, and nothing else."""

from datetime import date

import pytest

from engine.files.formats import read_scenario, write_scenario
from engine.files.input_hash import input_hash
from tests.files.small_scenario import Scenario


@pytest.fixture
def problem(tmp_path):
    """The small scenario's problem."""
    return read_scenario(Scenario().write(tmp_path / "small"))


def test_hash_is_of_the_content(problem):
    """The hash is 64 hexadecimal digits, and stays what it was."""
    assert input_hash(problem) == input_hash(problem.model_copy())
    assert len(bytes.fromhex(input_hash(problem))) == 32


@pytest.mark.parametrize("target", ["other.xlsx", "other.json", "other"])
def test_format_does_not_matter(problem, tmp_path, target):
    """The same scenario in another format has the same hash."""
    write_scenario(problem, tmp_path / target)

    assert input_hash(read_scenario(tmp_path / target)) == input_hash(problem)


def test_order_of_rows_and_words_does_not_matter(problem, tmp_path):
    """Rows and list cells may be in any order, and further columns may be there."""
    small = Scenario()
    for table in small.tables.values():
        table[1:] = table[:0:-1]
    small.put("courses", 4, "weeks_allowed", "9-16;1-8;1-16")
    for row in small.tables["teachers"]:
        row.append("origin")

    assert input_hash(read_scenario(small.write(tmp_path / "other"))) == input_hash(problem)


@pytest.mark.parametrize(
    ("table", "row", "column", "cell"),
    [
        ("requests", 2, "learners", "25"),
        ("teachers", 2, "available_periods", "P11"),
        ("calendar", 2, "name", "中秋节"),
        ("locks", 2, "what", "room"),
    ],
)
def test_any_cell_matters(problem, tmp_path, table, row, column, cell):
    """A changed cell changes the hash."""
    other = Scenario().put(table, row, column, cell).write(tmp_path / "other")

    assert input_hash(read_scenario(other)) != input_hash(problem)


@pytest.mark.parametrize("target", ["other.xlsx", "other.json", "other"])
def test_how_far_the_term_has_come_is_part_of_the_problem(problem, tmp_path, target):
    """The day survives every format, and tells the problem from that of a term not begun."""
    under_way = problem.model_copy(update={"as_of": date(2026, 10, 14)})
    write_scenario(under_way, tmp_path / target)

    again = read_scenario(tmp_path / target)

    assert again.as_of == date(2026, 10, 14)
    assert input_hash(again) == input_hash(under_way) != input_hash(problem)
