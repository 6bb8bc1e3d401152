"""First timetables of parts, and at the end the use of what no part has used."""

from collections.abc import Iterator, Sequence

import numpy as np

from engine.rules.terms import Bools
from engine.timetabling.choice import Choice
from engine.timetabling.districts.job import Outcome, held
from engine.timetabling.districts.owners import barred, used
from engine.timetabling.kernels.fresh import weighted
from engine.timetabling.lane import Lane
from engine.timetabling.statement import Statement
from engine.timetabling.weights import weights


def placed(statement: Statement, theirs: Bools, start: Choice | None) -> Outcome:
    """Place everybody who is not placed yet once, those with most at stake first."""
    weigh, lane = weights(), Lane.opened(held(statement, theirs), 0)
    costs = weighted(statement.travel, statement.fit, weigh.travel, weigh.fit)
    if start is not None:
        lane.take(start)
    stake = statement.world.stake[:-1, 0]
    lane.insert(costs, lane.shut, np.argsort(-stake, kind="stable").astype(np.int32))
    return Outcome(lane.choice, lane.value, {})


def filled(
    statements: Sequence[Statement], choices: Sequence[Choice]
) -> Iterator[tuple[int, Outcome]]:
    """Offer every part what no other part has used, one after the other."""
    holder = {
        thing: place
        for place, (stated, choice) in enumerate(zip(statements, choices, strict=True))
        for thing in used(stated, choice)
    }
    for place, (stated, choice) in enumerate(zip(statements, choices, strict=True)):
        mine = {thing: holder.get(thing, place) for thing in stated.frame.thing}
        outcome = placed(stated, barred(stated, mine, place), choice)
        holder |= dict.fromkeys(used(stated, outcome.choice), place)
        yield place, outcome
