"""Rows that keep two sections with learners in common from meeting at the same time."""

import numpy as np

from engine.rules.terms import Ints
from engine.timetabling.bounds.journeys import expanded
from engine.timetabling.bounds.matrix import Matrix
from engine.timetabling.bounds.pool import Columns
from engine.timetabling.kernels.arrays import APART, MEETINGS, PERIOD
from engine.timetabling.statement import Statement


def add_apart(matrix: Matrix, statement: Statement, columns: Columns) -> None:
    """Add a row for every such two sections, period and atom: at most one of the two meets then."""
    world, frame = statement.world, statement.frame
    meetings = world.section[columns.section, MEETINGS]
    placement, one = np.nonzero(np.arange(columns.at.shape[1])[None, :] < meetings[:, None])
    period = world.entry[columns.at[placement, one, PERIOD]].astype(np.int64)
    row, atom = np.nonzero(frame.weeks_atoms[columns.weeks[placement]])
    slot, placement = period[row] * len(frame.atoms) + atom, placement[row]
    pairs = apart(statement)
    pairs = pairs[np.isin(pairs, columns.section).all(axis=1)]
    of_section = np.stack([np.repeat(np.arange(len(pairs)), 2), pairs.ravel()])
    uses = np.arange(len(placement))
    pair, use = expanded(of_section, columns.section[placement], uses)
    keys, at = np.unique(pair * (slot.max(initial=0) + 1) + slot[use], return_inverse=True)
    rows = matrix.rows("apart", np.full(len(keys), -np.inf), np.ones(len(keys)), keys)
    matrix.add(rows.start + at.ravel(), placement[use], 1.0)


def apart(statement: Statement) -> Ints:
    """Every two sections that never meet at the same time, each two once [n, 2]."""
    world = statement.world
    starts, counts = world.section[:, APART], np.diff(world.section[:, APART : APART + 2]).ravel()
    one = np.repeat(np.arange(len(starts)), counts)
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    other = world.entry[np.repeat(starts, counts) + within]
    found: Ints = np.stack([one, other], axis=1)[one < other].astype(np.int64)
    return found
