"""What sections could use, read from the terms of the rules, and which rule stops the rest.

No rule is told here a second time: every mask comes from a `Forbid` of the rule book and keeps
the name of its rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.domain.courses import MODES
from engine.domain.problem import Problem
from engine.domain.timetable import Section
from engine.pooling.neighbourhoods import class_sizes
from engine.pooling.pooled import Alone
from engine.rules.axes import Axes
from engine.rules.book import RULE_BOOK
from engine.rules.terms import Axis, Bools, Forbid, Limit, Term

ROOMLESS = MODES.index("online")
PLACED = tuple(at for at in range(len(MODES)) if at != ROOMLESS)
Kind = tuple[Axis, ...]


@dataclass(frozen=True)
class Blame:
    """A rule and what it forbids over some axes."""

    rule: str
    where: Bools


@dataclass(frozen=True)
class Possible:
    """The masks of some sections: True where no rule forbids.

    S sections, T teachers, R rooms, P periods, W runs of weeks, M modes.
    """

    axes: Axes
    blames: dict[Kind, list[Blame]]
    others: list[tuple[str, Term]]

    def blamed(self, *kind: Axis) -> list[Blame]:
        """The rules that forbid something over these axes."""
        return self.blames.get(kind, [])

    def allowed(self, *kind: Axis) -> Bools:
        """What no rule forbids over these axes."""
        allowed = np.ones([self._size(axis) for axis in kind], dtype=np.bool_)
        for blame in self.blamed(*kind):
            allowed &= ~blame.where
        return allowed

    @cached_property
    def sections(self) -> Bools:
        """Sections that no rule refuses as a whole [S]."""
        return self.allowed("section")

    @cached_property
    def online(self) -> Bools:
        """Sections that may meet without a room [S]."""
        return self.allowed("section", "mode")[:, ROOMLESS]

    @cached_property
    def teachers(self) -> Bools:
        """Who may teach a section [S, T]."""
        return self.allowed("section", "teacher")

    @cached_property
    def rooms(self) -> Bools:
        """Which rooms may hold a section in some mode [S, R]."""
        mode, room_mode = self.allowed("section", "mode"), self.allowed("room", "mode")
        held = np.zeros((len(mode), len(room_mode)), dtype=np.bool_)
        for at in PLACED:
            held |= mode[:, at, None] & room_mode[None, :, at]
        return held & self.allowed("section", "room")

    @cached_property
    def periods(self) -> Bools:
        """Which periods suit a section [S, P]."""
        return self.allowed("section", "period")

    @cached_property
    def weeks(self) -> Bools:
        """Which runs of weeks suit a section and are not over [S, W]."""
        return self.allowed("section", "weeks") & self.axes.weeks_atoms.any(axis=1)

    @cached_property
    def pairs(self) -> Bools:
        """Which teacher may go to which room [T, R]."""
        return self.allowed("teacher", "room")

    @cached_property
    def teacher_hours(self) -> Bools:
        """When a teacher is there [T, P, W]."""
        return self.allowed("teacher", "period", "weeks")

    @cached_property
    def room_hours(self) -> Bools:
        """When a room is open [R, P, W]."""
        return self.allowed("room", "period", "weeks")

    @cached_property
    def near_teachers(self) -> Bools:
        """Who may teach a section and may go to one of its rooms, or teach it online [S, T]."""
        return self.teachers & (meet(self.rooms, self.pairs.T) | self.online[:, None])

    def room_blames(self, section: int) -> list[Blame]:
        """The rules that keep one section out of rooms, each over rooms [R]."""
        modes = [at for at in PLACED if self.allowed("section", "mode")[section, at]]
        of_section = self.blamed("section", "room")
        of_mode = self.blamed("room", "mode")
        return [Blame(each.rule, each.where[section]) for each in of_section] + [
            Blame(each.rule, np.logical_and.reduce(each.where[:, modes], axis=1))
            for each in of_mode
        ]

    def limits(self, *per: Axis) -> list[tuple[str, Limit]]:
        """The limits on a scarce thing, with their rules."""
        return [
            (name, term)
            for name, term in self.others
            if isinstance(term, Limit) and term.per == per
        ]

    def rule_of(self, kind: type[Term]) -> str:
        """The rule that states a term of a kind."""
        return next(name for name, term in self.others if isinstance(term, kind))

    def _size(self, axis: Axis) -> int:
        axes = self.axes
        sizes: dict[Axis, int] = {
            "section": len(axes.sections),
            "period": len(axes.periods),
            "weeks": len(axes.weeks),
            "room": len(axes.rooms),
            "teacher": len(axes.teachers),
            "mode": len(MODES),
            "weekday": 7,
        }
        return sizes[axis]


def possible(axes: Axes) -> Possible:
    """Read the terms of every rule over the sections of the axes."""
    blames: dict[Kind, list[Blame]] = {}
    others: list[tuple[str, Term]] = []
    for rule in RULE_BOOK:
        for term in rule.terms(axes):
            if isinstance(term, Forbid):
                blames.setdefault(term.axes, []).append(Blame(rule.name, term.where))
            else:
                others.append((rule.name, term))
    return Possible(axes, blames, others)


def class_of(problem: Problem, alone: Alone) -> Section:
    """Think learners whom no section holds as a class of their own, of a size that is allowed."""
    fewest, most = class_sizes(problem, problem.course[problem.request[alone.request].course])
    return thought(problem, {alone.request: max(fewest, min(alone.learners, most))})


def thought(problem: Problem, shares: Mapping[str, int]) -> Section:
    """A class that is only thought of: so many learners of each request."""
    names = tuple(sorted(shares))
    return Section(
        id="?" + "+".join(names),
        requests=names,
        course=problem.request[names[0]].course,
        learners=sum(shares.values()),
        learners_by_request=tuple(shares[name] for name in names),
    )


def meet(one: Bools, other: Bools) -> Bools:
    """Whether a row of one [A, X] and a column of the other [X, B] share an entry [A, B]."""
    product: Bools = one.astype(np.float32) @ other.astype(np.float32) > 0
    return product
