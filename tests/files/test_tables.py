"""The one list of tables says what the domain holds, and the docs say what the list says."""

from pathlib import Path

import pytest

from engine.domain.results import AuditLine, Idle, Unserved
from engine.domain.settings import Settings
from engine.domain.timetable import DatedMeeting, Meeting, Posting, Section
from engine.files.document import PAGE, page
from engine.files.reading.kinds import KINDS, read_cell, write_cell
from engine.files.reading.scenario import THINGS
from engine.files.tables import RESULT_TABLES, SETTINGS, TABLES, result_table, table

ROOT = Path(__file__).parents[2]
RESULTS = {
    "sections": Section,
    "timetable": Meeting,
    "dates": DatedMeeting,
    "unserved": Unserved,
    "idle": Idle,
    "postings": Posting,
    "audit": AuditLine,
}
COLUMNS = [
    pytest.param(column, id=f"{each.name}.{column.key}")
    for each in (*TABLES, *RESULT_TABLES)
    for column in each.columns
]


@pytest.mark.parametrize(("name", "thing"), [*THINGS.items()])
def test_columns_are_the_fields_of_the_domain(name, thing):
    """Every field of a thing has its column, in the same order."""
    assert [column.key for column in table(name).columns] == list(thing.model_fields)


@pytest.mark.parametrize(("name", "thing"), [*RESULTS.items()])
def test_columns_of_results_are_the_fields_of_the_domain(name, thing):
    """Every field of a result has its column, in the same order."""
    assert [column.key for column in result_table(name).columns] == list(thing.model_fields)


def test_settings_are_those_of_the_domain():
    """Every setting can be written in a scenario."""
    assert [column.key for column in SETTINGS.columns] == list(Settings.model_fields)


def test_names_are_used_once():
    """No two tables share a name, and no two columns of a table a heading."""
    names = [name for each in (*TABLES,) for name in (each.name, each.zh)]
    assert len(set(names)) == len(names)
    for each in (*TABLES, *RESULT_TABLES, SETTINGS):
        headings = [head for column in each.columns for head in {column.key, column.zh}]
        assert len(set(headings)) == len(headings), each.name


@pytest.mark.parametrize("column", COLUMNS)
def test_column_is_described_in_two_languages(column):
    """Every column has its kind and a note in Chinese and in English."""
    assert column.kind in KINDS
    assert column.note_zh
    assert column.note_en


@pytest.mark.parametrize("column", COLUMNS)
def test_words_of_a_column_are_read_in_both_languages(column):
    """A reserved word means the same in the folder's English and the workbook's Chinese."""
    for english, chinese in column.words.items():
        value = read_cell(english, column)
        assert read_cell(chinese, column) == value
        assert write_cell(value, column) == english
        assert write_cell(value, column, chinese=True) == chinese


@pytest.mark.parametrize("column", [each for each in COLUMNS if each.values[0].example])
def test_example_of_the_template_can_be_read(column):
    """What the template shows is what reading accepts."""
    read_cell(column.example, column)


def test_page_of_files_is_up_to_date():
    """docs/files.md is what the list of tables makes it (python -m engine.files.document)."""
    assert (ROOT / PAGE).read_text(encoding="utf-8") == page()
