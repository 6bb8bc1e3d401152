"""The greedy peer is a fair one: lawful, and never worse than leaving everybody out."""

import numpy as np
import pytest

from benchmarks.peers.desk import Desk
from benchmarks.peers.greedy import greedy, seat
from engine import verbs
from engine.timetabling.statement import state
from engine.verification.verify import hard_breaches
from tests.house.tree import ROOT

MICRO = sorted(folder.name for folder in (ROOT / "scenarios" / "micro").iterdir())


@pytest.fixture
def placed():
    """Place a micro world greedily."""

    def place(name):
        problem = verbs.read(ROOT / "scenarios" / "micro" / name)
        return problem, greedy(problem, verbs.pool(problem).sections)

    return place


@pytest.mark.parametrize("name", MICRO)
def test_greedy_breaks_no_rule(placed, name):
    """Every micro world is placed without a breach."""
    problem, timetable = placed(name)

    assert hard_breaches(problem, timetable) == ()


def test_greedy_serves_the_dearest_first(placed):
    """One scarce teacher goes to the section with the most priority-learners."""
    problem, timetable = placed("scarce_teacher_priority")

    stake = {
        section.id: sum(problem.request[name].priority * count for name, count in section.shares)
        for section in timetable.sections
    }
    assert max(stake, key=lambda name: stake[name]) in timetable.placements
    assert len(timetable.placements) < len(timetable.sections)


def test_greedy_leaves_out_only_what_fits_nowhere(placed):
    """Who was left out finds no place in the finished timetable either."""
    problem, timetable = placed("one_teacher_two_wishes")
    statement = state(problem, timetable.sections)
    desk = Desk(statement)
    for section in range(len(statement.frame.sections)):
        seat(desk, section)
    left_out = [int(section) for section in np.flatnonzero(desk.choice.weeks < 0)]

    for section in left_out:
        seat(desk, section)

    assert left_out
    assert (desk.choice.weeks[left_out] < 0).all()
