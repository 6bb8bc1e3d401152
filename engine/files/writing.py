"""A problem as headings and text cells, ready for any table format."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.domain.problem import Problem
from engine.domain.said import Said
from engine.domain.settings import Settings
from engine.domain.thing import Thing
from engine.files.reading.kinds import write_cell
from engine.files.reading.raw import Extra
from engine.files.tables import SETTINGS, TABLES, TERM, Table
from engine.refusals import Lang


@dataclass(frozen=True)
class WrittenTable:
    """A table as headings and text cells, the columns that paike does not know last."""

    table: Table
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class WrittenScenario:
    """A scenario as text cells; `term` holds every item, `settings` those that differ."""

    term: Mapping[str, str]
    settings: Mapping[str, str]
    readings: tuple[tuple[str, str], ...]
    tables: Mapping[str, WrittenTable]


def written(
    problem: Problem, extras: Mapping[str, Extra] | None = None, *, chinese: bool = False
) -> WrittenScenario:
    """Write every table of a problem as text, in the files' words or in the workbook's."""
    kept = extras or {}
    facts = {
        **{name: getattr(problem, name) for name in type(problem).model_fields},
        "term_start": problem.term.start,
        "weeks": problem.term.weeks,
    }
    return WrittenScenario(
        term={each.key: write_cell(facts[each.key], each) for each in TERM.columns},
        settings=_changed(problem.settings),
        readings=problem.readings,
        tables={
            table.name: written_table(
                table, getattr(problem, table.name), kept.get(table.name), chinese=chinese
            )
            for table in TABLES
            if getattr(problem, table.name) or not table.left_out_when_empty
        },
    )


def written_table(
    table: Table,
    things: Sequence[Thing],
    extra: Extra | None = None,
    *,
    chinese: bool = False,
    lang: Lang = "zh",
) -> WrittenTable:
    """Write things as rows of a table; `extra` goes along with them row by row.

    `chinese` asks for the workbook's names and words, `lang` is that of what the engine says.
    """
    headings = [column.zh if chinese else column.key for column in table.columns]
    added = extra or Extra()
    beside = added.rows or ((),) * len(things)
    return WrittenTable(
        table,
        (*headings, *added.headings),
        tuple(
            (*_cells(table, thing, lang, chinese=chinese), *more)
            for thing, more in zip(things, beside, strict=True)
        ),
    )


def _cells(table: Table, thing: Thing, lang: Lang, *, chinese: bool) -> Iterable[str]:
    for column in table.columns:
        value = getattr(thing, column.key)
        told = value.word(lang) if isinstance(value, Said) else value
        yield write_cell(told, column, chinese=chinese)


def _changed(settings: Settings) -> Mapping[str, str]:
    usual = Settings()
    return {
        each.key: write_cell(getattr(settings, each.key), each)
        for each in SETTINGS.columns
        if getattr(settings, each.key) != getattr(usual, each.key)
    }
