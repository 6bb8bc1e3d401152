"""Substitutes: who is away for a few dates is replaced on these dates, or they are given up."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from engine.domain.problem import Problem
from engine.domain.requests import Part
from engine.domain.timetable import ExceptionalWeeks, ExceptionKind, Meeting, Timetable
from engine.repair.differences import in_order
from engine.repair.hits import Keeping, Task, tasks_of
from engine.rules.reasons import AWAY
from engine.timetabling.exact.levels import Effort
from engine.timetabling.exact.parts import Given
from engine.timetabling.exact.resolve import resolve

# The least change first: another teacher, another room, both; then the section's other
# meetings of the week go along, where all must have one teacher or room.
LESS_AND_LESS: tuple[frozenset[Part], ...] = (
    frozenset({"period", "room"}),
    frozenset({"period", "teacher"}),
    frozenset({"period"}),
)
KEPT = tuple(Keeping(parts, alone) for alone in (True, False) for parts in LESS_AND_LESS)


def substituted(problem: Problem, timetable: Timetable, effort: Effort) -> Timetable:
    """Find substitutes for the few dates on which a section cannot be held as it is.

    The hour stays, and so do the other dates. Dates for which nobody is found are given up, as
    long as most of the section is held. Sections that are hit in many weeks, or to their end,
    stay as they are.
    """
    tasks = [task for task in tasks_of(problem, timetable) if not task.to_the_end]
    tasks.sort(key=lambda task: (sorted(task.weeks), task.section))
    for weeks, alike in groupby(tasks, key=lambda task: task.weeks):
        for together in _together(list(alike)):
            timetable = _replaced(problem, timetable, weeks, together, effort)
    return timetable


def _together(tasks: Sequence[Task]) -> Iterator[dict[str, Task]]:
    """The tasks that one search settles: those that keep other meetings have one each."""
    whole = {task.section: task for task in tasks if task.is_whole}
    yield from [whole] if whole else []
    yield from ({task.section: task} for task in tasks if not task.is_whole)


def _replaced(
    problem: Problem,
    timetable: Timetable,
    weeks: frozenset[int],
    tasks: dict[str, Task],
    effort: Effort,
) -> Timetable:
    """Replace what can be replaced with less and less kept; give the other dates up."""
    locked = problem.locked
    for keeping in KEPT:
        if not tasks:
            break
        pins = {
            name: task.pin(keeping, locked.get(name, frozenset())) for name, task in tasks.items()
        }
        given = Given(pins, weeks=weeks)
        found = resolve(problem, timetable, tasks.keys(), given=given, effort=effort).timetable
        for name in sorted(tasks.keys() & found.placements.keys()):
            task = tasks.pop(name)
            timetable = _entered(problem, timetable, task, found.placements[name])
    for task in tasks.values():
        timetable = _given_up(problem, timetable, task)
    return timetable


def ended_early(problem: Problem, before: Timetable, placed: Timetable) -> Timetable:
    """Give up the last dates of sections for which nobody was found, in their old placement."""
    last = (task for task in tasks_of(problem, before) if task.to_the_end)
    for name, tasks in groupby(last, key=lambda task: task.section):
        if name not in placed.placements:
            placed = _cut_short(problem, before, placed, list(tasks))
    return placed


def _cut_short(
    problem: Problem, before: Timetable, placed: Timetable, tasks: Sequence[Task]
) -> Timetable:
    """Put a section back without its last dates, unless it would lose as many as it keeps."""
    name = tasks[0].section
    found = in_order(
        placed.sections,
        (*placed.meetings, *before.placements[name]),
        exceptions=(*placed.exceptions, *(r for r in before.exceptions if r.section == name)),
        closed=placed.closed,
    )
    for task in tasks:
        shorter = _given_up(problem, found, task)
        if shorter is found:
            return placed
        found = shorter
    return found


def _entered(
    problem: Problem, timetable: Timetable, task: Task, found: Collection[Meeting]
) -> Timetable:
    """Enter substitutes: a meeting that is as it stands in the timetable needs no exception."""
    at = {row.period: row for row in found}
    standing = {row.meeting: row for row in timetable.placements[task.section]}
    changed = [
        (old, at[old.period].model_copy(update={"meeting": old.meeting}))
        for old in task.rows
        if at[old.period].model_copy(update={"meeting": old.meeting}) != old
    ]
    rows = [
        each
        for old, new in changed
        if new != standing[new.meeting]
        for each in _exceptions(new, task, "held", _reason(problem, old, task))
    ]
    return _with(timetable, task, [old.meeting for old, _ in changed], rows)


def _given_up(problem: Problem, timetable: Timetable, task: Task) -> Timetable:
    """Give the dates up, unless a section would lose as many as it keeps."""
    mine = [row for row in timetable.exceptions if row.section == task.section]
    lost = sum(len(row.weeks.numbers) for row in mine if row.kind != "held")
    every = sum(len(row.weeks.numbers) for row in timetable.placements[task.section])
    if 2 * (lost + len(task.hit) * len(task.weeks)) >= every:
        return timetable
    rows = [
        each
        for row in task.rows
        if row.meeting in task.hit
        for each in _exceptions(row, task, "lost", _reason(problem, row, task))
    ]
    return _with(timetable, task, task.hit, rows)


def _exceptions(
    row: Meeting, task: Task, kind: ExceptionKind, reason: str
) -> Iterator[ExceptionalWeeks]:
    for part in row.weeks.parts(task.weeks):
        fields = row.model_dump() | {"weeks": part, "kind": kind, "reason": reason}
        yield ExceptionalWeeks.model_validate(fields)


def _with(
    timetable: Timetable,
    task: Task,
    meetings: Collection[int],
    rows: Iterable[ExceptionalWeeks],
) -> Timetable:
    """Put exceptions in the place of what was said of some meetings in these weeks."""
    kept: list[ExceptionalWeeks] = []
    for row in timetable.exceptions:
        if row.section == task.section and row.meeting in meetings:
            left = row.weeks.parts(set(row.weeks.numbers) - task.weeks)
            kept += (row.model_copy(update={"weeks": part}) for part in left)
        else:
            kept.append(row)
    return in_order(
        timetable.sections,
        timetable.meetings,
        exceptions=[*kept, *rows],
        closed=timetable.closed,
    )


def _reason(problem: Problem, row: Meeting, task: Task) -> str:
    """Why a meeting cannot be held as it is: what the absence says, else who or what is away."""
    weekday = problem.period[row.period].weekday
    days = [problem.term.date_of(week, weekday) for week in sorted(task.weeks)]
    needed = {("teacher", row.teacher), ("room", row.room)}
    if row.room is not None:
        needed.add(("venue", problem.room[row.room].venue))
    for absence in problem.unavailable:
        away = any(absence.from_date <= day <= absence.to_date for day in days)
        if away and (absence.kind, absence.id) in needed:
            return absence.reason or AWAY[absence.kind]
    return AWAY["teacher"]
