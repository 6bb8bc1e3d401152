"""Candidates told as rows of a timetable, and held against rows that stand already."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from engine.domain.courses import MODES
from engine.domain.requests import Part
from engine.domain.timetable import Meeting
from engine.timetabling.exact.candidates import Candidate, Slot
from engine.timetabling.statement import Statement


@dataclass(frozen=True)
class Pin:
    """Parts of a section's placement that may not change: they stay as they are in its rows."""

    parts: frozenset[Part]
    rows: tuple[Meeting, ...]


NO_PIN = Pin(frozenset(), ())
Pins = Mapping[str, Pin]


def meetings_of(statement: Statement, candidate: Candidate) -> tuple[Meeting, ...]:
    """Write a candidate as rows of the timetable, its meetings in the order of the week."""
    frame = statement.frame
    return tuple(
        Meeting(
            section=frame.sections[candidate.section],
            meeting=number,
            period=frame.periods[slot.period],
            weeks=frame.weeks[candidate.weeks],
            teacher=frame.teachers[slot.teacher - frame.first_teacher],
            room=None if slot.room == frame.online else frame.rooms[slot.room],
            mode=MODES[int(statement.modes[slot.room_entry])],
        )
        for number, slot in enumerate(candidate.slots, start=1)
    )


def agrees(statement: Statement, candidate: Candidate, pin: Pin) -> bool:
    """Tell whether a candidate is as the pinned rows are, in all the parts named."""
    if not pin.parts:
        return True
    return facets(meetings_of(statement, candidate), pin.parts) == facets(pin.rows, pin.parts)


def among(statement: Statement, pin: Pin) -> Callable[[Slot], bool]:
    """Ask only for slots that are as some pinned row is, in all the parts named but the weeks."""
    frame, parts = statement.frame, pin.parts
    held = {_told(parts, row.period, row.room, row.teacher) for row in pin.rows}

    def fits(slot: Slot) -> bool:
        room = None if slot.room == frame.online else frame.rooms[slot.room]
        teacher = frame.teachers[slot.teacher - frame.first_teacher]
        return _told(parts, frame.periods[slot.period], room, teacher) in held

    return fits


def _told(
    parts: frozenset[Part], period: str, room: str | None, teacher: str
) -> tuple[str | None, ...]:
    named: dict[Part, str | None] = {"period": period, "room": room, "teacher": teacher}
    return tuple(value for part, value in named.items() if part in parts)


def facets(rows: Iterable[Meeting], parts: frozenset[Part]) -> list[tuple[str | None, ...]]:
    """What rows say of the parts named, in the order of rows."""
    told: list[tuple[str | None, ...]] = []
    for row in rows:
        period = (row.period, str(row.weeks)) if "period" in parts else ()
        room = (row.room, row.mode) if "room" in parts else ()
        teacher = (row.teacher,) if "teacher" in parts else ()
        told.append((*period, *room, *teacher))
    return sorted(told, key=str)
