"""Claims on a teacher and a room at dates: taken whole or not at all, by one caller only.

Whoever claims first locks the rows of teacher and room, so that of two callers the second sees what
the first took: also a neighbouring hour from which the teacher cannot arrive in time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, tuple_, update

from api.refusals import Conflict
from api.store.deals.tables import OCCUPIED
from api.store.tables import REGISTERS
from engine.domain.problem import Problem
from engine.matching.asked import Slot

MINUTES = 60
Row = dict[str, Any]


@dataclass(frozen=True)
class Claim:
    """What is to be taken."""

    teacher: str | None
    room: str | None
    slots: tuple[Slot, ...]

    @property
    def resources(self) -> tuple[tuple[str, str], ...]:
        """Pairs (kind, id), teachers first: the order in which rows are locked."""
        pairs = ("teacher", self.teacher), ("room", self.room)
        return tuple((kind, name) for kind, name in pairs if name is not None)


def ready(db: Connection, problem: Problem, claim: Claim) -> list[Row]:
    """Lock what is to be claimed and give its rows, or refuse: not confirmed, taken, too far."""
    terms = REGISTERS["terms"]  # a publication waits for the claims under way, and they for it
    asked = select(terms.c.id).where(terms.c.id == problem.name)
    db.execute(asked.with_for_update(read=True))
    for kind, name in claim.resources:
        _lock(db, kind, name)
    rows = rows_of(problem, claim)
    _refuse_clashes(problem, rows, _around(db, claim))
    return rows


def hold_still(db: Connection, term: str) -> None:
    """Keep all others from claiming anything in a term until this transaction ends."""
    terms = REGISTERS["terms"]
    db.execute(select(terms.c.id).where(terms.c.id == term).with_for_update())


def rows_of(problem: Problem, claim: Claim) -> list[Row]:
    """Give the rows of a claim, in the order in which everybody writes them."""
    venue = problem.room[claim.room].venue if claim.room is not None else None
    made = []
    for kind, name in claim.resources:
        for slot in sorted(claim.slots):
            period = problem.period[slot.period]
            row = {"kind": kind, "resource": name, "date": slot.date, "period": slot.period}
            made.append(row | {"start": period.start, "end": period.end, "venue": venue})
    return made


def take(db: Connection, rows: list[Row], **claimant: str) -> None:
    """Write the rows of a claim for a hold or a booking."""
    db.execute(insert(OCCUPIED), [row | {"booking": None, "hold": None} | claimant for row in rows])


def free(db: Connection, slots: Iterable[Slot] | None = None, **claimant: str) -> None:
    """Give back what a hold or a booking has taken, all of it or at some dates."""
    [(column, name)] = claimant.items()
    asked = delete(OCCUPIED).where(OCCUPIED.c[column] == name)
    db.execute(asked if slots is None else asked.where(_at(slots)))


def hand_over(db: Connection, hold: str, booking: str, slots: Iterable[Slot]) -> None:
    """Turn the claim of a hold into that of a booking at these dates; give the others back."""
    asked = update(OCCUPIED).where(OCCUPIED.c.hold == hold, _at(slots))
    db.execute(asked.values(booking=booking, hold=None))
    free(db, hold=hold)


def holders(db: Connection, claim: Claim) -> list[Row]:
    """Give who has taken any of this: rows of `occupied`."""
    wanted = {tuple(slot) for slot in claim.slots}
    return [row for row in _around(db, claim) if (row["date"], row["period"]) in wanted]


def refuse_clashes_of(problem: Problem, rows: list[Row], others: list[Row]) -> None:
    """Refuse rows that clash with others of the same person or place."""
    _refuse_clashes(problem, rows, others)


def _lock(db: Connection, kind: str, name: str) -> None:
    table = REGISTERS[f"{kind}s"]
    asked = select(table.c.id).where(table.c.id == name, table.c.confirmed_on.is_not(None))
    if db.scalar(asked.with_for_update()) is None:
        raise Conflict(f"{name} 不在已确认的登记册里。", f"{name} is not registered and confirmed.")


def _around(db: Connection, claim: Claim) -> list[Row]:
    days = sorted({slot.date for slot in claim.slots})
    found: list[Row] = []
    for kind, name in claim.resources:
        asked = select(OCCUPIED).where(
            OCCUPIED.c.kind == kind, OCCUPIED.c.resource == name, OCCUPIED.c.date.in_(days)
        )
        found += [dict(row) for row in db.execute(asked).mappings()]
    return found


def _refuse_clashes(problem: Problem, rows: list[Row], others: list[Row]) -> None:
    taken: dict[tuple[Any, ...], list[Row]] = {}
    for row in others:
        taken.setdefault((row["kind"], row["resource"], row["date"]), []).append(row)
    for row in rows:
        for other in taken.get((row["kind"], row["resource"], row["date"]), ()):
            _refuse_clash(problem, row, other)


def _refuse_clash(problem: Problem, row: Row, other: Row) -> None:
    early, late = sorted((row, other), key=lambda each: (each["start"], each["end"]))
    place = f"{row['resource']} {row['date']} {row['period']}"
    if late["start"] < early["end"]:
        raise Conflict(f"{place} 已被占用。", f"{place} is taken.")
    if row["kind"] == "teacher":
        between = late["start"] - early["end"]
        if between < _minutes(problem, early["venue"], late["venue"]):
            raise Conflict(f"{place} 教师来不及赶到。", f"{place}: the teacher cannot be there.")


def _minutes(problem: Problem, one: str | None, other: str | None) -> float:
    """How long the way between two venues takes, change-over included; online there is none."""
    if one is None or other is None or one == other:
        return 0.0
    places = (problem.point_of(problem.venue[name]) for name in (one, other))
    metres, settings = problem.distance_m(*places), problem.settings
    speed = settings.travel_speed_kmh * 1000 / MINUTES
    return metres / speed + settings.change_over_minutes


def _at(slots: Iterable[Slot]) -> Any:
    return tuple_(OCCUPIED.c.date, OCCUPIED.c.period).in_([tuple(slot) for slot in slots])
