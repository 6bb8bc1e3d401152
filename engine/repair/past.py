"""What is over: it stays as it was, whatever becomes of the weeks ahead."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from engine.domain.dated import dates_of
from engine.domain.problem import Problem
from engine.domain.timetable import (
    ExceptionalWeeks,
    ExceptionKind,
    Meeting,
    Section,
    Timetable,
)
from engine.domain.weeks import Weeks
from engine.repair.differences import in_order
from engine.rules.reasons import MOVED_TOO_LATE

Key = tuple[str, int]


class Week(NamedTuple):
    """How one meeting is in one week: as an exception would say it."""

    kind: ExceptionKind
    row: Meeting
    reason: str

    @property
    def told(self) -> tuple[object, ...]:
        """What it says, whatever row it comes from."""
        row = self.row
        return self.kind, row.period, row.teacher, row.room or "", row.mode, self.reason


Story = Mapping[Key, dict[int, Week]]


def is_over(problem: Problem, rows: Sequence[Meeting]) -> bool:
    """Tell whether the last date of a placement is over."""
    return all(problem.is_over(_date(problem, row, row.weeks.numbers[-1])) for row in rows)


def has_begun(problem: Problem, rows: Sequence[Meeting]) -> bool:
    """Tell whether a date of a placement is over, or the make-up day of one."""
    days = [_date(problem, row, week) for row in rows for week in row.weeks.numbers]
    made_up = problem.made_up_on
    return any(problem.is_over(min(day, made_up.get(day, day))) for day in days)


def requests_over(problem: Problem, timetable: Timetable, today: date | None) -> frozenset[str]:
    """The requests of which a section is over."""
    now = problem.model_copy(update={"as_of": today or problem.as_of})
    over = (name for name, rows in timetable.placements.items() if is_over(now, rows))
    return frozenset(
        request
        for name in over
        if name in timetable.section
        for request in timetable.section[name].requests
    )


def of_sections(timetable: Timetable, sections: Iterable[Section]) -> Timetable:
    """The timetable of some sections, with all that they hold; what has closed stays."""
    kept = tuple(sections)
    names = {section.id for section in kept}
    past = {section.id for section in timetable.closed}
    return in_order(
        kept,
        (row for row in timetable.meetings if row.section in names),
        exceptions=(row for row in timetable.exceptions if row.section in names | past),
        closed=timetable.closed,
    )


def without_placements(timetable: Timetable, sections: Iterable[str]) -> Timetable:
    """Take placements away, their exceptions included."""
    gone = set(sections)
    return in_order(
        timetable.sections,
        (row for row in timetable.meetings if row.section not in gone),
        exceptions=(row for row in timetable.exceptions if row.section not in gone),
        closed=timetable.closed,
    )


def continued(old: Timetable, new: Timetable, problem: Problem) -> Timetable:
    """Let a new timetable begin where the old one has come to.

    What of a section that is placed otherwise is over becomes an exception that says how it was
    held; a section that is no more is closed, with what it has held. What would lie in the past
    of a new placement has not been held: before a section began, or given up in the week of the
    change.
    """
    changed = {
        name
        for name in old.section.keys() | new.section.keys()
        if old.placements.get(name) != new.placements.get(name) or name not in new.section
    }
    story = _Past(old, problem, changed)
    kept = [row for row in new.exceptions if row.section not in changed]
    fresh = [row for name in sorted(changed) for row in story.exceptions_of(name, new)]
    has_past = {row.section for row in fresh}
    closed = [each for each in old.sections if each.id in has_past - new.section.keys()]
    return in_order(
        new.sections, new.meetings, exceptions=(*kept, *fresh), closed=(*old.closed, *closed)
    )


class _Past:
    """What is over of some sections of an old timetable."""

    def __init__(self, old: Timetable, problem: Problem, names: set[str]) -> None:
        self.problem = problem
        going_on = old.model_copy(update={"closed": ()})
        self.old = of_sections(going_on, (each for each in old.sections if each.id in names))
        over = _weeks_over(self.old, problem)
        self.weeks = {
            key: {week: how for week, how in weeks.items() if week in over.get(key, ())}
            for key, weeks in _weeks_of(self.old).items()
        }

    def exceptions_of(self, name: str, new: Timetable) -> Iterator[ExceptionalWeeks]:
        """The exceptions of a section that is placed otherwise now, or not at all."""
        rows = {row.meeting: row for row in new.placements.get(name, ())}
        before = {row.meeting: row for row in self.old.placements.get(name, ())}
        past = {key[1]: weeks for key, weeks in self.weeks.items() if key[0] == name and weeks}
        for meeting in sorted(rows.keys() | past.keys()):
            row, weeks = rows.get(meeting), dict(past.get(meeting, {}))
            if row is not None:
                weeks |= self._never_held(new, row, weeks, begun=bool(past))
                weeks = {w: how for w, how in weeks.items() if not _as_usual(how, row, w)}
            if name not in new.section:
                weeks |= self._days_off(name, meeting)
            like = row or before.get(meeting)
            yield from _written(weeks, self._whole_term if like is None else like.weeks)

    @property
    def _whole_term(self) -> Weeks:
        return Weeks(f"1-{self.problem.term.weeks}")

    def _never_held(
        self, new: Timetable, row: Meeting, known: Mapping[int, Week], *, begun: bool
    ) -> dict[int, Week]:
        """The weeks of a new placement that are over, and in which it has not been held."""
        alone = new.model_copy(update={"meetings": (row,), "exceptions": ()})
        found = {}
        for dated in dates_of(self.problem, alone):
            week = self.problem.term.week_of(dated.from_date or dated.date)
            if week in known or not self.problem.is_over(dated.date):
                continue
            if not begun:
                found[week] = Week("before", row, "")
            elif dated.kind != "lost":
                found[week] = Week("lost", row, MOVED_TOO_LATE)
        return found

    def _days_off(self, name: str, meeting: int) -> dict[int, Week]:
        """The days off of online meetings, told outright: who they were for may be forgotten."""
        found = {}
        for dated in dates_of(self.problem, self.old):
            week = self.problem.term.week_of(dated.date)
            how = self.weeks.get((name, meeting), {}).get(week)
            same = (dated.section, dated.meeting) == (name, meeting)
            if same and how is not None and dated.kind == "lost" and how.row.room is None:
                found[week] = Week("lost", how.row, dated.reason)
        return found


def _weeks_of(timetable: Timetable) -> Story:
    """How every meeting is in each of its weeks."""
    found: dict[Key, dict[int, Week]] = {}
    for row in timetable.held:
        reason = row.reason if isinstance(row, ExceptionalWeeks) else ""
        for week in row.weeks.numbers:
            found.setdefault((row.section, row.meeting), {})[week] = Week("held", row, reason)
    for each in timetable.exceptions:
        for week in each.weeks.numbers if each.kind != "held" else ():
            how = Week(each.kind, each, each.reason)
            found.setdefault((each.section, each.meeting), {})[week] = how
    return found


def _weeks_over(timetable: Timetable, problem: Problem) -> Mapping[Key, set[int]]:
    """The weeks of every meeting whose date is over, held or not."""
    found: dict[Key, set[int]] = {}
    for dated in dates_of(problem, timetable):
        if problem.is_over(dated.date):
            week = problem.term.week_of(dated.from_date or dated.date)
            found.setdefault((dated.section, dated.meeting), set()).add(week)
    for row in timetable.exceptions:
        if row.kind == "before":
            found.setdefault((row.section, row.meeting), set()).update(row.weeks.numbers)
    return found


def _as_usual(how: Week, row: Meeting, week: int) -> bool:
    """Whether a week is just as the weekly timetable says."""
    return how.told == Week("held", row, "").told and week in row.weeks.numbers


def _written(weeks: Mapping[int, Week], run: Weeks) -> Iterator[ExceptionalWeeks]:
    """Write weeks as few exceptions, in the rhythm of the section."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for week in sorted(weeks):
        alike.setdefault(weeks[week].told, []).append(week)
    for numbers in alike.values():
        how = weeks[numbers[0]]
        outside = set(numbers).difference(run.numbers)
        for part in (*run.parts(numbers), *(Weeks(str(week)) for week in sorted(outside))):
            fields = how.row.model_dump() | {"weeks": part, "kind": how.kind, "reason": how.reason}
            yield ExceptionalWeeks.model_validate(fields)


def _date(problem: Problem, row: Meeting, week: int) -> date:
    return problem.term.date_of(week, problem.period[row.period].weekday)
