"""Timetabling: find a timetable level by level, and prove how good any could be."""

from collections.abc import Collection, Sequence
from typing import Literal

from engine.domain.certificate import Certificate
from engine.domain.problem import Problem
from engine.domain.results import LevelValue
from engine.domain.thing import Thing
from engine.domain.timetable import Section, Timetable
from engine.refusals import Stopped
from engine.timetabling.choice import choice_of, timetable_of
from engine.timetabling.districts.crew import crew_of
from engine.timetabling.districts.whole import solve_in_parts
from engine.timetabling.exact.levels import Effort
from engine.timetabling.exact.locks import Held
from engine.timetabling.exact.parts import Given, Pin
from engine.timetabling.exact.resolve import resolve
from engine.timetabling.kernels.kernel import compiled
from engine.timetabling.lane import Value
from engine.timetabling.pace import Pace, Search
from engine.timetabling.run import Run, reached
from engine.timetabling.statement import state
from engine.timetabling.stopping import Stop, never
from engine.timetabling.watching import Progress, Watcher, silent
from engine.timetabling.weights import weights

__all__ = ["Search", "Solved", "solve"]

Level = Literal["served", "fairness", "travel", "fit"]
UNITS: dict[Level, str] = {
    "served": "priority-learners",
    "fairness": "1/10000",
    "travel": "m",
    "fit": "points",
}
AT_ONCE = 12_000
"""More sections than these are not searched at once where there are several districts."""
SMALL = 40
"""Up to so many sections a complete search is tried before anything else."""
EXACT_TIME = 2.0
"""Deterministic seconds of that search for each level."""


class Solved(Thing):
    """A timetable with its proof: levels in order, and all of them under the fixed weights."""

    timetable: Timetable
    certificate: Certificate
    levels: tuple[LevelValue, ...]
    overruns: int
    total: int
    total_bound: int

    @property
    def gap(self) -> float:
        """How far the total is above its bound, in percent of the total."""
        return 100.0 * (self.total - self.total_bound) / self.total if self.total else 0.0


def solve(
    problem: Problem,
    sections: Sequence[Section],
    *,
    search: Search | None = None,
    watch: Watcher = silent,
    stop: Stop = never,
    start: Timetable | None = None,
) -> Solved:
    """Find the best timetable that the search allows, and bounds on every level.

    `start` is an earlier timetable; what of it is still lawful is kept to begin with, and what
    locks hold of it stays to the end or stays out. Bounds are those of all timetables, locks or
    not. Raises Stopped when told to stop before there is a first timetable.
    """
    watch(Progress("state"))
    for _ in compiled():
        pass
    pace = Pace(search or Search(), stop)
    if start is None and in_parts(problem, sections, pace.search):
        with crew_of(pace.search.workers, pace.search.cluster) as crew:
            whole = solve_in_parts(problem, sections, pace, watch, crew)
        return solved(whole.value, whole.certificate, whole.timetable, ())
    statement = state(problem, sections)
    if stop():
        raise Stopped("在得到第一张课表之前停止。", "Stopped before a first timetable.")
    earlier = start or Timetable(sections=(), meetings=())
    run = Run(statement, pace, watch, Held.by(statement, problem, earlier))
    run.construct(None if start is None else choice_of(statement, start))
    proved = closed(problem, sections, run, earlier) if len(sections) <= SMALL else ()
    if len(proved) == len(UNITS):
        run.prove()
    else:
        run.improve()
    run.tell("done")
    certificate = run.prover.certificate(reached(run.best.value))
    timetable = timetable_of(statement, sections, run.best.choice)
    return solved(run.best.value, certificate, timetable, proved)


def in_parts(problem: Problem, sections: Sequence[Section], search: Search) -> bool:
    """Whether a problem is searched district by district: on a cluster, or too large at once."""
    several = sum(area.parent is None for area in problem.areas) > 1
    return search.cluster is not None or (several and len(sections) > AT_ONCE)


def closed(
    problem: Problem, sections: Sequence[Section], run: Run, earlier: Timetable
) -> tuple[Level, ...]:
    """Search a small world completely; says which levels that proves.

    With locks it proves nothing: there may be better timetables that break them.
    """
    before = timetable_of(run.statement, sections, run.best.choice)
    pins = {
        name: Pin(parts, earlier.placements[name])
        for name, parts in problem.locked.items()
        if name in earlier.placements
    }
    found = resolve(
        problem,
        before,
        before.section.keys(),
        given=Given(pinned=pins),
        effort=Effort(deterministic_time=EXACT_TIME, seed=run.pace.search.seed),
    )
    run.take(choice_of(run.statement, found.timetable))
    if pins:
        return ()
    if found.optimal:
        return tuple(UNITS)
    return ("served",) if found.proved else ()


def solved(
    reaches: Value, certificate: Certificate, timetable: Timetable, proved: Collection[Level]
) -> Solved:
    """Put the timetable, its values and their bounds together."""
    value = reached(reaches)
    bounds: dict[str, int] = {proof.name: proof.bound for proof in certificate.proofs}
    levels = tuple(
        LevelValue(
            name=name,
            value=value[name],
            bound=value[name] if name in proved else bounds[name],
            certified=bounds[name],
            proof="exact search" if name in proved else "prices",
            unit=unit,
        )
        for name, unit in UNITS.items()
    )
    return Solved(
        timetable=timetable,
        certificate=certificate,
        levels=levels,
        overruns=reaches[2],
        total=sum(weight * value[name] for name, weight in weights()),
        total_bound=max(
            bounds["total"],
            bounds["weighted"],
            sum(weight * bounds[name] for name, weight in weights()),
        ),
    )
