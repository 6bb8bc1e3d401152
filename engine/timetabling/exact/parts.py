"""Candidates told as rows of a timetable, and held against rows that stand already."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from engine.domain.courses import MODES
from engine.domain.requests import PARTS, Part
from engine.domain.timetable import Meeting, Timetable
from engine.domain.weeks import Weeks
from engine.timetabling.exact.candidates import Candidate, Slot
from engine.timetabling.statement import Statement


@dataclass(frozen=True)
class Pin:
    """Parts of a section's placement that may not change: they stay as they are in its rows.

    The meetings numbered in `whole` stay in all their parts; `runs` are the only weeks it may
    have, if any are said.
    """

    parts: frozenset[Part]
    rows: tuple[Meeting, ...]
    whole: frozenset[int] = frozenset()
    runs: frozenset[Weeks] | None = None

    def parts_of(self, row: Meeting) -> frozenset[Part]:
        """What of one row may not change."""
        return PARTS if row.meeting in self.whole else self.parts

    @property
    def binds(self) -> bool:
        """Whether anything but the weeks may not change."""
        return bool(self.parts or self.whole)


NO_PIN = Pin(frozenset(), ())
Pins = Mapping[str, Pin]


@dataclass(frozen=True)
class Given:
    """What a search over some sections keeps to.

    `pinned` are parts that may not change; with `keep`, as few sections as possible are placed
    otherwise than there; `weeks` are those it is about, without them all that are not over.
    """

    pinned: Pins = field(default_factory=dict)
    keep: Timetable | None = None
    weeks: frozenset[int] | None = None


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
    if not pin.binds:
        return True
    rows = meetings_of(statement, candidate)
    if not pin.whole:
        return facets(rows, pin.parts) == facets(pin.rows, pin.parts)
    kept = facets((row for row in pin.rows if row.meeting in pin.whole), PARTS)
    stay = [row for row in rows if facets((row,), PARTS)[0] in kept]
    rest = [row for row in rows if row not in stay]
    others = [row for row in pin.rows if row.meeting not in pin.whole]
    return facets(stay, PARTS) == kept and facets(rest, pin.parts) == facets(others, pin.parts)


def among(statement: Statement, pin: Pin) -> Callable[[Slot], bool]:
    """Ask only for slots that are as some pinned row is, in all the parts named but the weeks."""
    frame = statement.frame
    held = [
        (parts, _told(parts, row.period, row.room, row.teacher))
        for row in pin.rows
        for parts in (pin.parts_of(row),)
    ]

    def fits(slot: Slot) -> bool:
        room = None if slot.room == frame.online else frame.rooms[slot.room]
        teacher = frame.teachers[slot.teacher - frame.first_teacher]
        period = frame.periods[slot.period]
        return any(_told(parts, period, room, teacher) == told for parts, told in held)

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
