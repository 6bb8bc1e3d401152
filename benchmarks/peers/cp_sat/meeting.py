"""One meeting of the model: the literals among which it chooses."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from benchmarks.peers.wishes import Wish

Lit = cp_model.IntVar
Lits = dict[tuple[int, int], Lit]
"""Literals by run of weeks and by period, teacher or room."""


@dataclass
class Meeting:
    """One meeting of a section: what may be chosen, and the hour and the weekday as numbers."""

    wish: Wish
    hours: Lits = field(default_factory=dict)
    teachers: Lits = field(default_factory=dict)
    rooms: Lits = field(default_factory=dict)
    at: cp_model.IntVar | None = None
    day: cp_model.IntVar | None = None


def by_run(literals: Lits, run: int) -> Iterable[tuple[tuple[int, int], Lit]]:
    """The literals of one run of weeks."""
    return ((key, literal) for key, literal in literals.items() if key[0] == run)
