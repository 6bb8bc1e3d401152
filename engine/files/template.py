"""The empty workbook that streets fill in: drop-downs, notes, an example row in grey a sheet."""

from collections.abc import Collection
from pathlib import Path

from engine.domain.problem import Problem
from engine.files.reading.report import unknown_form
from engine.files.reading.rows import EXAMPLE_MARK
from engine.files.tables import TABLES, Table
from engine.files.whole.staging import write_whole
from engine.files.workbook.writing import Book
from engine.files.writing import WrittenTable, written
from engine.refusals import UnknownName


def write_template(path: Path, problem: Problem | None = None, street: str | None = None) -> None:
    """Write a workbook to fill in.

    With a problem it holds what the district gives (term, areas, periods, calendar, courses);
    with a street, by name or code, also that street's own rows, to be looked through. Without a
    problem the street's name stands in the title only. Raises UnknownName for a street that the
    problem does not hold, and BadInput for a path that does not end in .xlsx.
    """
    if path.suffix.lower() != ".xlsx":
        raise unknown_form(path)
    scenario = None if problem is None else written(_given(problem, street), chinese=True)
    book = Book()
    book.write_term(scenario, title=f"{street}采集表" if street else "")
    for table in TABLES:
        headings = tuple(column.zh for column in table.columns)
        given = scenario.tables.get(table.name) if scenario else None
        rows = given.rows if given else ()
        book.write_table(WrittenTable(table, headings, rows), () if rows else example(table))
    write_whole(path, book.content())


def example(table: Table) -> tuple[str, ...]:
    """The example row of a table, marked so that reading passes it over; none without examples."""
    cells = [column.example for column in table.columns]
    return (f"{EXAMPLE_MARK} {cells[0]}", *cells[1:]) if any(cells) else ()


def _given(problem: Problem, street: str | None) -> Problem:
    areas = frozenset[str]() if street is None else _areas_of(problem, street)
    venues = [each for each in problem.venues if each.area in areas]
    rooms = [each for each in problem.rooms if each.venue in {venue.id for venue in venues}]
    teachers = [each for each in problem.teachers if each.area in areas]
    schools = [each for each in problem.schools if each.area in areas]
    known = {school.id for school in schools}
    return problem.model_copy(
        update={
            "schools": tuple(schools),
            "venues": tuple(venues),
            "rooms": tuple(rooms),
            "teachers": tuple(
                each if each.school in known else each.model_copy(update={"school": None})
                for each in teachers
            ),
            "calendar": tuple(
                each for each in problem.calendar if each.venue is None or each.area in areas
            ),
            "unavailable": (),
            "requests": (),
            "populations": tuple(each for each in problem.populations if each.area in areas),
            "budgets": tuple(each for each in problem.budgets if each.area in areas),
            "locks": (),
            "last_term": (),
        }
    )


def _areas_of(problem: Problem, street: str) -> Collection[str]:
    found = next(
        (
            area
            for area in problem.areas
            if area.level == "street" and street in (area.code, area.name)
        ),
        None,
    )
    if found is None:
        names = [area.name for area in problem.areas if area.level == "street"]
        raise UnknownName(
            f"没有街道“{street}”。有：{'、'.join(names)}。",
            f"There is no street '{street}'. There are: {', '.join(names)}.",
        )
    return frozenset(
        area.code for area in problem.areas if problem.ancestor(area.code, "street") == found.code
    )
