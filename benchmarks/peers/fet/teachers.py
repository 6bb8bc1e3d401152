"""First step: teachers to sections by min-cost flow, by load and nearness, hours left aside."""

from collections.abc import Sequence

import numpy as np
from ortools.graph.python import min_cost_flow

from benchmarks.peers.desk import Desk
from benchmarks.peers.fet.seats import Assigned
from benchmarks.peers.prices import Prices
from benchmarks.peers.wishes import Wish, Wishes
from engine.rules.terms import Bools, Ints
from engine.timetabling.kernels.arrays import ROOMS, TEACHERS, WEEK
from engine.timetabling.weights import weights


class Flow:
    """Gives as many priority-learners as possible a teacher, at the least travel and fit."""

    def __init__(self, wishes: Wishes, desk: Desk) -> None:
        self.wishes = wishes
        self.desk = desk
        self.prices = Prices(wishes)

    def assign(self, chosen: Sequence[tuple[Wish, int]]) -> list[Assigned]:
        """Assign sections that meet most often first, as each kind takes another load."""
        found: list[Assigned] = []
        used: dict[int, int] = {}
        for meetings in sorted({wish.meetings for wish, _ in chosen}, reverse=True):
            group = [(wish, run) for wish, run in chosen if wish.meetings == meetings]
            given = self._assigned(group, used, meetings)
            for each in given:
                used[each.teacher] = used.get(each.teacher, 0) + meetings
            found += given
        return found

    def _assigned(
        self, group: Sequence[tuple[Wish, int]], used: dict[int, int], meetings: int
    ) -> list[Assigned]:
        flow = min_cost_flow.SimpleMinCostFlow()
        end, lost = len(group), len(group) + 1
        node: dict[int, int] = {}
        room_for: dict[int, int] = {}
        arcs: dict[int, Assigned] = {}
        for at, (wish, run) in enumerate(group):
            flow.set_node_supply(at, 1)
            flow.add_arc_with_capacity_and_unit_cost(at, lost, 1, weights().served * wish.stake)
            for price, each in self._options(wish, run):
                teacher = node.setdefault(each.teacher, lost + 1 + len(node))
                most = self._most(each.teacher, run) - used.get(each.teacher, 0)
                room_for[each.teacher] = min(room_for.get(each.teacher, most), most)
                arcs[flow.add_arc_with_capacity_and_unit_cost(at, teacher, 1, price)] = each
        for teacher, most in room_for.items():
            flow.add_arc_with_capacity_and_unit_cost(
                node[teacher], end, max(0, most // meetings), 0
            )
        flow.add_arc_with_capacity_and_unit_cost(lost, end, len(group), 0)
        flow.set_node_supply(end, -len(group))
        status = flow.solve()
        if status != flow.OPTIMAL:
            raise ValueError(f"the flow of teachers ended with {status}")
        return [each for arc, each in arcs.items() if flow.flow(arc)]

    def _options(self, wish: Wish, run: int) -> list[tuple[int, Assigned]]:
        """The teachers whom a section may have in a run, with what the nearest room costs."""
        hours, open_rooms = self.desk.free(wish.section, run)
        own = self.prices.of(wish, TEACHERS)
        by_room = self.prices.of(wish, ROOMS)
        found = []
        for at, teacher in enumerate(wish.teachers):
            fit = [place for place, room in enumerate(wish.rooms) if self._fits(teacher, room)]
            fit = _rooms_first(self.wishes, wish, fit)
            possible = hours[:, at] & open_rooms[:, fit].any(axis=1)
            possible &= self._reached(wish, teacher, fit, run)
            if len(self._days(wish, possible)) < wish.meetings:
                continue
            rooms = tuple(wish.rooms[place] for place in fit)
            spent = int((self.prices.together(teacher, rooms) + by_room[fit]).min() + own[at])
            periods = tuple(p for p, ok in zip(wish.periods, possible, strict=True) if ok)
            found.append((wish.meetings * spent, Assigned(wish, run, teacher, periods, rooms)))
        return found

    def _fits(self, teacher: int, room: int) -> bool:
        return self.wishes.together(teacher, room)

    def _reached(self, wish: Wish, teacher: int, fit: list[int], run: int) -> Bools:
        rooms: Ints = np.array([wish.rooms[place] for place in fit], dtype=np.int64)
        periods: Ints = np.array(wish.periods, dtype=np.int64)
        near = np.ones((len(periods), len(rooms)), dtype=np.bool_)
        for far in self.desk.too_far(teacher, periods, rooms, run):
            near &= ~far
        reached: Bools = near.any(axis=1)
        return reached

    def _days(self, wish: Wish, possible: Bools) -> set[int]:
        days = self.wishes.statement.frame.weekdays
        return {int(days[p]) for p, ok in zip(wish.periods, possible, strict=True) if ok}

    def _most(self, teacher: int, run: int) -> int:
        """The meetings that a teacher can still hold: load, days and open hours."""
        frame = self.wishes.statement.frame
        left = self.desk.left(np.array([teacher]), run)[0]
        held = self.desk.taken[teacher][:, frame.weeks_atoms[run]].any(axis=1)
        open_hours = [
            p for p in range(len(held)) if not held[p] and self.wishes.open(run, teacher, p)
        ]
        by_day = np.bincount(frame.weekdays[open_hours], minlength=7)
        return int(min(left[WEEK], np.minimum(by_day, left[:WEEK]).sum()))


def _rooms_first(wishes: Wishes, wish: Wish, fit: list[int]) -> list[int]:
    """Leave the online place out where a section may have a room."""
    online = wishes.statement.frame.online
    return [place for place in fit if wish.rooms[place] != online] or fit
