"""Resolve: place a few sections anew, exactly, while all others stay where they are."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from engine.domain.problem import Problem
from engine.domain.requests import PARTS
from engine.domain.thing import Thing
from engine.domain.timetable import Meeting, Section, Timetable
from engine.rules.axes import axes_of
from engine.timetabling.exact.candidates import Candidate, Lister, any_slot
from engine.timetabling.exact.levels import Effort, settle
from engine.timetabling.exact.model import Demand, Linear, Model
from engine.timetabling.exact.occupied import Occupied, occupied_by
from engine.timetabling.exact.parts import NO_PIN, Given, Pin, Pins, agrees, among, meetings_of
from engine.timetabling.frame import frame_of
from engine.timetabling.statement import Statement, state_terms, terms_of

CANDIDATES_EACH = 300  # a section; a list that is cut proves nothing, but finds as well


class Resolved(Thing):
    """The timetable found; `proved` when no lawful placement of the free sections serves more.

    `optimal` when every level is proved.
    """

    timetable: Timetable
    proved: bool
    optimal: bool


def resolve(
    problem: Problem,
    start: Timetable,
    free: Collection[str],
    *,
    given: Given | None = None,
    effort: Effort | None = None,
) -> Resolved:
    """Place the free sections as well as possible, level by level, all others fixed.

    The levels are served, then where something is given to `keep` the fewest sections placed
    otherwise than there, then fairness, its ties, travel and fit. `start` must be lawful; the
    result never serves less.
    """
    bound = given or Given()
    small = _Small.cut(problem, start, free, bound.weeks)
    before = (bound.keep or start).placements
    found, whole = small.candidates(before, bound.pinned)
    model = Model(small.statement, small.occupied, found, small.demand())
    as_before = small.standing(found, before) if bound.keep else None
    settled = settle(
        model,
        _levels(model, as_before),
        hint=small.standing(found, start.placements),
        effort=effort or Effort(),
    )
    rows = [row for at in settled.chosen for row in meetings_of(small.statement, found[at])]
    return Resolved(
        timetable=small.with_rows(rows),
        proved=whole and settled.proved > 0,
        optimal=whole and settled.whole,
    )


def _levels(model: Model, as_before: Sequence[int] | None) -> list[Callable[[], Linear]]:
    kept = [] if as_before is None else [lambda: model.changes_level(as_before)]
    return [
        model.served_level,
        *kept,
        model.fairness_level,
        model.overruns_level,
        model.travel_level,
        model.fit_level,
    ]


@dataclass(frozen=True)
class _Small:
    """The free sections of a timetable stated by themselves, over what the others leave."""

    problem: Problem
    start: Timetable
    sections: tuple[Section, ...]
    statement: Statement
    fixed: tuple[Meeting, ...]
    occupied: Occupied

    @classmethod
    def cut(
        cls,
        problem: Problem,
        start: Timetable,
        free: Collection[str],
        weeks: frozenset[int] | None = None,
    ) -> Self:
        """Cut the free sections out: they come first, each part by id."""
        sections = free_first(start, free)
        statement = state_of_some(problem, start, free, weeks)
        count = len(statement.frame.sections)
        place_of = {section.id: at for at, section in enumerate(sections)}
        fixed = tuple(row for row in start.meetings if place_of[row.section] >= count)
        held = (row for row in start.held if place_of.get(row.section, count) >= count)
        occupied = occupied_by(statement, held, place_of)
        return cls(problem, start, sections, statement, fixed, occupied)

    def candidates(
        self, before: Mapping[str, Sequence[Meeting]], pinned: Pins
    ) -> tuple[list[Candidate], bool]:
        """List what each free section may be; whether every list is whole."""
        lister = Lister(self.statement, self.occupied)
        found: list[Candidate] = []
        whole = True
        for at, name in enumerate(self.statement.frame.sections):
            pin = pinned.get(name, NO_PIN)
            listing = lister.listing(
                at,
                CANDIDATES_EACH,
                also=self._stands(name, before),
                only=among(self.statement, pin) if pin.binds else any_slot,
                runs=pin.runs,
            )
            whole &= listing.whole
            found += [
                each
                for each in listing.candidates
                if self._has_dates(each) and agrees(self.statement, each, pin)
            ]
        return found, whole

    def _has_dates(self, candidate: Candidate) -> bool:
        """Whether every meeting has a date that is not over."""
        frame, term = self.statement.frame, self.problem.term
        last = frame.weeks[candidate.weeks].numbers[-1]
        days = (int(frame.weekdays[slot.period]) + 1 for slot in candidate.slots)
        return not any(self.problem.is_over(term.date_of(last, day)) for day in days)

    def standing(
        self, found: Sequence[Candidate], rows: Mapping[str, Sequence[Meeting]]
    ) -> list[int]:
        """The candidates that are just what stands in some rows."""
        names = self.statement.frame.sections
        return [
            at
            for at, each in enumerate(found)
            if agrees(self.statement, each, Pin(PARTS, tuple(rows.get(names[each.section], ()))))
        ]

    def demand(self) -> Demand:
        """What the streets ask for, and what is unserved whatever the free sections do."""
        term, fixed = self.statement.demand, {row.section for row in self.fixed}
        out = [s for s in self.sections[len(self.statement.frame.sections) :] if s.id not in fixed]
        lost = self._rest(out)
        return Demand(
            total=[int(each) for each in term.total],
            unserved=[int(each) for each in term.lost + np.array(lost[1:], dtype=np.int64)],
            elsewhere=term.lost_elsewhere + lost[0],
        )

    def with_rows(self, rows: Sequence[Meeting]) -> Timetable:
        """The timetable of the fixed rows and these."""
        every = sorted([*self.fixed, *rows], key=lambda row: (row.section, row.meeting))
        return self.start.model_copy(update={"meetings": tuple(every)})

    def _rest(self, sections: Sequence[Section]) -> list[int]:
        """Priority-learners of sections that stay out: of no street first, then by street."""
        streets = self.statement.demand.streets
        lost = [0] * (1 + len(streets))
        for section in sections:
            for name, learners in section.shares:
                request = self.problem.request[name]
                street = self.problem.street_of(request)
                at = 0 if street is None else 1 + streets.index(street)
                lost[at] += request.priority * learners
        return lost

    def _stands(
        self, name: str, before: Mapping[str, Sequence[Meeting]]
    ) -> Callable[[Candidate], bool]:
        rows = (before.get(name, ()), self.start.placements.get(name, ()))
        pins = [Pin(PARTS, tuple(each)) for each in rows]
        return lambda each: any(agrees(self.statement, each, pin) for pin in pins)


def state_of_some(
    problem: Problem,
    timetable: Timetable,
    free: Collection[str],
    weeks: frozenset[int] | None = None,
) -> Statement:
    """State only the free sections of a timetable, over the runs of weeks of all."""
    sections = free_first(timetable, free)
    count = len(timetable.section.keys() & set(free))
    axes = axes_of(problem, sections, slice(0, count), only=weeks)
    axes = replace(axes, every=sections)
    frame = frame_of(axes)
    some = replace(frame, sections=frame.sections[:count], meetings=frame.meetings[:count])
    return state_terms(some, [terms_of(axes)])


def free_first(timetable: Timetable, free: Collection[str]) -> tuple[Section, ...]:
    """The sections of a timetable, the free ones first, each part by id."""
    return tuple(sorted(timetable.sections, key=lambda each: (each.id not in free, each.id)))
