"""Pooling revisited: solve, let who is left over join a class, and solve again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.domain.certificate import Certificate
from engine.domain.problem import Problem
from engine.domain.results import LevelValue
from engine.domain.timetable import Section, Timetable
from engine.repair.joining import joined
from engine.repair.proof import proved_again
from engine.timetabling.solve import Search, Solved, in_parts, solve
from engine.timetabling.stopping import Stop, never
from engine.timetabling.watching import Progress, Watcher, silent

EXPLORED, ENOUGH_SECONDS = 0.2, 12.0
"""The part of the time after which pooling is looked at again, and the most of it (ADR 0013)."""


@dataclass(frozen=True)
class Revisited:
    """A timetable of the sections as they have become, with its certificate.

    `levels` are what the search proved; none where the last learners joined after it.
    """

    timetable: Timetable
    certificate: Certificate
    levels: tuple[LevelValue, ...]


def revisited(
    problem: Problem,
    sections: Sequence[Section],
    *,
    search: Search,
    watch: Watcher = silent,
    stop: Stop = never,
    start: Timetable | None = None,
) -> Revisited:
    """Find a timetable, and sections for it that serve more than those given.

    Which sections stay out shows only when they are timetabled; their learners take the free
    seats of the others, and the search goes on with the larger sections. What it leaves over
    joins once more, and the bounds are added up for the sections that are published. What is
    solved in parts is left as it was pooled.
    """
    if start is None and in_parts(problem, sections, search):
        whole = solve(problem, sections, search=search, watch=watch, stop=stop)
        return Revisited(whole.timetable, whole.certificate, whole.levels)
    part = EXPLORED
    if search.rounds is None:
        part = min(EXPLORED, ENOUGH_SECONDS / max(search.seconds, ENOUGH_SECONDS))
    later, first = search.portion(1 - part), search.portion(part)
    ended: list[Progress] = []
    before = _longer(watch, later, ended)
    found = solve(problem, sections, search=first, watch=before, stop=stop, start=start)
    joining = joined(problem, found.timetable)
    if not stop() and not _finished(found, joining):
        found = solve(
            problem, joining.sections, search=later, watch=_on(watch), stop=stop, start=joining
        )
        joining = joined(problem, found.timetable)
    elif ended:
        watch(ended[-1])
    if joining == found.timetable:
        return Revisited(found.timetable, found.certificate, found.levels)
    return Revisited(joining, proved_again(problem, joining, found.certificate), ())


def _finished(found: Solved, joining: Timetable) -> bool:
    """Whether nobody could join and nothing better can be found."""
    proved = all(level.value == level.bound for level in found.levels)
    return proved and joining == found.timetable


def _longer(watch: Watcher, later: Search, ended: list[Progress]) -> Watcher:
    """Tell of the time that is left in all; an end before it is kept in `ended`, not told."""

    def told(progress: Progress) -> None:
        left = progress.seconds_left
        if progress.phase == "done":
            ended.append(progress)
        else:
            more = (
                progress if left is None else replace(progress, seconds_left=left + later.seconds)
            )
            watch(more)

    return told


def _on(watch: Watcher) -> Watcher:
    """Tell of going on: nobody begins a second time."""

    def told(progress: Progress) -> None:
        if progress.phase not in ("state", "construct"):
            watch(progress)

    return told
