"""Every timetable of a tiny world of terms, one by one, with its five numbers."""

from itertools import combinations, product

import numpy as np

from engine.timetabling.kernels.arrays import FORBIDDEN, MEETINGS, PERIODS, ROOMS, TEACHERS, WEEKS


class Slow:
    """A statement read slowly: one placement, one pair, one number at a time."""

    def __init__(self, statement):
        self.given, self.world, self.frame = statement, statement.world, statement.frame

    def entries(self, section, column):
        """The entries of one list."""
        return range(*self.world.section[section, column : column + 2])

    def placements(self, section):
        """All placements of a section that are possible by themselves: (weeks, ((p, t, r), ...))."""
        meetings, same_room, same_teacher = self.world.section[section, :3]
        for entry in self.entries(section, WEEKS):
            weeks = int(self.world.entry[entry])
            single = [
                each
                for each in product(*(self.entries(section, c) for c in (PERIODS, TEACHERS, ROOMS)))
                if self.possible(weeks, each)
            ]
            for several in combinations(single, meetings):
                if self.together(several, same_room, same_teacher):
                    yield weeks, several

    def things(self, places):
        """The period, teacher and room behind the entries of a meeting."""
        return tuple(int(self.world.entry[each]) for each in places)

    def possible(self, weeks, places):
        """Whether one meeting is open to its teacher and its room."""
        period, teacher, room = self.things(places)
        shut = self.given.shut[weeks, teacher, period] + self.given.shut[weeks, room, period]
        pair = self.given.travel.pair[teacher - self.frame.first_teacher, room]
        return shut + pair < FORBIDDEN

    def together(self, several, same_room, same_teacher):
        """Whether meetings of one section go together."""
        days = {int(self.world.period[self.things(each)[0], 1]) for each in several}
        teachers = {self.things(each)[1] for each in several}
        rooms = {self.things(each)[2] for each in several} - {self.frame.online}
        return (
            len(days) == len(several)
            and (not same_teacher or len(teachers) == 1)
            and (not same_room or len(rooms) <= 1)
        )

    def clash(self, one, other):
        """Whether two placed sections (section, weeks, meetings) exclude each other."""
        (s, v, mine), (z, w, theirs) = one, other
        if not self.world.mask[v] & self.world.mask[w]:
            return False
        apart = z in self.world.entry[list(self.entries(s, 11))]
        return any(
            self.meetings_clash(self.things(a), self.things(b), apart=apart)
            for a, b in product(mine, theirs)
        )

    def meetings_clash(self, mine, theirs, *, apart):
        """Whether two meetings in common weeks exclude each other."""
        (p, t, r), (q, u, x) = mine, theirs
        if p == q:
            return apart or t == u or (r == x and r != self.frame.online)
        same_day = self.world.period[p, 0] == self.world.period[q, 0]
        if t != u or not same_day or self.frame.online in (r, x):
            return False
        (p, r), (q, x) = sorted([(p, r), (q, x)])
        return self.world.minutes[self.world.venue[r], self.world.venue[x]] > self.world.gap[p, q]

    def loads(self, placed):
        """Meetings a teacher, atom, and weekday or week (7)."""
        load = np.zeros((len(self.world.venue), 8, len(self.frame.atoms)), dtype=int)
        for _, weeks, meetings in placed:
            held = self.frame.weeks_atoms[weeks]
            for period, teacher, _ in map(self.things, meetings):
                load[teacher, self.world.period[period, 0], held] += 1
                load[teacher, 7, held] += 1
        return load

    def lawful(self, placed):
        """Whether placed sections may stand beside each other."""
        if any(self.clash(one, other) for one, other in combinations(placed, 2)):
            return False
        first = self.frame.first_teacher
        return bool((self.loads(placed)[first:] <= self.world.limit[first:, :8, None]).all())

    def cost(self, costs, placed):
        """What placed sections cost in a goal, overloads apart."""
        total = 0
        for _, _, meetings in placed:
            for places in meetings:
                _, teacher, room = self.things(places)
                total += sum(costs.entry[each] for each in places)
                total += costs.pair[teacher - self.frame.first_teacher, room]
            rooms = {self.things(each)[2] for each in meetings} - {self.frame.online}
            teachers = {self.things(each)[1] for each in meetings}
            total += costs.more[0] * max(0, len(rooms) - 1) + costs.more[1] * (len(teachers) - 1)
        return int(total)

    def value(self, placed):
        """The five numbers of a timetable."""
        demand, inside = self.given.demand, {section for section, _, _ in placed}
        unserved, elsewhere = [int(each) for each in demand.lost], demand.lost_elsewhere
        for section in set(range(len(self.frame.sections))) - inside:
            elsewhere += int(demand.elsewhere[section])
            for street, stake in enumerate(demand.by_street[section]):
                unserved[street] += int(stake)
        asked, missing = int(demand.total.sum()), sum(unserved)
        shares = [-(-10000 * u // int(d)) for u, d in zip(unserved, demand.total, strict=True) if d]
        over = [
            -(-max(0, u * asked - int(d) * missing) // max(asked, 1))
            for u, d in zip(unserved, demand.total, strict=True)
        ]
        above = np.maximum(0, self.loads(placed)[:, 7] - self.world.limit[:, [8]])
        overload = int((above * self.world.weeks).sum() * self.given.fit.more[2])
        travel, fit = self.cost(self.given.travel, placed), self.cost(self.given.fit, placed)
        return missing + elsewhere, max(shares, default=0), sum(over), travel, fit + overload

    def best(self):
        """The least five numbers of all lawful timetables, tried one after the other."""
        return self._best_from(0, [])

    def _best_from(self, section, placed):
        if section == len(self.frame.sections):
            return self.value(placed)
        values = [self._best_from(section + 1, placed)]
        for weeks, meetings in self.placements(section):
            further = [*placed, (section, weeks, meetings)]
            if self.lawful(further):
                values.append(self._best_from(section + 1, further))
        return min(values)


assert MEETINGS == 0
