"""A choice of placements as arrays, and as the rows of a timetable."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.domain.courses import MODES
from engine.domain.timetable import Meeting, Section, Timetable
from engine.timetabling.kernels.arrays import (
    MEETINGS,
    PERIOD,
    PERIODS,
    ROOM,
    ROOMS,
    TEACHER,
    TEACHERS,
    WEEKS,
    Small,
)
from engine.timetabling.statement import Statement


@dataclass(frozen=True)
class Choice:
    """Where each section is: `weeks` [S], -1 = nowhere, and entries `at` [S, K, 3]."""

    weeks: Small
    at: Small


def timetable_of(statement: Statement, sections: Sequence[Section], choice: Choice) -> Timetable:
    """Write a choice as a timetable; meetings are numbered in the order of the week."""
    rows = [
        row
        for section in np.flatnonzero(choice.weeks >= 0)
        for row in meetings_of(statement, choice, int(section))
    ]
    ordered = tuple(sorted(sections, key=lambda section: section.id))
    return Timetable(sections=ordered, meetings=tuple(rows))


def meetings_of(statement: Statement, choice: Choice, section: int) -> list[Meeting]:
    """Write the placement of one section as rows."""
    frame, entry = statement.frame, statement.world.entry
    places = choice.at[section, : statement.world.section[section, MEETINGS]]
    ordered = sorted(places, key=lambda place: int(entry[place[PERIOD]]))
    return [
        Meeting(
            section=frame.sections[section],
            meeting=number,
            period=frame.periods[entry[place[PERIOD]]],
            weeks=frame.weeks[choice.weeks[section]],
            teacher=frame.teachers[entry[place[TEACHER]] - frame.first_teacher],
            room=None if entry[place[ROOM]] == frame.online else frame.rooms[entry[place[ROOM]]],
            mode=MODES[int(statement.modes[place[ROOM]])],
        )
        for number, place in enumerate(ordered, start=1)
    ]


def choice_of(statement: Statement, timetable: Timetable) -> Choice:
    """Read as much of a timetable as the statement allows; what it does not is left out."""
    frame = statement.frame
    weeks = np.full(len(frame.sections), -1, dtype=np.int32)
    at = np.zeros((len(frame.sections), frame.most_meetings, 3), dtype=np.int32)
    for section, name in enumerate(frame.sections):
        rows = timetable.placements.get(name, ())
        places = [each for row in rows if (each := place_of(statement, section, row))]
        run = weeks_of(statement, section, rows)
        whole = len(places) == len(rows) == frame.meetings[section]
        if run >= 0 and whole and attended(statement, section, run, places):
            weeks[section] = run
            at[section, : len(places)] = places
    return Choice(weeks, at)


def weeks_of(statement: Statement, section: int, rows: Sequence[Meeting]) -> int:
    """The run of weeks in which rows meet; -1 when the section may not meet then."""
    runs = {row.weeks for row in rows}
    for entry in list_of(statement, section, WEEKS):
        run = int(statement.world.entry[entry])
        if runs == {statement.frame.weeks[run]}:
            return run
    return -1


def place_of(statement: Statement, section: int, row: Meeting) -> tuple[int, int, int] | None:
    """The entries of one row: period, teacher, room; None when the section may not have them."""
    frame = statement.frame
    room = frame.thing.get(("room", row.room or ""), frame.online if row.room is None else -1)
    teacher = frame.thing.get(("teacher", row.teacher), -1)
    period = frame.period_at.get(row.period, -1)
    found = [
        entry_of(statement, section, column, wanted)
        for column, wanted in ((PERIODS, period), (TEACHERS, teacher), (ROOMS, room))
    ]
    return None if min(found) < 0 else (found[0], found[1], found[2])


def attended(
    statement: Statement, section: int, run: int, places: Sequence[tuple[int, int, int]]
) -> bool:
    """Whether no teacher is missed at the entries of some rows in a run of weeks."""
    entry, attendance = statement.world.entry.astype(np.int64), statement.attendance
    for period, teacher, room in places:
        lists = entry[[period]], entry[[teacher]], entry[[room]]
        if attendance.missed(section, run, lists).any():
            return False
    return True


def entry_of(statement: Statement, section: int, column: int, wanted: int) -> int:
    """Where something stands in a list of a section; -1 when it does not."""
    for entry in list_of(statement, section, column):
        if statement.world.entry[entry] == wanted:
            return entry
    return -1


def list_of(statement: Statement, section: int, column: int) -> range:
    """The entries of one list of a section."""
    bounds = statement.world.section[section]
    return range(bounds[column], bounds[column + 1])
