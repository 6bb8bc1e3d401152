"""Trials: whether a granted unlock really lets a section be held, by an exact re-solve."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Section, Timetable
from engine.explanation.cases import Case
from engine.explanation.standing.cells import NOBODY, Choice
from engine.explanation.standing.survey import Survey
from engine.explanation.unlocking.cut import Names, Usable, cut
from engine.explanation.unlocking.joining import joins
from engine.explanation.unlocking.proposals import Proposal, proposals
from engine.explanation.unlocking.unlocks import (
    NEW_ROOM,
    NEW_TEACHER,
    JoinSection,
    Unlock,
    WidenWalk,
)
from engine.rules.terms import Ints
from engine.timetabling.exact.competitors import competitors
from engine.timetabling.exact.levels import Effort
from engine.timetabling.exact.resolve import resolve
from engine.timetabling.stopping import Stop

RIVALS = 2  # placed sections that a re-solve may move to make room
SOME = 12  # teachers and rooms a section may choose from while it is tried
NEW = Usable(frozenset({NEW_TEACHER}), frozenset({NEW_ROOM}))
EFFORT = Effort(deterministic_time=0.5)
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
        for proposal in islice(self._proposals(case), TRIES):
            first = first or proposal.unlock
            if self.left <= 0 or self.budget():
                break
            self.left -= 1
            if self._holds(case, proposal):
                return Found(proposal.unlock, proved=True)
        return None if first is None else Found(first, proved=False)

    def _holds(self, case: Case, proposal: Proposal) -> bool:
        """Tell whether a re-solve holds the section and serves more than before.

        First in the very cells that are free; else its rivals may move as well.
        """
        problem = proposal.unlock.grant(self.survey.ground.problem)
        start, section = self.start(case, proposal.unlock)
        alone = frozenset({section})
        if proposal.choice is not None:
            usable = self._chosen(proposal.choice)
            if self._gains(cut(problem, start, alone, usable), section, alone):
                return True
        usable = self._usable_by(case, proposal.unlock)
        rivals = competitors(*cut(problem, start, alone, usable), alone, RIVALS)
        free = alone | (rivals - problem.locked.keys())
        for name in sorted(free - alone):
            usable |= self._usable(self.survey.teachers[name], self.survey.rooms[name])
        return self._gains(cut(problem, start, free, usable), section, free)

    def _gains(self, near: tuple[Problem, Timetable], section: str, free: Names) -> bool:
        problem, before = near
        after = resolve(problem, before, free, effort=EFFORT).timetable
        names = frozenset(after.section)
        gained = _served(problem, after, names) > _served(problem, self.timetable, names)
        return section in after.placements and gained

    def _proposals(self, case: Case) -> Iterator[Proposal]:
        if case.alone is not None:
            yield from map(Proposal, islice(joins(case, self.timetable), JOINS))
        if case.alone is None or case.alone.reason != "too_few_learners":
            yield from proposals(case.standing, case.row)

    def start(self, case: Case, unlock: Unlock) -> tuple[Timetable, str]:
        """The timetable to start from, with the section in question in it but not placed."""
        section = unlock.joined() if isinstance(unlock, JoinSection) else case.section
        others = [each for each in self.timetable.sections if each.id != section.id]
        rows = tuple(row for row in self.timetable.meetings if row.section != section.id)
        every = tuple(sorted([*others, section], key=lambda each: each.id))
        update = {"sections": every, "meetings": rows}
        return self.timetable.model_copy(update=update), section.id

    def _usable_by(self, case: Case, unlock: Unlock) -> Usable:
        """Everybody and everything the section could use once the unlock is granted."""
        masks = case.standing.possible
        usable = NEW | self._usable(
            np.flatnonzero(masks.teachers[case.row]), np.flatnonzero(masks.rooms[case.row])
        )
        match unlock:
            case JoinSection(section=Section(id=name)):
                return usable | self._usable(self.survey.teachers[name], self.survey.rooms[name])
            case WidenWalk(room=room):
                return usable | Usable(frozenset(), frozenset({room}))
            case _:
                return usable

    def _chosen(self, choice: Choice) -> Usable:
        """Those who hold the section in its cells; who is not registered yet is new."""
        ground = self.survey.ground
        teachers = [at for at, _, _ in choice.slots if at != NOBODY]
        rooms = [at for _, at, _ in choice.slots if at < len(ground.rooms)]
        return NEW | self._usable(np.array(teachers, np.int64), np.array(rooms, np.int64))

    def _usable(self, teachers: Ints, rooms: Ints) -> Usable:
        """The first few of those who could hold a section: enough to find a way."""
        ground = self.survey.ground
        return Usable(
            frozenset(ground.teachers[at].id for at in teachers[:SOME]),
            frozenset(ground.rooms[at].id for at in rooms[:SOME]),
        )


def _served(problem: Problem, timetable: Timetable, names: Names) -> int:
    """Priority-learners whom the placed ones of some sections serve."""
    return sum(
        problem.request[request].priority * learners
        for name in sorted(names & timetable.placements.keys())
        for request, learners in timetable.section[name].shares
    )
