"""Trials: whether a granted unlock really lets a section be held, by an exact re-solve."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Section, Timetable
from engine.explanation.cases import Case
from engine.explanation.cut import Names, Usable, cut
from engine.explanation.joining import joins
from engine.explanation.proposals import proposals
from engine.explanation.survey import Survey
from engine.explanation.unlocks import NEW_ROOM, NEW_TEACHER, JoinSection, Unlock, WidenWalk
from engine.rules.terms import Ints
from engine.timetabling.competitors import competitors
from engine.timetabling.resolve import resolve
from engine.timetabling.stopping import Stop

RIVALS = 5  # placed sections that a re-solve may move to make room
TRIES = 4  # unlocks tried for one section
JOINS = 2  # of these, classes to join


@dataclass(frozen=True)
class Found:
    """The cheapest unlock of a section, and whether a re-solve confirmed it."""

    unlock: Unlock
    proved: bool


class Trials:
    """Re-solves with something granted, as many as are allowed and while time is left."""

    def __init__(self, survey: Survey, timetable: Timetable, checks: int, budget: Stop) -> None:
        self.survey = survey
        self.timetable = timetable
        self.left = checks
        self.budget = budget

    def cheapest(self, case: Case) -> Found | None:
        """The first unlock that a re-solve confirms, else the cheapest one unconfirmed."""
        first: Unlock | None = None
        for unlock in islice(self._proposals(case), TRIES):
            first = first or unlock
            if self.left <= 0 or self.budget():
                break
            self.left -= 1
            if self.holds(case, unlock):
                return Found(unlock, proved=True)
        return None if first is None else Found(first, proved=False)

    def holds(self, case: Case, unlock: Unlock) -> bool:
        """Tell whether the section is held in the re-solve and more is served than before."""
        problem = unlock.grant(self.survey.ground.problem)
        start, section = self._start(case, unlock)
        usable = self._usable_by(case, unlock)
        alone = frozenset({section})
        free = alone | competitors(*cut(problem, start, alone, usable), alone, RIVALS)
        for name in sorted(free - alone):
            usable |= self._usable(self.survey.teachers[name], self.survey.rooms[name])
        small, before = cut(problem, start, free, usable)
        after = resolve(small, before, free).timetable
        names = frozenset(after.section)
        gained = _served(problem, after, names) > _served(problem, self.timetable, names)
        return section in after.placements and gained

    def _proposals(self, case: Case) -> Iterator[Unlock]:
        if case.alone is not None:
            yield from islice(joins(case, self.timetable), JOINS)
        if case.alone is None or case.alone.reason != "too_few_learners":
            yield from proposals(case.standing, case.row)

    def _start(self, case: Case, unlock: Unlock) -> tuple[Timetable, str]:
        """The timetable to start from, with the section in question in it but not placed."""
        section = unlock.joined() if isinstance(unlock, JoinSection) else case.section
        others = [each for each in self.timetable.sections if each.id != section.id]
        rows = tuple(row for row in self.timetable.meetings if row.section != section.id)
        every = tuple(sorted([*others, section], key=lambda each: each.id))
        return Timetable(sections=every, meetings=rows), section.id

    def _usable_by(self, case: Case, unlock: Unlock) -> Usable:
        """Everybody and everything the section could use once the unlock is granted."""
        masks = case.standing.possible
        new = Usable(frozenset({NEW_TEACHER}), frozenset({NEW_ROOM}))
        usable = new | self._usable(
            np.flatnonzero(masks.teachers[case.row]), np.flatnonzero(masks.rooms[case.row])
        )
        match unlock:
            case JoinSection(section=Section(id=name)):
                return usable | self._usable(self.survey.teachers[name], self.survey.rooms[name])
            case WidenWalk(room=room):
                return usable | Usable(frozenset(), frozenset({room}))
            case _:
                return usable

    def _usable(self, teachers: Ints, rooms: Ints) -> Usable:
        ground = self.survey.ground
        return Usable(
            frozenset(ground.teachers[at].id for at in teachers),
            frozenset(ground.rooms[at].id for at in rooms),
        )


def _served(problem: Problem, timetable: Timetable, names: Names) -> int:
    """Priority-learners whom the placed ones of some sections serve."""
    return sum(
        problem.request[request].priority * learners
        for name in sorted(names & timetable.placements.keys())
        for request, learners in timetable.section[name].shares
    )
