"""Cuts and odd sets as rows of a master."""

import numpy as np

from engine.timetabling.bounds.cuts.odd_sets import Pairs
from engine.timetabling.bounds.matrix import Matrix
from engine.timetabling.bounds.pool import Columns
from engine.timetabling.bounds.relaxation import Relaxation


def add_cuts(matrix: Matrix, relaxation: Relaxation, out: slice) -> slice:
    """Leave out as many sections of each cut as every timetable does."""
    cuts = relaxation.cuts
    least = np.array([-float(cut.least) for cut in cuts])
    rows = matrix.rows("cuts", np.full(len(cuts), -np.inf), least)
    for row, cut in enumerate(cuts, start=rows.start):
        inside = np.flatnonzero(cut.inside)
        matrix.add(np.full(len(inside), row), out.start + inside, -1.0)
    return rows


def add_odd_sets(matrix: Matrix, relaxation: Relaxation, columns: Columns) -> slice:
    """Take of the placements of each odd set no more than it can hold."""
    odd_sets = relaxation.odd_sets
    most = np.array([float(odd.most) for odd in odd_sets])
    rows = matrix.rows("odd_sets", np.full(len(odd_sets), -np.inf), most)
    pairs = Pairs.among(relaxation.statement, columns.section, columns.weeks, columns.at)
    for row, odd in enumerate(odd_sets, start=rows.start):
        inside = pairs.inside(odd)
        matrix.add(np.full(len(inside), row), inside, 1.0)
    return rows
