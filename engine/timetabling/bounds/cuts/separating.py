"""Finding the odd sets that a linear program breaks."""

from collections.abc import Iterator

import numpy as np

from engine.rules.terms import Bools, Floats
from engine.timetabling.bounds.cuts.odd_sets import OddSet, Pairs, most_twice
from engine.timetabling.bounds.pool import Columns
from engine.timetabling.bounds.usage import uses
from engine.timetabling.statement import Statement

BROKEN = 1e-3
"""By so much an odd set must be broken to be worth a row."""
FULL = 1e-6
"""An hour of which less than this is free is full."""
A_TEACHER = 6
"""Odd sets that are taken of one teacher and atom at a time."""


def broken(statement: Statement, columns: Columns, parts: Floats) -> Iterator[OddSet]:
    """The odd sets that placements taken in these parts [n] break, each set of placements once.

    Such a set has all but one meeting of what its hours can hold. So they are looked for among
    a teacher's full hours, one more or one less, and all hours in use.
    """
    taken = np.flatnonzero(parts > FULL)
    columns, parts = columns.only(taken), parts[taken]
    pairs = Pairs.among(statement, columns.section, columns.weeks, columns.at)
    torn = np.flatnonzero(parts[pairs.placement] < 1 - FULL)
    used = _hours(statement, columns, parts)
    seen: set[bytes] = set()
    for teacher in np.unique(pairs.teacher[torn]).tolist():
        mine = np.flatnonzero(pairs.teacher == teacher)
        for atom in np.flatnonzero(pairs.atoms[mine].any(axis=0)).tolist():
            counted = mine[pairs.atoms[mine, atom]]
            hours, part = pairs.periods[counted], parts[pairs.placement[counted]]
            found = []
            for inside in _candidates(used[teacher, :, atom]):
                both = inside[hours].all(axis=1)
                most = most_twice(statement, teacher, inside)
                if (
                    part[both].sum() > most + BROKEN
                    and (key := counted[both].tobytes()) not in seen
                ):
                    seen.add(key)
                    found.append((most - part[both].sum(), OddSet(teacher, atom, inside, most)))
            found.sort(key=lambda each: each[0])
            yield from (odd for _, odd in found[:A_TEACHER])


def _hours(statement: Statement, columns: Columns, parts: Floats) -> Floats:
    """How much of each hour placements use that are taken in parts [Q, P, A]."""
    used = uses(statement, columns.section, columns.weeks, columns.at)
    frame = statement.frame
    shape = (len(statement.world.venue), len(frame.periods), len(frame.atoms))
    flat = np.ravel_multi_index((used.thing, used.period, used.atom), shape)
    size = int(np.prod(shape))
    found = np.bincount(flat, weights=parts[used.placement], minlength=size)
    return found.astype(np.float64).reshape(shape)


def _candidates(used: Floats) -> Iterator[Bools]:
    """Sets of hours [P] that may be broken: those in use and the full ones, one more, one less."""
    in_use, full = used > FULL, used > 1 - FULL
    yield in_use
    yield full
    for hour in np.flatnonzero(in_use).tolist():
        yield _other(full, hour)
    for hour in np.flatnonzero(in_use).tolist():
        yield _other(in_use, hour)


def _other(inside: Bools, hour: int) -> Bools:
    """A set of hours with one more or one less."""
    other = inside.copy()
    other[hour] = not other[hour]
    return other
