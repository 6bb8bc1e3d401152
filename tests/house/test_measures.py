"""The measures of the house: small modules, short functions, telling names."""

import ast
from collections import Counter

from tests.house.tree import ROOT, functions, modules, name_of, tracked

LONGEST_MODULE = 250
LONGEST_BODY = 30
FULLEST_FOLDER = 15
VAGUE = {"utils", "helpers", "common", "manager", "base", "data", "info", "process", "handle"}

# looked at again, and left whole for the reason beside it
LONG_AND_WHOLE: dict[str, str] = {
    "engine/timetabling/kernels/options.py:list_things": "a compiled loop: a part is a call a candidate",
}
CROWDED_AND_ONE = {
    "engine/domain": "one module a noun",
    "scenarios/generator": "one module a table that it writes",
}


def shipped():
    """Give the modules that the measures are for."""
    return [ROOT / "run.py", *modules("api", "engine", "scenarios", "house")]


def body_lines(function: ast.FunctionDef) -> int:
    """Count the lines of a function without its signature and docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def test_no_module_tells_two_stories():
    """A module past 250 lines is split where its second story begins."""
    lengths = {name_of(file): len(file.read_text("utf-8").splitlines()) for file in shipped()}

    assert {name: n for name, n in lengths.items() if n > LONGEST_MODULE} == {}


def test_no_function_is_long_without_a_reason():
    """A body past 30 lines is split, or stands in the list above with its reason."""
    long = {
        f"{name_of(file)}:{function.name}": lines
        for file in shipped()
        for function in functions(file)
        if (lines := body_lines(function)) > LONGEST_BODY
    }

    assert {name: lines for name, lines in long.items() if name not in LONG_AND_WHOLE} == {}
    assert LONG_AND_WHOLE.keys() <= long.keys(), "a reason without a long function"


def test_no_folder_is_crowded():
    """A folder with more than 15 modules is two folders."""
    rooms = Counter(name_of(file.parent) for file in shipped() if file.stem != "__init__")
    crowded = {name: n for name, n in rooms.items() if n > FULLEST_FOLDER}

    assert {name: n for name, n in crowded.items() if name not in CROWDED_AND_ONE} == {}
    assert CROWDED_AND_ONE.keys() <= crowded.keys(), "a reason without a crowded folder"


def test_no_name_is_vague():
    """No file and no folder is named after nothing in particular."""
    vague = {
        name_of(file)
        for file in tracked()
        if file.suffix == ".py" and VAGUE & {file.stem, *file.relative_to(ROOT).parts[:-1]}
    }

    assert vague == set()
