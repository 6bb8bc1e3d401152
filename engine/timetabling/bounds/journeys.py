"""Rows that keep a teacher from two meetings of a day between which the way is too long."""

from dataclasses import dataclass

import numpy as np

from engine.rules.terms import Bools, Ints
from engine.timetabling.bounds.matrix import Matrix
from engine.timetabling.bounds.pool import Columns
from engine.timetabling.kernels.arrays import PERIOD, ROOM, TEACHER
from engine.timetabling.statement import Statement


@dataclass(frozen=True)
class Stops:
    """One row a meeting of a placement in a room in an atom: its teacher, period and venue [n]."""

    placement: Ints
    teacher: Ints
    period: Ints
    venue: Ints
    atom: Ints

    def of(self, which: Bools | Ints) -> "Stops":
        """Those that are marked, or stand at these places."""
        return Stops(*(each[which] for each in vars(self).values()))


def stops(statement: Statement, columns: Columns) -> Stops:
    """List where the teachers of placements have to be, online meetings left out."""
    world, frame = statement.world, statement.frame
    held = np.arange(columns.at.shape[1])[None, :] < frame.meetings[columns.section][:, None]
    placement, one = np.nonzero(held)
    period, teacher, room = (
        world.entry[columns.at[placement, one, part]].astype(np.int64)
        for part in (PERIOD, TEACHER, ROOM)
    )
    row, atom = np.nonzero(frame.weeks_atoms[columns.weeks[placement]])
    every = Stops(placement[row], teacher[row], period[row], world.venue[room][row], atom)
    return every.of(every.venue >= 0)


def too_far(statement: Statement, given: Stops) -> Ints:
    """The teachers who cannot reach all these stops one after the other."""
    first, second = pairs(statement, given)
    found: Ints = np.unique(given.teacher[first[late(statement, given, first, second)]])
    return found


def pairs(statement: Statement, given: Stops) -> tuple[Ints, Ints]:
    """Every two stops of one teacher on one day in one atom, the later period second."""
    day = statement.world.period[given.period, 0]
    order = np.lexsort((given.period, day, given.atom, given.teacher))
    same = (given.teacher * (given.atom.max(initial=0) + 1) + given.atom) * 7 + day
    keys = same[order]
    here = np.arange(len(order))
    counts = np.searchsorted(keys, keys, side="right") - here - 1
    first = np.repeat(here, counts)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    return order[first], order[second]


def late(statement: Statement, given: Stops, first: Ints, second: Ints) -> Bools:
    """Whether the way between two stops of a day takes longer than there is time."""
    world = statement.world
    here, there = given.period[first], given.period[second]
    minutes = world.minutes[given.venue[first], given.venue[second]]
    found: Bools = (here != there) & (minutes > world.gap[here, there])
    return found


def add_journeys(matrix: Matrix, statement: Statement, given: Stops) -> None:
    """Add a row for every period and venue of a teacher and each other period of that day.

    A teacher is there, or at one of the venues at the other period that are out of reach: of
    all these meetings at most one can be.
    """
    facts = np.stack([given.teacher, given.atom, given.period, given.venue], axis=1)
    _, example, kind = np.unique(facts, axis=0, return_index=True, return_inverse=True)
    kinds, periods = given.of(example), len(statement.frame.periods)
    first, second = pairs(statement, kinds)
    broken = late(statement, kinds, first, second)
    here = np.concatenate([first[broken], second[broken]])
    there = np.concatenate([second[broken], first[broken]])
    keys, row = np.unique(here * periods + kinds.period[there], return_inverse=True)
    rows = matrix.rows("journeys", np.full(len(keys), -np.inf), np.ones(len(keys)), keys)
    of_kind = np.unique(np.stack([np.tile(row.ravel(), 2), np.concatenate([here, there])]), axis=1)
    entries = expanded(of_kind, kind.ravel(), given.placement)
    matrix.add(rows.start + entries[0], entries[1], 1.0)


def expanded(of_kind: Ints, kind: Ints, placement: Ints) -> Ints:
    """Pairs (row, kind) as pairs (row, placement), each once."""
    order = np.argsort(kind, kind="stable")
    begins = np.searchsorted(kind[order], np.arange(kind.max(initial=-1) + 2))
    counts = np.diff(begins)[of_kind[1]]
    at = np.repeat(begins[of_kind[1]] - (np.cumsum(counts) - counts), counts)
    members = placement[order][at + np.arange(counts.sum())]
    found: Ints = np.unique(np.stack([np.repeat(of_kind[0], counts), members]), axis=1)
    return found
