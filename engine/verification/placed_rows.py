"""The rows of a timetable as places on the axes, and which of them are no candidates at all."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.domain.courses import MODES
from engine.domain.timetable import Meeting, Timetable
from engine.rules.axes import Axes
from engine.rules.terms import Axis


@dataclass(frozen=True)
class PlacedRow:
    """One weekly meeting: its section, its weeks of the term, and its place on each axis.

    An online meeting has no place on the room axis.
    """

    section: str
    weeks: frozenset[int]
    at: dict[Axis, int]

    def place(self, axes: tuple[Axis, ...]) -> tuple[int, ...] | None:
        """Its place over a product of axes; None when it has none on one of them."""
        if all(axis in self.at for axis in axes):
            return tuple(self.at[axis] for axis in axes)
        return None


@dataclass(frozen=True)
class LaidOut:
    """A timetable on the axes of all its sections.

    `malformed` are (section, reason) of what is no candidate in the sense of
    `engine.rules.terms`; it has no rows here.
    """

    axes: Axes
    rows: list[PlacedRow]
    malformed: list[tuple[str, str]]


def lay_out(timetable: Timetable, axes: Axes) -> LaidOut:
    """Lay the rows of every well-formed placement out on the axes (of all sections)."""
    at = _places(axes)
    malformed = list(malformed_placements(timetable, axes))
    left_out = {section for section, _ in malformed}
    rows = [_row(each, axes, at) for each in timetable.meetings if each.section not in left_out]
    return LaidOut(axes, rows, malformed)


def malformed_placements(timetable: Timetable, axes: Axes) -> Iterator[tuple[str, str]]:
    """Give (section, reason) for what is no candidate in the sense of `engine.rules.terms`."""
    for name, meetings in timetable.placements.items():
        asked = axes.problem.course[timetable.section[name].course].meetings_per_week
        if [meeting.meeting for meeting in meetings] != list(range(1, asked + 1)):
            yield name, "not all meetings"
        if len({meeting.weeks for meeting in meetings}) > 1:
            yield name, "several runs of weeks"
        if any(meeting.weeks not in axes.weeks for meeting in meetings):
            yield name, "weeks of no course"
        if any((meeting.mode == "online") != (meeting.room is None) for meeting in meetings):
            yield name, "a room and a mode that do not go together"


def _places(axes: Axes) -> dict[Axis, dict[str, int]]:
    names: dict[Axis, list[str]] = {
        "section": [section.id for section in axes.every],
        "period": [period.id for period in axes.periods],
        "weeks": list(axes.weeks),
        "room": [room.id for room in axes.rooms],
        "teacher": [teacher.id for teacher in axes.teachers],
        "mode": list(MODES),
    }
    return {axis: {name: place for place, name in enumerate(row)} for axis, row in names.items()}


def _row(meeting: Meeting, axes: Axes, at: dict[Axis, dict[str, int]]) -> PlacedRow:
    found: dict[Axis, int] = {
        "section": at["section"][meeting.section],
        "period": at["period"][meeting.period],
        "weeks": at["weeks"][meeting.weeks],
        "teacher": at["teacher"][meeting.teacher],
        "mode": at["mode"][meeting.mode],
        "weekday": axes.problem.period[meeting.period].weekday - 1,
    }
    if meeting.room is not None:
        found["room"] = at["room"][meeting.room]
    last = axes.problem.term.weeks
    weeks = frozenset(week for week in meeting.weeks.numbers if week <= last)
    return PlacedRow(meeting.section, weeks, found)
