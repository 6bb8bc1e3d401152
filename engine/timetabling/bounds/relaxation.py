"""The relaxation behind every bound: scarce things have prices, and each section is on its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.rules.terms import Bools, Floats, Ints
from engine.timetabling.bounds.cuts.odd_sets import OddSet, Pairs, dearer
from engine.timetabling.bounds.placing import placement_costs
from engine.timetabling.kernels.arrays import (
    AGREED,
    MEETINGS,
    PERIOD,
    ROOM,
    TEACHER,
    WEEK,
    WEEKS,
    Costs,
    Scratch,
    Small,
    State,
    World,
)
from engine.timetabling.kernels.fresh import empty_state, scratch_of, weighted
from engine.timetabling.kernels.pricing import cheapest_by_period, cheapest_of_all
from engine.timetabling.sharing import ENDLESS
from engine.timetabling.statement import Statement

SPECK = 0.01
"""Prices below this part of a priority-learner are not worth a place in a master."""


@dataclass(frozen=True)
class Multipliers:
    """What a bound is added up from; whole numbers when it is published.

    `served`, `travel` and `fit` are single numbers; `streets` [G]; `hours` [Q, P, A] is the
    price of a thing at a period, `days` [Q, 7, A] of a meeting on a weekday, `loads` [Q, A] of
    a meeting in the week; the last two are 0 for rooms. `cuts` [C] and `odd_sets` [B] are those
    of the first so many that are known; of the others there are none.
    """

    served: float
    streets: Floats
    travel: float
    fit: float
    hours: Floats
    days: Floats
    loads: Floats
    cuts: Floats
    odd_sets: Floats


@dataclass(frozen=True)
class Cut:
    """At least `least` of the sections `inside` [S] are left out of every timetable.

    `given` prices what is scarce, and each section left out counts `scale`: that adds up to
    `adds_up_to`, and `least` is its quotient rounded up (Chvatal 1973; Gomory 1958).
    """

    inside: Bools
    least: int
    scale: int
    given: Multipliers
    adds_up_to: int


@dataclass(frozen=True)
class Answer:
    """What the relaxation answers to prices: its value, and what each section then takes.

    `weeks` [S] is -1 where a section is left out; `at` [S, K, 3] are entries.
    """

    value: float
    weeks: Small
    at: Small


class Relaxation:
    """A statement without its shared limits, and what is known all the same: cuts, odd sets."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.cuts: list[Cut] = []
        self.odd_sets: list[OddSet] = []
        limit = np.full_like(statement.world.limit, ENDLESS)
        self._world: World = statement.world._replace(limit=limit)
        self._state: State = empty_state(self._world, 0, statement.demand.lost)
        self._scratch: Scratch = scratch_of(self._world, 0)
        self._costs: tuple[float, float, Costs] | None = None

    def nothing(self, served: float, travel: float, fit: float) -> Multipliers:
        """No prices at all."""
        things, periods, atoms = self._state.holder.shape
        return Multipliers(
            served=served,
            streets=np.zeros(len(self.statement.demand.total)),
            travel=travel,
            fit=fit,
            hours=np.zeros((things, periods, atoms)),
            days=np.zeros((things, 7, atoms)),
            loads=np.zeros((things, atoms)),
            cuts=np.zeros(len(self.cuts)),
            odd_sets=np.zeros(len(self.odd_sets)),
        )

    def answer(self, given: Multipliers) -> Answer:
        """Add the bound up: exact when the multipliers are whole numbers."""
        weeks, at = np.empty_like(self._state.weeks), np.zeros_like(self._state.at)
        prices = self.prices_by_weeks(given)
        costs = self._weighted(given.travel, given.fit)
        twice_of, twice = dearer(self.statement, self.odd(given))
        costs = costs._replace(twice_of=twice_of, twice=twice)
        sections = cheapest_of_all(
            self._world, costs, self._state, prices, self._scratch, self.left_out(given), weeks, at
        )
        return Answer(sections + self.fixed(given), weeks, at)

    def contested(self, given: Multipliers, answer: Answer) -> Ints:
        """The sections that are left out, or pay for a scarce thing, or are in a priced cut.

        A hundredth of a priority-learner (or of a metre, when nothing else counts) is nothing:
        multipliers between two masters leave specks of price everywhere.
        """
        sections = np.arange(len(answer.weeks))
        paid = self.paid(given, sections, answer.weeks.astype(np.int64), answer.at.astype(np.int64))
        speck = SPECK * max(given.served, 1.0)
        found = (answer.weeks < 0) | (paid > speck)
        for price, cut in self._priced(given):
            found |= cut.inside & (price > speck)
        return np.flatnonzero(found)

    def paid(self, given: Multipliers, section: Ints, weeks: Ints, at: Ints) -> Floats:
        """What placements pay for scarce things: `section`, `weeks` [n], `at` [n, K, 3]."""
        world, prices = self.statement.world, self.prices_by_weeks(given)
        thing = world.entry[at[:, :, [ROOM, TEACHER]]]
        period = world.entry[at[:, :, [PERIOD]]]
        held = np.arange(at.shape[1]) < world.section[section, MEETINGS][:, None]
        paid: Floats = prices[weeks[:, None, None], thing, period].sum(axis=2)
        in_all: Floats = np.where(held, paid, 0.0).sum(axis=1)
        pairs = Pairs.among(self.statement, section, weeks, at)
        for price, odd in self.odd(given):
            in_all[pairs.inside(odd)] += price
        return in_all

    def costs(self, given: Multipliers, answer: Answer) -> Floats:
        """What each section of an answer costs, prices apart; nothing where it is left out [S]."""
        placed, statement = np.flatnonzero(answer.weeks >= 0), self.statement
        at = answer.at[placed].astype(np.int64)
        cost = np.zeros(len(answer.weeks))
        cost[placed] += given.travel * placement_costs(statement, statement.travel, placed, at)
        cost[placed] += given.fit * placement_costs(statement, statement.fit, placed, at)
        return cost

    def by_period(self, given: Multipliers, sections: Ints) -> Iterator[Answer]:
        """For sections that meet once a week: the cheapest placement at each of their periods.

        One answer a period of their lists; only what costs less than leaving out is in it.
        """
        world, scratch = self._world, self._scratch
        prices, out = self.prices_by_weeks(given), self.left_out(given)
        costs, longest = self._weighted(given.travel, given.fit), scratch.row.shape[1]
        weeks = np.full((longest, len(out)), -1, dtype=np.int32)
        at = np.zeros((longest, *self._state.at.shape), dtype=np.int32)
        cost, places = np.zeros(longest), np.zeros((longest, 3), dtype=np.int32)
        for section in sections[world.section[sections, MEETINGS] == 1]:
            for entry in range(*world.section[section, WEEKS : WEEKS + 2]):
                run = world.entry[entry]
                count = cheapest_by_period(
                    world, costs, self._state, prices, scratch, section, run, cost, places
                )
                good = np.flatnonzero(cost[:count] < out[section])
                weeks[good, section], at[good, section, 0] = run, places[good]
        for one in range(longest):
            yield Answer(0.0, weeks[one], at[one])

    def left_out(self, given: Multipliers) -> Floats:
        """What leaving each section out costs, less what it is worth to the cuts [S]."""
        stake = self.statement.world.stake[:-1]
        cost: Floats = given.served * stake[:, 0] + stake[:, 1:] @ given.streets
        for price, cut in self._priced(given):
            cost -= price * cut.inside
        return cost

    def fixed(self, given: Multipliers) -> float:
        """What does not depend on any section: lost demand, less what scarce things are worth."""
        demand, limit = self.statement.demand, self.statement.world.limit
        value = given.served * self.statement.lost + float(demand.lost @ given.streets)
        value -= float(given.hours.sum())
        value -= float((given.days * np.minimum(limit[:, :7], ENDLESS)[:, :, None]).sum())
        value += float(self.load_worth(given).sum())
        value -= sum(price * odd.most for price, odd in self.odd(given))
        return value + sum(price * cut.least for price, cut in self._priced(given))

    def _priced(self, given: Multipliers) -> Iterator[tuple[float, Cut]]:
        """The cuts that multipliers know of."""
        return zip(given.cuts.tolist(), self.cuts, strict=False)

    def odd(self, given: Multipliers) -> list[tuple[float, OddSet]]:
        """The odd sets that have a price."""
        every = zip(given.odd_sets.tolist(), self.odd_sets, strict=False)
        return [(price, odd) for price, odd in every if price > 0]

    def load_worth(self, given: Multipliers) -> Floats:
        """The least of overload cost less price over every possible week's load [Q, A]."""
        load, over = self.loads_taken(given), self.over(given)
        worth: Floats = np.maximum(0, load - self._agreed) * over - given.loads * load
        return worth

    def loads_taken(self, given: Multipliers) -> Floats:
        """The week's load at which overload cost less price is least [Q, A]."""
        dearer = given.loads > self.over(given)
        taken: Floats = np.where(dearer, self._most, np.minimum(self._agreed, self._most))
        return taken

    def over(self, given: Multipliers) -> Floats:
        """What a meeting above the agreed load costs in the weeks of each atom [1, A]."""
        over: Floats = given.fit * self.statement.fit.more[2] * self.statement.world.weeks[None, :]
        return over

    def prices_by_weeks(self, given: Multipliers) -> Floats:
        """Prices a run of weeks [W, Q, P], `FORBIDDEN` where shut."""
        weekday = self.statement.world.period[:, 0]
        by_atom = given.hours + given.days[:, weekday] + given.loads[:, None]
        runs = self.statement.frame.weeks_atoms.astype(np.float64)
        prices: Floats = self.statement.always_shut + np.einsum("wa,qpa->wqp", runs, by_atom)
        return prices

    def _weighted(self, travel: float, fit: float) -> Costs:
        if self._costs is None or self._costs[:2] != (travel, fit):
            both = weighted(self.statement.travel, self.statement.fit, travel, fit)
            self._costs = (travel, fit, both)
        return self._costs[2]

    @cached_property
    def _most(self) -> Floats:
        return self.statement.world.limit[:, [WEEK]].astype(np.float64)

    @cached_property
    def _agreed(self) -> Floats:
        return self.statement.world.limit[:, [AGREED]].astype(np.float64)
