"""Trials: whether a granted unlock really lets a section be held, by an exact re-solve."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.explanation.cases import Case, Pair
from engine.explanation.standing.cells import NOBODY
from engine.explanation.standing.choice import Choice
from engine.explanation.standing.survey import Survey
from engine.explanation.unlocking.cut import Names, Usable, cut, usable_of
from engine.explanation.unlocking.joining import joins, joins_online
from engine.explanation.unlocking.learners import JoinRequest, JoinSection
from engine.explanation.unlocking.openers import openers
from engine.explanation.unlocking.people import NEW_TEACHER
from engine.explanation.unlocking.places import NEW_ROOM
from engine.explanation.unlocking.proposals import Proposal, proposals
from engine.explanation.unlocking.unlocks import Unlock
from engine.timetabling.exact.competitors import competitors
from engine.timetabling.exact.levels import Effort
from engine.timetabling.exact.resolve import resolve
from engine.timetabling.stopping import Stop

RIVALS = 2  # placed sections that a re-solve may move to make room
NEW = Usable(frozenset({NEW_TEACHER}), frozenset({NEW_ROOM}))
EFFORT = Effort(deterministic_time=0.5)
TRIES = 4  # unlocks tried for a class by itself
TRIES_AS_A_PAIR = 2


@dataclass(frozen=True)
class Found:
    """The cheapest unlock of a section, and whether a re-solve confirmed it."""

    proposal: Proposal
    proved: bool

    @property
    def unlock(self) -> Unlock:
        """What somebody is to agree to."""
        return self.proposal.unlock


class Trials:
    """Re-solves with something granted, as many as are allowed and while time is left."""

    def __init__(self, survey: Survey, timetable: Timetable, checks: int, budget: Stop) -> None:
        self.survey = survey
        self.timetable = timetable
        self.left = checks
        self.budget = budget

    def cheapest(self, case: Case) -> Found | None:
        """The first unlock that a re-solve confirms, else the cheapest one unconfirmed."""
        first: Proposal | None = None
        for proposal in self._proposals(case):
            first = first or proposal
            if self.left <= 0 or self.budget():
                break
            self.left -= 1
            if self._holds(proposal):
                return Found(proposal, proved=True)
        return None if first is None else Found(first, proved=False)

    def _holds(self, proposal: Proposal) -> bool:
        """Tell whether a re-solve holds the section and serves more than before.

        First in the very cells that are free; else its rivals may move as well.
        """
        problem = proposal.unlock.grant(self.survey.ground.problem)
        start, name = self.start(proposal), proposal.section.id
        alone = frozenset({name})
        usable = NEW
        if proposal.choice is not None:
            usable |= self._chosen(proposal.choice)
            if self._gains(cut(problem, start, alone, usable), name, alone):
                return True
        usable |= proposal.usable
        rivals = competitors(*cut(problem, start, alone, usable), alone, RIVALS)
        free = alone | (rivals - problem.locked.keys())
        for rival in sorted(free - alone):
            usable |= self._usable(rival)
        return self._gains(cut(problem, start, free, usable), name, free)

    def _gains(self, near: tuple[Problem, Timetable], section: str, free: Names) -> bool:
        problem, before = near
        after = resolve(problem, before, free, effort=EFFORT).timetable
        names = frozenset(after.section)
        gained = _served(problem, after, names) > _served(problem, self.timetable, names)
        return section in after.placements and gained

    def _proposals(self, case: Case) -> Iterator[Proposal]:
        """With a class that is held, with a partner, by itself: the cheapest to agree to first."""
        if case.alone is not None:
            yield from map(self._joined, joins(case, self.timetable))
            if case.pair is not None:
                yield from self._as_a_pair(case.pair)
            yield from map(self._joined, joins_online(case, self.timetable))
        first = openers(self.survey.ground.problem, case.standing, case.row)
        if first is not None:
            yield from islice(proposals(case.standing, case.row, first), TRIES)

    def _as_a_pair(self, pair: Pair) -> Iterator[Proposal]:
        both = (JoinRequest(pair.other, pair.metres),)
        yield from islice(proposals(pair.standing, pair.row, both), TRIES_AS_A_PAIR)

    def _joined(self, join: JoinSection) -> Proposal:
        return Proposal(join, join.joined(), self._usable(join.section.id))

    def start(self, proposal: Proposal) -> Timetable:
        """The timetable to start from, with the section in question in it but not placed."""
        section = proposal.section
        others = [each for each in self.timetable.sections if each.id != section.id]
        rows = tuple(row for row in self.timetable.meetings if row.section != section.id)
        every = tuple(sorted([*others, section], key=lambda each: each.id))
        update = {"sections": every, "meetings": rows}
        return self.timetable.model_copy(update=update)

    def _usable(self, section: str) -> Usable:
        """Who and what could hold a section of the timetable."""
        survey = self.survey
        return usable_of(survey.ground, survey.teachers[section], survey.rooms[section])

    def _chosen(self, choice: Choice) -> Usable:
        """Those who hold the section in its cells; who is not registered yet is new."""
        ground = self.survey.ground
        teachers = [at for at, _, _ in choice.slots if at != NOBODY]
        rooms = [at for _, at, _ in choice.slots if at < len(ground.rooms)]
        return usable_of(ground, np.array(teachers, np.int64), np.array(rooms, np.int64))


def _served(problem: Problem, timetable: Timetable, names: Names) -> int:
    """Priority-learners whom the placed ones of some sections serve."""
    return sum(
        problem.request[request].priority * learners
        for name in sorted(names & timetable.placements.keys())
        for request, learners in timetable.section[name].shares
    )
