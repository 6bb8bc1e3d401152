"""Rows of the registers that a clerk should look at again: stale, unconfirmed, not offered."""

from collections.abc import Iterator
from datetime import timedelta

from engine.domain.courses import OFFERED
from engine.domain.problem import Problem
from engine.explanation.counting.findings import Finding, Severity
from engine.explanation.wording.words import named

Look = tuple[tuple[Severity, str, str], list[str], tuple[str, str]]


def look_again(problem: Problem) -> Iterator[Finding]:
    """Name venues, calendar days and courses that are stale, unconfirmed or not offered."""
    for about, rows, words in (*_venues(problem), *_days_and_courses(problem)):
        if rows:
            yield _finding(about, tuple(sorted(rows)), words)


def _venues(problem: Problem) -> Iterator[Look]:
    start, end, limit = problem.term.start, problem.term.end, problem.settings.stale_after_days
    oldest = start - timedelta(days=limit)
    yield (
        ("warning", "stale", "venues"),
        [v.id for v in problem.venues if v.confirmed_on and v.confirmed_on < oldest],
        (
            f"场地确认日期距开学已超过{limit}天，请再次确认",
            f"confirmed over {limit} days before term",
        ),
    )
    yield (
        ("warning", "unconfirmed", "venues"),
        [v.id for v in problem.venues if v.confirmed_on is None or v.confirmed_on > end],
        ("场地尚未确认，不会使用", "venues not confirmed, not used"),
    )
    yield (
        ("warning", "campus", "venues"),
        [v.id for v in problem.venues if v.campus and not (v.liaison and v.separate_entrance)],
        (
            "校园场地缺联络员或独立出入口，不会使用",
            "campus without liaison or own entrance, not used",
        ),
    )
    yield (
        ("note", "not_free", "venues"),
        [v.id for v in problem.venues if not v.free],
        ("场地不免费，不会使用", "venues not free of charge, not used"),
    )


def _days_and_courses(problem: Problem) -> Iterator[Look]:
    asked = {request.course for request in problem.requests}
    yield (
        ("warning", "unconfirmed", "calendar"),
        [day.date.isoformat() for day in problem.calendar if not day.confirmed],
        ("日历日期尚未确认", "calendar days not confirmed"),
    )
    yield (
        ("warning", "not_offered", "courses"),
        [c.id for c in problem.courses if c.status != OFFERED and c.id in asked],
        ("有需求的课程未开设", "courses asked for but not offered"),
    )


def _finding(
    about: tuple[Severity, str, str], ids: tuple[str, ...], words: tuple[str, str]
) -> Finding:
    severity, kind, table = about
    return Finding(
        severity=severity,
        kind=kind,
        table=table,
        rows=ids,
        zh=f"{words[0]}（{len(ids)}）：{named(ids)}。",
        en=f"{words[1]} ({len(ids)}): {named(ids, 'en')}.",
    )
