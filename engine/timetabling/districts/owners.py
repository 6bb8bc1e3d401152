"""Owners: which part may use what several parts could use, while they are searched apart."""

from collections.abc import Sequence

import numpy as np

from engine.rules.terms import Bools, Floats
from engine.timetabling.choice import Choice
from engine.timetabling.kernels.arrays import (
    MEETINGS,
    POSSIBLE,
    ROOM,
    ROOMS,
    TEACHER,
)
from engine.timetabling.statement import Statement

Thing = tuple[str, str]
"""("room", id) or ("teacher", id)."""


def owners_of(statements: Sequence[Statement]) -> dict[Thing, int]:
    """The part in which each thing could be of the most use; of equals the first."""
    owner: dict[Thing, int] = {}
    most: dict[Thing, float] = {}
    for place, stated in enumerate(statements):
        wanted = _wanted(stated)
        for thing, at in stated.frame.thing.items():
            if thing not in owner or wanted[at] > most[thing]:
                owner[thing], most[thing] = place, float(wanted[at])
    return owner


def barred(statement: Statement, owner: dict[Thing, int], place: int) -> Bools:
    """The things [Q] of a part that others own."""
    theirs = np.zeros(len(statement.world.venue), dtype=np.bool_)
    for thing, at in statement.frame.thing.items():
        theirs[at] = owner[thing] != place
    return theirs


def used(statement: Statement, choice: Choice) -> set[Thing]:
    """The things that some meeting of a choice stands in or is held by."""
    placed = np.flatnonzero(choice.weeks >= 0)
    meetings = statement.world.section[placed, MEETINGS]
    held = np.arange(choice.at.shape[1]) < meetings[:, None]
    entries = choice.at[placed][held][:, [ROOM, TEACHER]]
    met = np.unique(statement.world.entry[entries])
    taken = np.zeros(len(statement.world.venue), dtype=np.bool_)
    taken[met] = True
    return {thing for thing, at in statement.frame.thing.items() if taken[at]}


def _wanted(statement: Statement) -> Floats:
    """How much is held in each room, or by a teacher in rooms, if all goes everywhere [Q].

    Who may teach online may do so anywhere: it makes nobody belong there.
    """
    world, first = statement.world, statement.frame.first_teacher
    wanted = np.zeros(len(world.venue))
    for begin, end in world.section[:, ROOMS : ROOMS + 2]:
        wanted[world.entry[begin:end]] += 1
    wanted[statement.frame.online] = 0
    together = statement.travel.pair < POSSIBLE
    wanted[first:] = together @ wanted[:first]
    return wanted
