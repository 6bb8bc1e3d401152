"""The model of the CP-SAT peer: hours, teachers and rooms of meetings, and optional intervals."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise, product

from ortools.sat.python import cp_model

from benchmarks.peers.cp_sat import exclusions
from benchmarks.peers.cp_sat.costing import Costing
from benchmarks.peers.cp_sat.meeting import Lit, Lits, Meeting, by_run
from benchmarks.peers.journeys import Missed
from benchmarks.peers.wishes import Placed, Stand, Wish, Wishes
from engine.timetabling.kernels.arrays import WEEK

Intervals = defaultdict[tuple[int, int], list[cp_model.IntervalVar]]
"""Intervals by thing and part of the term."""


class Model:
    """The whole term as one model; `read` gives a solution back as placements."""

    def __init__(self, wishes: Wishes) -> None:
        self.wishes = wishes
        self.cp = cp_model.CpModel()
        self.runs: dict[int, dict[int, Lit]] = {}
        self.meetings: dict[int, list[Meeting]] = {}
        self._forbidden: set[Missed] = set()
        for wish in wishes.each:
            self.runs[wish.section] = {}
            self.meetings[wish.section] = []
            if wish.possible:
                self._section(wish)
        self._one_at_a_time()
        self._apart()
        self.costing = Costing(self)
        self._price()

    def read(self, solution: cp_model.CpSolverSolutionCallback) -> Placed:
        """Read a solution."""
        placed: dict[int, tuple[int, Sequence[Stand]]] = {}
        for section, runs in self.runs.items():
            for run, literal in runs.items():
                if solution.boolean_value(literal):
                    placed[section] = (
                        run,
                        [
                            (
                                chosen(solution, meeting.hours),
                                chosen(solution, meeting.teachers),
                                chosen(solution, meeting.rooms),
                            )
                            for meeting in self.meetings[section]
                        ],
                    )
        return placed

    def hint(self, placed: Placed) -> None:
        """Start from placements: a value for every variable but those of the worst street."""
        self.cp.clear_hints()
        values: dict[int, int] = {}
        for section, runs in self.runs.items():
            run, stands = placed.get(section, (-1, ()))
            values |= {literal.index: int(each == run) for each, literal in runs.items()}
            for at, meeting in enumerate(self.meetings[section]):
                stand = stands[at] if stands else (meeting.wish.periods[0], -1, -1)
                lists = (meeting.hours, meeting.teachers, meeting.rooms)
                for literals, wanted in zip(lists, stand, strict=True):
                    for key, literal in literals.items():  # meetings may share teacher and room
                        values[literal.index] = int(key == (run, wanted))
                assert meeting.at is not None
                assert meeting.day is not None
                values[meeting.at.index] = stand[0]
                values[meeting.day.index] = int(self.wishes.statement.frame.weekdays[stand[0]])
        values |= self.costing.values(values)
        for index, value in values.items():
            self.cp.add_hint(self.cp.get_int_var_from_proto_index(index), value)

    def forbid(self, pairs: Iterable[Missed]) -> None:
        """Write down the journeys of a teacher between two sections, for all hours and rooms."""
        for one, other, teacher in sorted(set(pairs) - self._forbidden):
            self._forbidden.add((one, other, teacher))
            for a, b in product(self.meetings[one], self.meetings[other]):
                exclusions.journey(self.cp, self.wishes, (a, b), teacher)

    def _section(self, wish: Wish) -> None:
        runs = {run: self.cp.new_bool_var("") for run in wish.runs}
        self.cp.add_at_most_one(runs.values())
        self.runs[wish.section] = runs
        first: Meeting | None = None
        for _ in range(wish.meetings):
            meeting = self._meeting(wish, first)
            first = first or meeting
            self.meetings[wish.section].append(meeting)
        if wish.meetings > 1:
            days = [each.day for each in self.meetings[wish.section]]
            placed = sum(runs.values())
            for one, other in pairwise(days):
                assert one is not None
                assert other is not None
                self.cp.add(other >= one + placed)  # also breaks the symmetry of meetings

    def _meeting(self, wish: Wish, first: Meeting | None) -> Meeting:
        meeting = Meeting(wish)
        self._hours(meeting)
        meeting.teachers = (
            first.teachers if first and wish.one_teacher else self._things(meeting, wish.teachers)
        )
        meeting.rooms = (
            first.rooms if first and wish.one_room else self._things(meeting, wish.rooms)
        )
        self._open(meeting, meeting.teachers)
        self._open(meeting, meeting.rooms)
        for (run, teacher), literal in meeting.teachers.items():
            fit = [
                room
                for (_, thing), room in by_run(meeting.rooms, run)
                if self.wishes.together(teacher, thing)
            ]
            if len(fit) < len(wish.rooms):
                self.cp.add_bool_or([*fit, literal.negated()])
        return meeting

    def _hours(self, meeting: Meeting) -> None:
        wish, days = meeting.wish, self.wishes.statement.frame.weekdays
        meeting.at = self.cp.new_int_var_from_domain(cp_model.Domain.from_values(wish.periods), "")
        weekdays = sorted({int(days[period]) for period in wish.periods})
        meeting.day = self.cp.new_int_var_from_domain(cp_model.Domain.from_values(weekdays), "")
        for run, literal in self.runs[wish.section].items():
            here = [self.cp.new_bool_var("") for _ in wish.periods]
            self.cp.add(sum(here) == literal)
            for period, hour in zip(wish.periods, here, strict=True):
                self.cp.add(meeting.at == period).only_enforce_if(hour)
                self.cp.add(meeting.day == int(days[period])).only_enforce_if(hour)
                meeting.hours[run, period] = hour

    def _things(self, meeting: Meeting, things: Sequence[int]) -> Lits:
        found: Lits = {}
        for run, literal in self.runs[meeting.wish.section].items():
            here = {(run, thing): self.cp.new_bool_var("") for thing in things}
            self.cp.add(sum(here.values()) == literal)
            found |= here
        return found

    def _open(self, meeting: Meeting, things: Lits) -> None:
        """At an hour only teachers (rooms) that are free then."""
        for (run, period), hour in meeting.hours.items():
            listed = list(by_run(things, run))
            free = [each for (_, thing), each in listed if self.wishes.open(run, thing, period)]
            if len(free) < len(listed):
                self.cp.add_bool_or([*free, hour.negated()])

    def _price(self) -> None:
        room, teacher = (float(points) for points in self.wishes.statement.fit.more[:2])
        for meetings in self.meetings.values():
            for each in meetings:
                self.costing.meeting(each.wish, each.hours, each.teachers, each.rooms)
            if len(meetings) > 1 and not meetings[0].wish.one_teacher:
                self.costing.changes([each.teachers for each in meetings], teacher)
            if len(meetings) > 1 and not meetings[0].wish.one_room:
                self.costing.changes([each.rooms for each in meetings], room)
        self.cp.minimize(self.costing.total())

    def _one_at_a_time(self) -> None:
        """A teacher or a room is in one place at a time; a teacher has a daily and weekly load."""
        self.loads: dict[tuple[int, int], list[Lit]] = defaultdict(list)
        hours: Intervals = defaultdict(list)
        days: Intervals = defaultdict(list)
        for meeting in (each for section in self.meetings.values() for each in section):
            self._intervals(hours, meeting.at, meeting.rooms)
            self._intervals(hours, meeting.at, meeting.teachers)
            self._intervals(days, meeting.day, meeting.teachers)
            for (run, teacher), literal in meeting.teachers.items():
                for atom in self.wishes.atoms(run):
                    self.loads[teacher, atom].append(literal)
        limit = self.wishes.statement.world.limit
        for key, intervals in hours.items():
            if key not in days or limit[key[0], :7].max() > 1:  # else the days say it already
                self.cp.add_no_overlap(intervals)
        for (teacher, atom), intervals in days.items():
            self._day(teacher, intervals)
            if len(self.loads[teacher, atom]) > limit[teacher, WEEK]:
                self.cp.add(sum(self.loads[teacher, atom]) <= int(limit[teacher, WEEK]))

    def _intervals(self, into: Intervals, at: cp_model.IntVar | None, things: Lits) -> None:
        """Enter an interval of one period (weekday) a thing, present where it is chosen."""
        for (run, thing), literal in things.items():
            if thing != self.wishes.statement.frame.online:
                interval = self.cp.new_optional_fixed_size_interval_var(at, 1, literal, "")
                for atom in self.wishes.atoms(run):
                    into[thing, atom].append(interval)

    def _day(self, teacher: int, days: list[cp_model.IntervalVar]) -> None:
        """No more meetings a day than the teacher takes; limits of weekdays are all alike."""
        most = {int(each) for each in self.wishes.statement.world.limit[teacher, :7]}
        if len(days) > min(most):
            self.cp.add_cumulative(days, [1] * len(days), min(most))

    def _apart(self) -> None:
        for wish in self.wishes.each:
            for other in (each for each in wish.apart if each > wish.section):
                for a, b in product(self.meetings[wish.section], self.meetings[other]):
                    exclusions.apart(self.cp, self.wishes, (a, b))


def chosen(solution: cp_model.CpSolverSolutionCallback, literals: Lits) -> int:
    """The second part of the key that is true."""
    return next(key[1] for key, literal in literals.items() if solution.boolean_value(literal))
