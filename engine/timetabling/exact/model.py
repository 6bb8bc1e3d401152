"""One CP-SAT model over listed candidates: who holds what, and what every level costs."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from ortools.sat.python import cp_model

from engine.timetabling.exact.candidates import Candidate
from engine.timetabling.exact.occupied import Occupied
from engine.timetabling.kernels.arrays import AGREED, APART, WEEK
from engine.timetabling.statement import Statement

Linear = cp_model.LinearExpr | int
Uses = dict[tuple[int, ...], list[int]]


@dataclass(frozen=True)
class Demand:
    """Priority-learners by street: asked for, and unserved whatever the free sections do.

    `elsewhere` are those of no street that are unserved anyway.
    """

    total: Sequence[int]
    unserved: Sequence[int]
    elsewhere: int


class Model:
    """Variables, constraints and levels of a small exact search.

    `chosen` goes along with the candidates. Weeks are told apart only as far as the candidates
    do: by the atoms of the statement.
    """

    def __init__(
        self,
        statement: Statement,
        occupied: Occupied,
        candidates: Sequence[Candidate],
        demand: Demand,
    ) -> None:
        self.candidates = candidates
        self._given = statement
        self._occupied = occupied
        self._demand = demand
        self._masks = [int(mask) for mask in statement.world.mask]
        self._atoms = range(len(statement.frame.atoms))
        self.cp = cp_model.CpModel()
        self.chosen = [self.cp.new_bool_var("") for _ in candidates]
        self._by_section = self._sections()
        self._one_placement_each()
        self._one_meeting_at_a_time()
        self._loads()
        self._journeys()
        self._kept_apart()
        self.unserved = self._unserved()

    def served_level(self) -> Linear:
        """Priority-learners not served."""
        return sum(self.unserved) + self._elsewhere()

    def fairness_level(self) -> Linear:
        """The worst street's unserved share in 1/10,000, rounded up."""
        worst = self.cp.new_int_var(0, 10_000, "worst")
        for unserved, total in zip(self.unserved, self._demand.total, strict=True):
            if total:
                self.cp.add(worst * total >= 10_000 * unserved)
        return worst

    def overruns_level(self) -> Linear:
        """What the streets leave unserved above the district's share, each rounded up."""
        everywhere = sum(self._demand.total)
        in_all = sum(self.unserved)
        overruns = []
        for unserved, total in zip(self.unserved, self._demand.total, strict=True):
            over = self.cp.new_int_var(0, max(1, total), "")
            self.cp.add(over * everywhere >= unserved * everywhere - in_all * total)
            overruns.append(over)
        return sum(overruns)

    def travel_level(self) -> Linear:
        """Metres a week of the free sections."""
        return self._cost([each.travel for each in self.candidates])

    def fit_level(self) -> Linear:
        """Points of the free sections, meetings above the agreed load included."""
        return self._cost([each.fit for each in self.candidates]) + self._overloads()

    def changes_level(self, as_before: Sequence[int]) -> Linear:
        """Sections placed otherwise than before, of those that could stay as they were."""
        return len(as_before) - sum(self.chosen[at] for at in as_before)

    def _sections(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for at, candidate in enumerate(self.candidates):
            found[candidate.section].append(at)
        return found

    def _cost(self, amounts: Sequence[int]) -> Linear:
        return sum(
            amount * chosen for amount, chosen in zip(amounts, self.chosen, strict=True) if amount
        )

    def _atoms_of(self, candidate: Candidate) -> list[int]:
        mask = self._masks[candidate.weeks]
        return [atom for atom in self._atoms if mask >> atom & 1]

    def _at_most_one(self, uses: Uses) -> None:
        for places in uses.values():
            if len(places) > 1:
                self.cp.add_at_most_one(self.chosen[at] for at in sorted(set(places)))

    def _one_placement_each(self) -> None:
        self._at_most_one({(section,): places for section, places in self._by_section.items()})

    def _one_meeting_at_a_time(self) -> None:
        online = self._given.frame.online
        uses: Uses = defaultdict(list)
        for at, candidate in enumerate(self.candidates):
            for atom in self._atoms_of(candidate):
                for slot in candidate.slots:
                    uses[slot.teacher, slot.period, atom].append(at)
                    if slot.room != online:
                        uses[slot.room, slot.period, atom].append(at)
        self._at_most_one(uses)

    def _meetings(self) -> dict[tuple[int, int, int], list[int]]:
        """The candidates that load a teacher on a weekday or in the week, once a meeting."""
        days = self._given.frame.weekdays
        found: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        for at, candidate in enumerate(self.candidates):
            for atom in self._atoms_of(candidate):
                for slot in candidate.slots:
                    found[slot.teacher, int(days[slot.period]), atom].append(at)
                    found[slot.teacher, WEEK, atom].append(at)
        return found

    def _held(self, teacher: int, slot: int, atom: int) -> int:
        """The most meetings that fixed sections hold in a week of the atom."""
        weeks = list(self._given.frame.atoms[atom])
        return int(self._occupied.load[teacher, slot, weeks].max())

    def _loads(self) -> None:
        for (teacher, slot, atom), places in self._meetings().items():
            left = int(self._given.world.limit[teacher, slot]) - self._held(teacher, slot, atom)
            if len(places) > left:
                self.cp.add(sum(self.chosen[at] for at in places) <= left)

    def _overloads(self) -> Linear:
        """Points for meetings above the agreed load, in every week, as far as they are new."""
        points = int(self._given.fit.more[2])
        total: list[Linear] = []
        if not points:
            return 0
        for (teacher, slot, atom), places in self._meetings().items():
            if slot != WEEK:
                continue
            agreed = int(self._given.world.limit[teacher, AGREED])
            weeks = self._given.frame.atoms[atom]
            held = self._held(teacher, WEEK, atom)
            if held + len(places) <= agreed:
                continue
            over = self.cp.new_int_var(0, len(places), "")
            self.cp.add(over >= sum(self.chosen[at] for at in places) + min(0, held - agreed))
            total.append(points * len(weeks) * over)
        return sum(total)

    def _journeys(self) -> None:
        """A teacher's meetings of one day that are too far apart exclude each other."""
        world, days = self._given.world, self._given.frame.weekdays
        stands: dict[tuple[int, int, int], dict[tuple[int, int], list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for at, candidate in enumerate(self.candidates):
            for slot in candidate.slots:
                venue = int(world.venue[slot.room])
                if venue < 0:
                    continue
                for atom in self._atoms_of(candidate):
                    day = stands[slot.teacher, int(days[slot.period]), atom]
                    day[slot.period, venue].append(at)
        for day in stands.values():
            for one, other in combinations(sorted(day), 2):
                if self._too_far(one, other):
                    self._at_most_one({(0,): day[one] + day[other]})

    def _too_far(self, one: tuple[int, int], other: tuple[int, int]) -> bool:
        world = self._given.world
        (p, a), (q, b) = one, other
        gap = max(float(world.gap[p, q]), float(world.gap[q, p]))
        return gap >= 0 and float(world.minutes[a, b]) > gap

    def _kept_apart(self) -> None:
        world = self._given.world
        meets: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        for at, candidate in enumerate(self.candidates):
            for atom in self._atoms_of(candidate):
                for slot in candidate.slots:
                    meets[candidate.section, slot.period, atom].append(at)
        for (section, period, atom), places in meets.items():
            begin, end = world.section[section, APART : APART + 2]
            for other in world.entry[begin:end]:
                theirs = meets.get((int(other), period, atom), [])
                if int(other) > section and theirs:
                    self._at_most_one({(0,): places + theirs})

    def _unserved(self) -> list[Linear]:
        """Priority-learners unserved in each street."""
        stake = self._given.world.stake
        found: list[Linear] = []
        for street, always in enumerate(self._demand.unserved):
            free = int(stake[:-1, 1 + street].sum())
            saved = [int(stake[each.section, 1 + street]) for each in self.candidates]
            found.append(always + free - self._cost(saved))
        return found

    def _elsewhere(self) -> Linear:
        stake = self._given.world.stake
        beside = stake[:, 0] - stake[:, 1:].sum(axis=1)
        saved = [int(beside[each.section]) for each in self.candidates]
        return self._demand.elsewhere + int(beside[:-1].sum()) - self._cost(saved)
