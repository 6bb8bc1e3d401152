"""Rows of the registers that a clerk should look at again: stale, unconfirmed, not offered."""

from collections.abc import Iterator
from datetime import timedelta

from engine.domain.courses import OFFERED
from engine.domain.problem import Problem
from engine.explanation.findings import Finding, Severity
from engine.explanation.wording import named


def look_again(problem: Problem) -> Iterator[Finding]:
    """Name venues, calendar days and courses that are stale, unconfirmed or not offered."""
    start, end, limit = problem.term.start, problem.term.end, problem.settings.stale_after_days
    confirmed = {v.id: v.confirmed_on for v in problem.venues if v.confirmed_on}
    stale = [name for name, day in confirmed.items() if day < start - timedelta(days=limit)]
    missing = [v.id for v in problem.venues if v.confirmed_on is None or v.confirmed_on > end]
    campus = [v.id for v in problem.venues if v.campus and not (v.liaison and v.separate_entrance)]
    yield from _finding(
        ("warning", "stale", "venues"),
        stale,
        (
            f"场地确认日期距开学已超过{limit}天,请再次确认",
            f"confirmed over {limit} days before term",
        ),
    )
    yield from _finding(
        ("warning", "unconfirmed", "venues"),
        missing,
        ("场地尚未确认,不会使用", "venues not confirmed, not used"),
    )
    yield from _finding(
        ("note", "not_free", "venues"),
        [v.id for v in problem.venues if not v.free],
        ("场地不免费,不会使用", "venues not free of charge, not used"),
    )
    yield from _finding(
        ("warning", "campus", "venues"),
        campus,
        (
            "校园场地缺联络员或独立出入口,不会使用",
            "campus without liaison or own entrance, not used",
        ),
    )
    yield from _finding(
        ("warning", "unconfirmed", "calendar"),
        [day.date.isoformat() for day in problem.calendar if not day.confirmed],
        ("日历日期尚未确认", "calendar days not confirmed"),
    )
    asked = {request.course for request in problem.requests}
    yield from _finding(
        ("warning", "not_offered", "courses"),
        [c.id for c in problem.courses if c.status != OFFERED and c.id in asked],
        ("有需求的课程未开设", "courses asked for but not offered"),
    )


def _finding(
    about: tuple[Severity, str, str], rows: list[str], words: tuple[str, str]
) -> Iterator[Finding]:
    severity, kind, table = about
    ids = tuple(sorted(rows))
    if ids:
        yield Finding(
            severity=severity,
            kind=kind,
            table=table,
            rows=ids,
            zh=f"{words[0]}({len(ids)}):{named(ids)}。",
            en=f"{words[1]} ({len(ids)}): {named(ids, 'en')}.",
        )
