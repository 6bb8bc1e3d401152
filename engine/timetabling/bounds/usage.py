"""How often the placements of an answer use each scarce thing."""

from dataclasses import dataclass

import numpy as np

from engine.rules.terms import Floats, Ints
from engine.timetabling.bounds.relaxation import Answer
from engine.timetabling.kernels.arrays import MEETINGS, PERIOD, ROOM, TEACHER
from engine.timetabling.statement import Statement


@dataclass(frozen=True)
class Uses:
    """One row a use of a thing by a meeting in an atom: which placement, thing, period, atom."""

    placement: Ints
    thing: Ints
    period: Ints
    atom: Ints


def uses(statement: Statement, section: Ints, weeks: Ints, at: Ints) -> Uses:
    """List what placements use: `section` [n], `weeks` [n] and `at` [n, K, 3] describe them."""
    world = statement.world
    meetings = world.section[section, MEETINGS]
    placement, one = np.nonzero(np.arange(at.shape[1])[None, :] < meetings[:, None])
    period = world.entry[at[placement, one, PERIOD]]
    things = [world.entry[at[placement, one, column]] for column in (ROOM, TEACHER)]
    twice = np.concatenate([placement, placement])
    thing, period = np.concatenate(things), np.concatenate([period, period])
    real = thing != statement.frame.online
    twice, thing, period = twice[real], thing[real], period[real]
    row, atom = np.nonzero(statement.frame.weeks_atoms[weeks[twice]])
    return Uses(twice[row], thing[row], period[row], atom)


def hours_used(statement: Statement, answer: Answer) -> Floats:
    """How many meetings each thing holds at each period in each atom [Q, P, A]."""
    placed = np.flatnonzero(answer.weeks >= 0)
    weeks, at = answer.weeks[placed].astype(np.int64), answer.at[placed].astype(np.int64)
    used = uses(statement, placed, weeks, at)
    atoms, periods = len(statement.frame.atoms), len(statement.frame.periods)
    shape = (len(statement.world.venue), periods, atoms)
    flat = np.ravel_multi_index((used.thing, used.period, used.atom), shape)
    return np.bincount(flat, minlength=int(np.prod(shape))).reshape(shape).astype(np.float64)
