"""One term as it stands: what is published, and what has been taken since."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.matching.asked import Slot, Taken
from engine.matching.index import Index, Resource, Stay, monday_of


class Standing:
    """One term as it stands: registers, published timetable, and what deals have taken."""

    def __init__(
        self, problem: Problem, timetable: Timetable, claims: Mapping[str, frozenset[Taken]]
    ) -> None:
        self.problem, self.timetable = problem, timetable
        self._claims: dict[str, frozenset[Taken]] = {}
        self._bits: dict[Resource, dict[str, int]] = {}
        self._stays: dict[tuple[str, date], dict[str, list[Stay]]] = {}
        self._days: dict[str, set[date]] = {}  # on which deals have or had a teacher teach
        self._load: dict[tuple[str, date], dict[str, int]] = {}
        self.enter(claims)

    @cached_property
    def index(self) -> Index:
        """What the published timetable leaves free."""
        return Index(self.problem, self.timetable)

    @cached_property
    def served(self) -> Mapping[str, int]:
        """Learners that the published timetable serves, by request."""
        return self.timetable.served

    def enter(self, claims: Mapping[str, frozenset[Taken]]) -> None:
        """Take in what some deals have taken now, in place of what they had."""
        for claimant, taken in claims.items():
            for each in self._claims.pop(claimant, ()):
                self._bits.get((each.kind, each.resource), {}).pop(claimant, None)
                self._stays.get((each.resource, each.date), {}).pop(claimant, None)
                self._load.get((each.resource, monday_of(each.date)), {}).pop(claimant, None)
            if taken:
                self._claims[claimant] = taken
                self._enter(claimant, taken)

    def taken(self, instead_of: str) -> frozenset[Taken]:
        """Give what deals have taken, but for one of them."""
        others = (taken for name, taken in list(self._claims.items()) if name != instead_of)
        return frozenset().union(*others)

    def live_bits(self, resource: Resource, instead_of: str) -> int:
        """Give the slots at which deals have taken a teacher or a room, but for one deal."""
        found = 0
        for claimant, bits in list(self._bits.get(resource, {}).items()):
            found |= bits if claimant != instead_of else 0
        kind, name = resource
        return found | self._live_full(name, instead_of) if found and kind == "teacher" else found

    def _live_full(self, teacher: str, instead_of: str) -> int:
        """Give the slots that a teacher's load leaves no room for, deals counted in."""
        full = 0
        for day in list(self._days.get(teacher, ())):
            held = len(self.stays_of(teacher, day, instead_of))
            in_week = self.load_of(teacher, monday_of(day), instead_of)
            full |= self.index.full(teacher, day, held, in_week)
        return full

    def is_dealt(self, teacher: str) -> bool:
        """Tell whether any deal has taken a teacher."""
        return bool(self._bits.get(("teacher", teacher)))

    def stays_of(self, teacher: str, day: date, instead_of: str) -> list[Stay]:
        """Give when and where a teacher is on a day."""
        stays = list(self.index.stays.get((teacher, day), ()))
        for claimant, live in list(self._stays.get((teacher, day), {}).items()):
            stays += live if claimant != instead_of else []
        return stays

    def load_of(self, teacher: str, monday: date, instead_of: str) -> int:
        """Count a teacher's meetings in a week."""
        live = list(self._load.get((teacher, monday), {}).items())
        count = self.index.load.get((teacher, monday), 0)
        return count + sum(number for claimant, number in live if claimant != instead_of)

    def _enter(self, claimant: str, taken: frozenset[Taken]) -> None:
        room = next((each.resource for each in taken if each.kind == "room"), None)
        venue = self.problem.room[room].venue if room and room in self.problem.room else None
        for each in taken:
            bits = self._bits.setdefault((each.kind, each.resource), {})
            period = self.problem.period.get(each.period)
            bits[claimant] = bits.get(claimant, 0) | self._bits_of(each)
            if each.kind == "teacher" and period is not None:
                stays = self._stays.setdefault((each.resource, each.date), {})
                self._days.setdefault(each.resource, set()).add(each.date)
                stays.setdefault(claimant, []).append((period.start, period.end, venue))
                load = self._load.setdefault((each.resource, monday_of(each.date)), {})
                load[claimant] = load.get(claimant, 0) + 1

    def _bits_of(self, taken: Taken) -> int:
        known = taken.period in self.problem.period
        return self.index.bits([Slot(taken.date, taken.period)]) if known else 0
