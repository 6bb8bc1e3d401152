"""One case of a rule's law: it obeys, breaks, or lies exactly on the edge."""

from typing import NamedTuple

from engine.domain.problem import Problem
from engine.domain.timetable import Timetable
from engine.rules.rule import Rule
from tests.rules.tiny import HERE, THERE, world


class Case(NamedTuple):
    """A tiny world, a timetable, and what the law counts there (0 = obeyed)."""

    rule: type[Rule]
    which: str
    problem: Problem
    timetable: Timetable
    amount: int


def obeys(rule, problem, timetable):
    """A case well inside the law."""
    return Case(rule, "obeys", problem, timetable, 0)


def edge(rule, problem, timetable, amount=0):
    """A case exactly on the edge: by default still lawful."""
    return Case(rule, "edge", problem, timetable, amount)


def breaks(rule, problem, timetable, amount=1):
    """A case that breaks the law, or costs so much."""
    return Case(rule, "breaks", problem, timetable, amount)


APART_M = world().distance_m(tuple(HERE.values()), tuple(THERE.values()))
"""Road metres between the two points of the tiny worlds, unrounded: about 1,910."""
