"""The whole of all parts: one set of prices, and what they add up to."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from engine.rules.terms import Floats, Ints, Unserved
from engine.timetabling.bounds.climbing import Climb
from engine.timetabling.bounds.relaxation import Answer, Multipliers, Relaxation
from engine.timetabling.bounds.usage import hours_used
from engine.timetabling.exact.attendance import Attendance
from engine.timetabling.frame import Frame
from engine.timetabling.kernels.fresh import plain_costs
from engine.timetabling.sharing import ENDLESS
from engine.timetabling.statement import Statement, stake_of


@dataclass(frozen=True)
class Answers(Answer):
    """What each part answers to its share of the prices."""

    parts: tuple[Answer, ...]


@dataclass(frozen=True)
class Places:
    """Where the things and the streets of a part stand in the whole."""

    things: Ints
    streets: Ints


class Joint(Relaxation):
    """The relaxation of the whole: its sections are those of the parts, its things everybody's.

    A price of the whole is seen by every part that could use the thing, and is taken back once.
    """

    def __init__(self, frame: Frame, statements: Sequence[Statement], workers: int) -> None:
        self.parts = tuple(Relaxation(stated) for stated in statements)
        streets = sorted({name for stated in statements for name in stated.demand.streets})
        self.places = tuple(_places(frame, streets, stated) for stated in statements)
        self._workers = workers
        super().__init__(_shared(frame, streets, statements, self.places))

    def answer(self, given: Multipliers) -> Answers:
        """Add the bound up over all parts: exact when the multipliers are whole numbers."""
        with ThreadPoolExecutor(self._workers) as crew:
            places = range(len(self.parts))
            parts = tuple(crew.map(lambda place: self._answered(given, place), places))
        value = self.fixed(given) + sum(part.value for part in parts)
        return Answers(value, np.zeros(0, np.int32), np.zeros((0, 1, 3), np.int32), parts)

    def used(self, answer: Answers) -> Floats:
        """How often all parts together would have each thing at each hour [Q, P, A]."""
        used = np.zeros(self._state.holder.shape)
        for part, place, each in zip(self.parts, self.places, answer.parts, strict=True):
            used[place.things] += hours_used(part.statement, each)
        return used

    def united(self, every: Sequence[Multipliers], like: Multipliers) -> Multipliers:
        """One set of prices from those of the parts: the highest that any part would pay.

        Nobody pays less than in the part's own prices, and what several parts could use is
        taken back once: the whole adds up to at least what the parts add up to.
        """
        hours, days, loads = (np.zeros_like(each) for each in (like.hours, like.days, like.loads))
        streets = np.zeros_like(like.streets)
        for given, place in zip(every, self.places, strict=True):
            hours[place.things] = np.maximum(hours[place.things], given.hours)
            days[place.things] = np.maximum(days[place.things], given.days)
            loads[place.things] = np.maximum(loads[place.things], given.loads)
            streets[place.streets] += given.streets
        return replace(like, hours=hours, days=days, loads=loads, streets=streets)

    def share(self, given: Multipliers, place: int) -> Multipliers:
        """What a part sees of the prices of the whole."""
        here = self.places[place]
        return replace(
            given,
            streets=given.streets[here.streets],
            hours=given.hours[here.things],
            days=given.days[here.things],
            loads=given.loads[here.things],
        )

    def _answered(self, given: Multipliers, place: int) -> Answer:
        """What the sections of a part add up to, and nothing else."""
        part, mine = self.parts[place], self.share(given, place)
        answer = part.answer(mine)
        return replace(answer, value=answer.value - part.fixed(mine))


class JointClimb(Climb):
    """Raising the prices of the whole: what one part frees another may have."""

    def used(self, answer: Answer) -> Floats:
        """How often all parts together would have each thing at each hour [Q, P, A]."""
        joint = self.relaxation
        assert isinstance(joint, Joint)
        assert isinstance(answer, Answers)
        return joint.used(answer)


def _places(frame: Frame, streets: Sequence[str], stated: Statement) -> Places:
    thing = frame.thing
    things = [*(thing["room", name] for name in stated.frame.rooms), frame.online]
    things += [thing["teacher", name] for name in stated.frame.teachers]
    at = {name: place for place, name in enumerate(streets)}
    return Places(
        np.array(things, dtype=np.int64),
        np.array([at[name] for name in stated.demand.streets], dtype=np.int64),
    )


def _shared(
    frame: Frame,
    streets: Sequence[str],
    statements: Sequence[Statement],
    places: Sequence[Places],
) -> Statement:
    """A statement of what is everybody's, without any section."""
    one, things = statements[0], frame.first_teacher + len(frame.teachers)
    demand, limit = _demand(streets, statements, places), np.full((things, 9), ENDLESS, np.int32)
    for stated, place in zip(statements, places, strict=True):
        limit[place.things] = stated.world.limit
    shut = np.zeros((len(frame.weeks), things, len(frame.periods)))
    costs = plain_costs(np.zeros(0), np.zeros((0, 0)), one.fit.more)
    none = replace(frame, sections=(), meetings=frame.meetings[:0], learners=frame.learners[:0])
    world = one.world._replace(
        section=np.zeros((0, 13), dtype=np.int32),
        entry=np.zeros(0, dtype=np.int32),
        stake=stake_of(demand),
        limit=limit,
        venue=np.full(things, -1, dtype=np.int32),
        minutes=np.zeros((0, 0)),
    )
    return Statement(
        frame=none,
        world=world,
        travel=costs,
        fit=costs,
        shut=shut,
        always_shut=shut,
        attendance=Attendance(none, None),
        modes=np.zeros(0, dtype=np.int32),
        demand=demand,
    )


def _demand(
    streets: Sequence[str], statements: Sequence[Statement], places: Sequence[Places]
) -> Unserved:
    """The demand of all parts, street by street; no section holds any of it."""
    total, lost = np.zeros(len(streets), np.int64), np.zeros(len(streets), np.int64)
    for stated, place in zip(statements, places, strict=True):
        total[place.streets] += stated.demand.total
        lost[place.streets] += stated.demand.lost
    return Unserved(
        streets=tuple(streets),
        by_street=np.zeros((0, len(streets)), dtype=np.int64),
        elsewhere=np.zeros(0, dtype=np.int64),
        total=total,
        lost=lost,
        lost_elsewhere=sum(stated.demand.lost_elsewhere for stated in statements),
    )
