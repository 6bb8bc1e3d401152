"""Learners whom pooling could not put into a section, told with their nearest partner."""

from collections.abc import Iterator, Sequence

from engine.domain.problem import Problem
from engine.explanation.counting.findings import Finding
from engine.explanation.wording.alone import partner_word
from engine.explanation.wording.words import place_word
from engine.pooling.pooled import Alone
from engine.rules.reasons import reason_word


def lone_findings(problem: Problem, alone: Sequence[Alone]) -> Iterator[Finding]:
    """One finding a request that only lacks company; pooled otherwise, it might be served."""
    for report in alone:
        if report.reason != "too_few_learners":
            continue
        request = problem.request[report.request]
        course = problem.course[request.course]
        yield Finding(
            severity="warning",
            kind=report.reason,
            table="requests",
            rows=(report.request,),
            zh=f"{place_word(problem, request.area)}“{course.name}”需求{report.request}"
            f"（{report.learners}人）：{reason_word(report.reason, 'zh')}{partner_word(report)}。",
            en=f"{place_word(problem, request.area)}, {course.name}, request {report.request} "
            f"({report.learners} learners): {reason_word(report.reason, 'en')}"
            f"{partner_word(report, 'en')}.",
        )
