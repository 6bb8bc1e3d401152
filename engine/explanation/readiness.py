"""Readiness: what can be said before solving, by counting."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.domain.problem import Problem
from engine.explanation.counting.findings import Finding, Readiness, Severity, SkillLoad, Window
from engine.explanation.counting.lone import lone_findings
from engine.explanation.counting.named import Named
from engine.explanation.counting.registers import look_again
from engine.explanation.counting.windows import Counting
from engine.explanation.standing.possible import Possible, class_of, possible
from engine.explanation.wording.dayparts import Daypart
from engine.explanation.wording.words import place_word
from engine.pooling.pool import pool
from engine.rules.axes import Axes, axes_of

CELLS_AT_ONCE = 8_000_000
ORDER: tuple[Severity, ...] = ("shortage", "warning", "note")


def check(problem: Problem) -> Readiness:
    """Pool the requests and count whether each could be served at all; nothing is solved.

    Shortages are proved for the pooled sections: no timetable can serve that demand. The
    absence of a shortage proves nothing.
    """
    pooled = pool(problem)
    axes = axes_of(problem, pooled.sections)
    counting, names = Counting(), Named(problem)
    supply: Possible | None = None
    for chunk in _chunks(axes):
        supply = possible(chunk)
        counting.add(supply)
        names.add(supply)
    lone = [alone for alone in pooled.alone if alone.reason != "too_few_learners"]
    if lone:
        classes = tuple(class_of(problem, each) for each in lone)
        names.add(possible(Axes(problem, classes, slice(0, len(classes)), axes.ground)))
    windows = tuple(counting.all_windows(supply)) if supply else ()
    skills = tuple(counting.all_skills(supply)) if supply else ()
    findings = [
        *names.findings(),
        *lone_findings(problem, pooled.alone),
        *_short_windows(problem, windows),
        *_short_skills(skills),
        *look_again(problem),
    ]
    return Readiness(
        findings=tuple(sorted(findings, key=lambda finding: ORDER.index(finding.severity))),
        windows=windows,
        skills=skills,
        sections=len(pooled.sections),
        learners=sum(section.learners for section in pooled.sections),
    )


def _chunks(axes: Axes) -> Iterator[Axes]:
    step = max(1, CELLS_AT_ONCE // max(1, len(axes.teachers), len(axes.rooms)))
    for start in range(0, len(axes.every), step):
        yield replace(axes, chunk=slice(start, start + step))


def _short_windows(problem: Problem, windows: Sequence[Window]) -> Iterator[Finding]:
    for window in windows:
        if window.shortfall:
            part = Daypart[window.daypart.upper()]
            street = window.street
            yield Finding(
                severity="shortage",
                kind="window",
                table="requests",
                rows=(),
                zh=f"{place_word(problem, street)}{window.category}{part.word('zh')}至少需"
                f"{window.must}课次，最多能上{window.must - window.shortfall}课次，"
                f"缺{window.shortfall}课次。",
                en=f"{place_word(problem, street, 'en')}, {window.category}, {part.word('en')}: "
                f"{window.must} meetings are needed, {window.must - window.shortfall} possible, "
                f"{window.shortfall} missing.",
            )


def _short_skills(skills: Sequence[SkillLoad]) -> Iterator[Finding]:
    for load in skills:
        if load.shortfall:
            yield Finding(
                severity="shortage",
                kind="skill",
                table="teachers",
                rows=(),
                zh=f"{load.skill}（{load.level}级以上）全学期至少需{load.meetings}课次，"
                f"{load.teachers}名教师最多能上{load.most}课次，缺{load.shortfall}课次。",
                en=f"{load.skill} (level {load.level} and above) needs {load.meetings} meetings; "
                f"its {load.teachers} teachers have time for {load.most}, "
                f"{load.shortfall} are missing.",
            )
