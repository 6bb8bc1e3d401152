"""The explicit list of tables and columns: one place for reading, writing, template and docs."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, Literal

KindName = Literal[
    "text",
    "word",
    "code",
    "whole",
    "number",
    "yes_no",
    "date",
    "time",
    "words",
    "codes",
    "weeks",
    "weeks_list",
    "wholes",
    "skills",
    "choice",
    "choices",
]
# Columns that say where a row comes from belong to no table and are kept without a word.
PROVENANCE = ("origin", "source", "note", "invented", "来源", "备注", "说明")
PROVENANCE_ENDINGS = ("_source", "_is_estimate")
LONGEST_CODE = 64
GREATEST_WHOLE = 1_000_000_000
GREATEST_NUMBER = 1e12


@dataclass(frozen=True)
class Column:
    """A column: its English key, its Chinese heading, and what its cells may hold.

    `words` maps a file's word to the workbook's, `also` further words to the file's; `empty`
    is what an empty cell stands for; `above` is a limit that itself is not allowed; an id has
    `longest` characters at most. Ids in one
    cell with `several` are read as a row each; `one_person` is the name of one person; columns
    of one `vocabulary` share their words.
    """

    key: str
    zh: str
    kind: KindName
    note_zh: str
    note_en: str
    required: bool = False
    refers: str | None = None
    star: bool = False
    at_least: float | None = None
    above: float | None = None
    at_most: float = GREATEST_NUMBER
    longest: int = LONGEST_CODE
    several: bool = False
    one_person: bool = False
    vocabulary: str = ""
    empty: str = ""
    example: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, str] = field(default_factory=dict)

    @property
    def least(self) -> float | None:
        """The least number allowed; a whole number is never negative."""
        if self.at_least is None and self.kind in ("whole", "wholes"):
            return 0
        return self.at_least

    @property
    def most(self) -> float:
        """The greatest number allowed."""
        whole = self.kind in ("whole", "wholes")
        return min(self.at_most, GREATEST_WHOLE) if whole else self.at_most


@dataclass(frozen=True)
class Table:
    """A table: its English key (the CSV's name), its Chinese name (the sheet), its columns.

    `key` are the columns that together name a row; no two rows may share them.
    """

    name: str
    zh: str
    about_zh: str
    about_en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    must_have_rows: bool = False
    may_be_absent: bool = False
    left_out_when_empty: bool = False

    def column(self, key: str) -> Column:
        """The column of a key."""
        return next(column for column in self.columns if column.key == key)


def _column(key: str, about: Mapping[str, Any]) -> Column:
    return Column(key=key, **about)


def _table(name: str, about: Mapping[str, Any]) -> Table:
    columns = tuple(_column(key, each) for key, each in about["columns"].items())
    rest = {key: value for key, value in about.items() if key not in ("columns", "key")}
    return Table(name=name, columns=columns, key=tuple(about.get("key", ())), **rest)


def _load(file: str) -> dict[str, Any]:
    return tomllib.loads(files("engine.files").joinpath(file).read_text(encoding="utf-8"))


_SCENARIO = _load("tables.toml")
_RESULTS = _load("result_tables.toml")

TERM = _table("term", _SCENARIO["term"])
SETTINGS = _table("settings", _SCENARIO["settings"])
TABLES = tuple(_table(name, about) for name, about in _SCENARIO["table"].items())
RESULT_TABLES = tuple(_table(name, about) for name, about in _RESULTS["table"].items())


def table(name: str) -> Table:
    """The table of a scenario by its English key."""
    return next(each for each in TABLES if each.name == name)


def result_table(name: str) -> Table:
    """The table of a folder of results by its English key."""
    return next(each for each in RESULT_TABLES if each.name == name)
