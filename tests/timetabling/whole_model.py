"""The most that can be served, proved by one integer program over all placements of a tiny world."""

from collections import defaultdict
from itertools import combinations

from ortools.sat.python import cp_model

from tests.timetabling.brute_force import Slow


class WholeModel(Slow):
    """A yes or no for every placement that is possible by itself; what excludes which, as rules say."""

    def least_unserved(self):
        """The priority-learners that the best timetable leaves out."""
        model = cp_model.CpModel()
        held = self._placements(model)
        self._nothing_twice(model, held)
        self._loads(model, held)
        self._journeys(model, held)
        placed = {s: sum(x for x, z, _, _ in held if z == s) for s in range(len(self.stakes))}
        model.maximize(sum(stake * placed[s] for s, stake in enumerate(self.stakes)))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        assert solver.solve(model) == cp_model.OPTIMAL
        demand = self.given.demand
        lost = int(sum(demand.lost)) + demand.lost_elsewhere
        return lost + sum(self.stakes) - round(solver.objective_value)

    @property
    def stakes(self):
        """Priority-learners of each section."""
        demand = self.given.demand
        here = demand.by_street.sum(axis=1) + demand.elsewhere
        return [int(each) for each in here[: len(self.frame.sections)]]

    def _placements(self, model):
        """Every placement with its variable: (x, section, atoms, ((period, teacher, room), ...))."""
        held = []
        for section in range(len(self.frame.sections)):
            mine = []
            for weeks, meetings in self.placements(section):
                x = model.new_bool_var("")
                atoms = [a for a, meets in enumerate(self.frame.weeks_atoms[weeks]) if meets]
                held.append((x, section, atoms, [self.things(each) for each in meetings]))
                mine.append(x)
            model.add(sum(mine) <= 1)
        return held

    def _nothing_twice(self, model, held):
        """One section at a time a teacher and a room, and one of two that share learners."""
        users = defaultdict(list)
        apart = {
            (min(s, z), max(s, z))
            for s in range(len(self.frame.sections))
            for z in self.world.entry[list(self.entries(s, 11))].tolist()
        }
        for x, section, atoms, meetings in held:
            for atom in atoms:
                for period, teacher, room in meetings:
                    users["teacher", teacher, period, atom].append(x)
                    if room != self.frame.online:
                        users["room", room, period, atom].append(x)
                    for pair in apart:
                        if section in pair:
                            users["apart", *pair, period, atom].append(x)
        for several in users.values():
            model.add(sum(several) <= 1)

    def _loads(self, model, held):
        """At most so many meetings a weekday (0 to 6) and a week (7)."""
        load = defaultdict(list)
        for x, _, atoms, meetings in held:
            for atom in atoms:
                for period, teacher, _ in meetings:
                    load[teacher, int(self.world.period[period, 0]), atom].append(x)
                    load[teacher, 7, atom].append(x)
        for (teacher, span, _), several in load.items():
            model.add(sum(several) <= int(self.world.limit[teacher, span]))

    def _journeys(self, model, held):
        """No teacher meets in two places between which the time is too short."""
        at = defaultdict(list)
        for x, _, atoms, meetings in held:
            for atom in atoms:
                for period, teacher, room in meetings:
                    at[teacher, atom, period, room].append(x)
        for (mine, one), (theirs, other) in combinations(at.items(), 2):
            if mine[:2] == theirs[:2] and mine[2] != theirs[2]:
                both = (mine[2], mine[0], mine[3]), (theirs[2], theirs[0], theirs[3])
                if self.meetings_clash(*both, apart=False):
                    model.add(sum(one) + sum(other) <= 1)
