"""What the CP-SAT peer minimises: the engine's four levels under the engine's own weights."""

from collections import defaultdict
from collections.abc import Container, Mapping
from typing import Protocol

import numpy as np
from ortools.sat.python import cp_model

from benchmarks.peers.prices import Prices
from benchmarks.peers.wishes import Placed, Wish, Wishes
from engine.timetabling.kernels.arrays import AGREED, PERIODS, ROOMS, TEACHERS
from engine.timetabling.weights import weights

Linear = cp_model.LinearExpr | int
Literals = Mapping[tuple[int, int], cp_model.IntVar]
Roads = list[tuple[cp_model.IntVar, int]]
"""What a teacher's way to each room costs."""


class Written(Protocol):
    """What has to be written down before it can be priced."""

    cp: cp_model.CpModel
    wishes: Wishes
    runs: dict[int, dict[int, cp_model.IntVar]]
    loads: dict[tuple[int, int], list[cp_model.IntVar]]


class Costing:
    """The objective of a model, written into it part by part."""

    def __init__(self, model: Written) -> None:
        self.model = model
        self.prices = Prices(model.wishes)
        self.parts: list[Linear] = []
        self.worst = model.cp.new_int_var(0, 10_000, "")
        self.journeys: list[tuple[cp_model.IntVar, list[tuple[cp_model.IntVar, Roads]]]] = []
        self.overs: list[tuple[cp_model.IntVar, list[cp_model.IntVar], int]] = []

    def meeting(self, wish: Wish, hours: Literals, teachers: Literals, rooms: Literals) -> None:
        """Price the hour, the teacher, the room and the journey of one meeting."""
        listed = (hours, PERIODS), (teachers, TEACHERS), (rooms, ROOMS)
        for literals, column in listed:
            prices = self.prices.of(wish, column)
            for at, literal in enumerate(literals.values()):
                if price := int(prices[at % len(prices)]):
                    self.parts.append(price * literal)
        most = max(int(self.prices.together(each, wish.rooms).max()) for each in wish.teachers)
        journey = self.model.cp.new_int_var(0, most, "")
        by_teacher: list[tuple[cp_model.IntVar, Roads]] = []
        for (run, teacher), literal in teachers.items():
            prices = self.prices.together(teacher, wish.rooms)
            here = [each for key, each in rooms.items() if key[0] == run]
            roads = [(room, int(price)) for price, room in zip(prices, here, strict=True)]
            spent = sum(price * room for room, price in roads)
            self.model.cp.add(journey >= spent).only_enforce_if(literal)
            by_teacher.append((literal, roads))
        self.parts.append(journey)
        self.journeys.append((journey, by_teacher))

    def values(self, given: Mapping[int, int]) -> dict[int, int]:
        """What journeys, overtime and the worst street come to when literals have these values."""
        runs = self.model.runs.items()
        placed = {at for at, each in runs if any(given[literal.index] for literal in each.values())}
        found = {self.worst.index: self.worst_share(placed)}
        found |= {
            over.index: max(0, sum(given[each.index] for each in load) - agreed)
            for over, load, agreed in self.overs
        }
        for journey, by_teacher in self.journeys:
            chosen = [roads for literal, roads in by_teacher if given[literal.index]]
            found[journey.index] = sum(
                price for roads in chosen for room, price in roads if given[room.index]
            )
        return found

    def changes(self, chosen: list[Literals], points: float) -> None:
        """Price every teacher (room) of a section beyond the first."""
        used: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for literals in chosen:
            for (_, thing), literal in literals.items():
                used[thing].append(literal)
        some = [self.model.cp.new_bool_var("") for _ in used]
        for one, literals in zip(some, used.values(), strict=True):
            for literal in literals:
                self.model.cp.add_implication(literal, one)
        over = self.model.cp.new_int_var(0, len(chosen) - 1, "")
        self.model.cp.add(over >= sum(some) - 1)
        self.parts.append(int(weights().fit * points) * over)

    def total(self) -> Linear:
        """All levels as one number."""
        return sum([*self.parts, self._overtime(), self._unserved()])

    def total_of(self, placed: Placed) -> int:
        """The same for placements, changes and overtime left aside."""
        stake, weigh = self.model.wishes.statement.world.stake, weights()
        out = [wish.section for wish in self.model.wishes.each if wish.section not in placed]
        served = weigh.served * int(stake[out, 0].sum())
        return served + weigh.fairness * self.worst_share(placed) + self.prices.spent(placed)

    def worst_share(self, placed: Container[int]) -> int:
        """The unserved share of the worst street in 1/10,000 when these sections are placed."""
        stake = self.model.wishes.statement.world.stake
        out = [wish.section for wish in self.model.wishes.each if wish.section not in placed]
        lost = stake[out, 1:].sum(axis=0) + self.model.wishes.statement.demand.lost
        return int(-(-10_000 * lost // np.maximum(1, stake[-1, 1:])).max(initial=0))

    def _unserved(self) -> Linear:
        """Learners of sections that are out, and the share of the worst street."""
        given, weigh = self.model.wishes.statement, weights()
        out = {at: 1 - sum(runs.values()) for at, runs in self.model.runs.items()}
        for street, lost in enumerate(given.demand.lost):
            stake = given.world.stake[:, 1 + street]
            if stake[-1]:
                left = sum(int(stake[at]) * out[at] for at in out if stake[at]) + int(lost)
                self.model.cp.add(int(stake[-1]) * self.worst >= 10_000 * left)
        served = sum(int(given.world.stake[at, 0]) * each for at, each in out.items())
        return weigh.served * served + weigh.fairness * self.worst

    def _overtime(self) -> Linear:
        """Meetings of a teacher above the agreed load, week by week."""
        given, weigh = self.model.wishes.statement, weights()
        total: list[Linear] = []
        for (teacher, atom), load in self.model.loads.items():
            agreed = int(given.world.limit[teacher, AGREED])
            if len(load) > agreed:
                over = self.model.cp.new_int_var(0, len(load) - agreed, "")
                self.model.cp.add(over >= sum(load) - agreed)
                self.overs.append((over, load, agreed))
                points = int(given.fit.more[2]) * int(given.world.weeks[atom])
                total.append(weigh.fit * points * over)
        return sum(total)
