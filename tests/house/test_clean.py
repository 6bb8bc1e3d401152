"""What may not stand anywhere in the repository."""

import ast
import re

import pytest

from tests.house.tree import functions, modules, name_of, tracked

# written in pieces, so that this file does not hold what it forbids
REGISTRIES = ["py" + "pi.org", "python" + "hosted", "npm" + "js", "--" + "index-url"]
MACHINES = ["/work" + "/", "/root" + "/", "/home" + "/", "/t" + "mp/", r"C:\\" + "Users"]
UNFINISHED = ["TO" + "DO", "FIX" + "ME", "raise NotImplemented" + "Error"]
ICONS = re.compile("[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")


def texts():
    """Give every file that is text, with its name."""
    for file in tracked():
        try:
            yield name_of(file), file.read_text("utf-8")
        except UnicodeDecodeError:
            continue


@pytest.mark.parametrize("forbidden", [*REGISTRIES, *MACHINES], ids=repr)
def test_no_file_names_a_registry_or_a_machine(forbidden):
    """A checkout works anywhere: no host of a package registry, no path of somebody's machine."""
    assert [name for name, text in texts() if forbidden in text] == []


def test_no_file_holds_an_icon():
    """Office computers show emoji icons as empty boxes."""
    found = {name: icon[0] for name, text in texts() if (icon := ICONS.search(text))}

    assert found == {}


@pytest.mark.parametrize("forbidden", UNFINISHED)
def test_nothing_is_left_unfinished(forbidden):
    """What is not done is an issue, not a note in the code."""
    files = {*modules("engine", "scenarios", "house", "tests", "benchmarks")}

    assert [name_of(file) for file in files if forbidden in file.read_text("utf-8")] == []


def cases_in(file):
    """Give the test functions of a file."""
    return [each for each in functions(file) if each.name.startswith("test_")]


def test_no_test_is_skipped_or_expected_to_fail():
    """A test runs, or its part is missing and the header of the run says so."""
    marks = {"skip", "skipif", "xfail", "importorskip"}

    found = {
        name_of(file)
        for file in modules("tests", "benchmarks")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in marks
    }

    assert found == set()


def test_every_test_says_what_it_shows():
    """Each test has one sentence of its own."""
    silent = {
        f"{name_of(file)}:{test.name}"
        for file in modules("tests")
        for test in cases_in(file)
        if not ast.get_docstring(test)
    }

    assert silent == set()
