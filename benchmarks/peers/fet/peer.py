"""The two-step peer: a flow gives teachers, FET hours and rooms, round after round.

FET either places everything or ends with its highest stage: all that came before the first
activity it could not place. Each round keeps that stage, leaves the activity out and goes on
with the rest; when all have been tried, those left out get another teacher and other weeks.
"""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.peers.desk import Desk
from benchmarks.peers.fet.paper import Paper
from benchmarks.peers.fet.program import STANDSTILL, Program
from benchmarks.peers.fet.seats import Assigned, seated
from benchmarks.peers.fet.teachers import Flow
from benchmarks.peers.wishes import Stand, Wish, Wishes
from engine.domain.problem import Problem
from engine.domain.timetable import Section, Timetable
from engine.timetabling.statement import state

Stands = tuple[int, list[Stand]]
"""The run of weeks and the meetings of a section."""

MOST_RUNS = 2
"""Generations without a gain after which an attempt is over."""


def fet(problem: Problem, sections: Sequence[Section], seconds: float) -> Timetable:
    """Search for some seconds, the flows and the files included; the best of several attempts."""
    end = time.monotonic() + seconds
    wishes = Wishes.of(state(problem, sections))
    best, value, number = dict[int, Stands](), (-1, 0), 0
    while number == 0 or time.monotonic() < end:
        attempt = Rounds(wishes, end, STANDSTILL * seconds)
        attempt.run(number)
        number += 1
        if attempt.value > value:
            best, value = attempt.placed, attempt.value
        if len(best) == len(wishes.each):
            break
    return wishes.timetable(sections, best)


class Rounds:
    """What has been placed so far, and the rounds that place more."""

    def __init__(self, wishes: Wishes, end: float, patience: float) -> None:
        self.wishes = wishes
        self.end = end
        self.patience = patience
        self.desk = Desk(wishes.statement)
        self.flow = Flow(wishes, self.desk)
        self.placed: dict[int, Stands] = {}

    @property
    def value(self) -> tuple[int, int]:
        """The priority-learners of what is placed, then how little it costs."""
        served = sum(self.wishes.each[section].stake for section in self.placed)
        return served, -self.flow.prices.spent(self.placed)

    def run(self, number: int) -> None:
        """Let sections try one run of weeks after the other until that helps no more."""
        left, idle = [wish for wish in self.wishes.each if wish.possible], 0
        while left and idle < MOST_RUNS and time.monotonic() < self.end:
            before = len(self.placed)
            self.generation([(wish, wish.runs[number % len(wish.runs)]) for wish in left])
            left = [wish for wish in left if wish.section not in self.placed]
            idle = idle + 1 if len(self.placed) == before else 0
            number += 1

    def generation(self, chosen: Sequence[tuple[Wish, int]]) -> None:
        """Give sections a teacher and go on until every one of them has been tried."""
        given = seated(self.wishes, self.desk, self.flow.assign(chosen))
        while given and (left := self.end - time.monotonic()) > 0:
            left_out = self.round(given, left)
            given = seated(self.wishes, self.desk, left_out)

    def round(self, given: Sequence[Assigned], seconds: float) -> list[Assigned]:
        """Let FET place what it can; returns what it did not come to."""
        paper = Paper(self.wishes, self.desk, given)
        with tempfile.TemporaryDirectory() as name:
            program = Program(Path(name))
            paper.write(program.file)
            program.run(seconds, self.patience)
            found = paper.read(program.placed) if program.placed else {}
            stuck = {paper.activity[number].wish.section for number in program.stuck}
        out = stuck or {each.wish.section for each in given}
        for each in sorted(given, key=lambda each: -each.wish.stake):
            if each.wish.section in found:
                self._take(each, found[each.wish.section])
        return [each for each in given if each.wish.section not in out | found.keys()]

    def _take(self, each: Assigned, stands: list[Stand]) -> None:
        """Enter a section if the desk agrees: FET knows neither weeks nor real distances."""
        if self._agrees(each, stands):
            places = [_place(each.wish, stand) for stand in stands]
            self.desk.take(each.wish.section, each.run, places)
            self.placed[each.wish.section] = each.run, stands

    def _agrees(self, each: Assigned, stands: Sequence[Stand]) -> bool:
        hours, rooms = self.desk.free(each.wish.section, each.run)
        for stand in stands:
            period, teacher, room = _place(each.wish, stand)
            if not (hours[period, teacher] and rooms[period, room]):
                return False
            where = np.array([stand[0]]), np.array([stand[2]])
            if any(far.any() for far in self.desk.too_far(stand[1], *where, each.run)):
                return False
        return all(self.wishes.reached(a, b) for a in stands for b in stands if a < b)


def _place(wish: Wish, stand: Stand) -> Stand:
    """Turn a meeting into places in the lists of its section."""
    lists = wish.periods, wish.teachers, wish.rooms
    period, teacher, room = (listed.index(each) for listed, each in zip(lists, stand, strict=True))
    return period, teacher, room
