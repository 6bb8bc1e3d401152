"""Locks: what of an earlier timetable a new one may not change."""

from collections.abc import Collection, Iterator

from engine.domain.problem import Problem
from engine.domain.timetable import Meeting, Section, Timetable
from engine.refusals import UnknownName
from engine.rules.rule import Breach, Rule

WHAT_ZH = {"period": "节次", "room": "教室", "teacher": "教师"}


class LocksKept(Rule):
    """The locked parts of a placement are as they were in the earlier timetable.

    A section that loses its placement breaks no lock: its teacher may be ill. The rule is made
    for one earlier timetable and has no terms: a solver is given lists without the rest.
    """

    name = "locks_kept"
    sentence_zh = "已锁定的节次（含周次）、教室、教师与先前课表相同；排不了的班可以不排。"
    wrong_zh = "锁定的安排被改动"
    wrong_en = "a locked part has changed"
    says_zh = "班 {section} 的{what_zh}已锁定为 {before}，课表为 {after}。"
    says_en = "{section}: the {what} is locked to {before}, the timetable has {after}."

    def __init__(self, earlier: Timetable) -> None:
        self.earlier = earlier

    def breaches(self, timetable: Timetable, problem: Problem) -> Iterator[Breach]:
        """Compare each locked section that is placed in both timetables."""
        for name, what in problem.locked.items():
            before, after = self.earlier.placements.get(name), timetable.placements.get(name)
            if before and after and _of(before, what) != _of(after, what):
                told = [name for name in WHAT_ZH if name in what]
                yield self.breach(
                    name,
                    what=" and ".join(told),
                    what_zh="、".join(WHAT_ZH[each] for each in told),
                    before=_words(before, what),
                    after=_words(after, what),
                )


def refuse_unknown_locks(problem: Problem, earlier: Timetable) -> None:
    """Refuse locks on sections that the earlier timetable does not hold (UnknownName).

    A lock that is misspelt must not be taken for none.
    """
    unknown = problem.locked.keys() - earlier.known.keys()
    if unknown:
        names = ", ".join(sorted(unknown))
        raise UnknownName(
            f"锁定的班不在先前的课表里：{names}。请核对 locks 表里班的编号。",
            f"Locks name sections that the earlier timetable does not hold: {names}."
            " Check the table locks.",
        )


def locked_sections(problem: Problem, earlier: Timetable) -> tuple[Section, ...]:
    """The sections of an earlier timetable that locks name: they stay as they are.

    Raises UnknownName for a lock on no section.
    """
    refuse_unknown_locks(problem, earlier)
    return tuple(earlier.section[name] for name in problem.locked if name in earlier.section)


def _of(rows: tuple[Meeting, ...], what: Collection[str]) -> list[tuple[str, ...]]:
    """What rows say of the locked parts, whatever their numbers."""
    return sorted(
        (
            *((row.period, str(row.weeks)) if "period" in what else ()),
            *((row.room or "",) if "room" in what else ()),
            *((row.teacher,) if "teacher" in what else ()),
        )
        for row in rows
    )


def _words(rows: tuple[Meeting, ...], what: Collection[str]) -> str:
    return "; ".join(" ".join(part or "-" for part in row) for row in _of(rows, what))
