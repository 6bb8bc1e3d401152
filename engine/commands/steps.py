"""Commands that look before a timetable is made: check, pool, post, audit."""

from pathlib import Path
from typing import Annotated

import typer

from engine import verbs
from engine.commands.marking import Marked, marking
from engine.commands.options import AsJson, Language, MaybeOut, Scenario, Strict, language
from engine.commands.reading import read_at, results_at, scenario_at
from engine.commands.saving import check_saved_at, save_tables
from engine.commands.showing.lines import show_json, show_lines
from engine.commands.showing.wording import audited, pooled_lines
from engine.policy.policy import load_policy, policy_of

Readings = Annotated[
    list[str] | None,
    typer.Option(
        "--reading",
        metavar="NAME=VALUE",
        help="政策的开放解读或数字，可多次 (an open reading or number of the policy)",
    ),
]
MaybeResults = Annotated[
    Path | None,
    typer.Argument(metavar="[DIR]", help="结果文件夹，给则用其中的派驻和课表 (results, if any)"),
]


def check(
    scenario: Scenario,
    strict: Strict = False,
    marked: Marked = None,
    as_json: AsJson = False,
    lang: Language = "zh",
) -> None:
    """排课前检查：不求解，几秒内指出排不了的需求 (readiness, without solving)."""
    tongue = language(lang)
    with marking(scenario, marked, tongue):
        problem = read_at(scenario, tongue, remarks=True).problem
    readiness = verbs.check(problem)
    show_json(readiness.as_json()) if as_json else show_lines(readiness.lines(tongue))
    raise typer.Exit(int(strict and readiness.short))


def pool(
    scenario: Scenario, out: MaybeOut = None, as_json: AsJson = False, lang: Language = "zh"
) -> None:
    """把需求合班、分班 (requests into sections)."""
    tongue = language(lang)
    check_saved_at(out)
    pooled = verbs.pool(scenario_at(scenario, tongue))
    if out is not None:
        save_tables(out, {"sections": pooled.sections, "alone": pooled.alone}, tongue)
    show_json(pooled) if as_json else show_lines(pooled_lines(pooled, tongue))


def post(
    scenario: Scenario,
    out: MaybeOut = None,
    strict: Strict = False,
    as_json: AsJson = False,
    lang: Language = "zh",
) -> None:
    """派驻专职人员到各校 (full-time staff to schools)."""
    tongue = language(lang)
    check_saved_at(out)
    problem = scenario_at(scenario, tongue)
    staffing = verbs.post(problem, policy_of(problem))
    if out is not None:
        save_tables(out, {"postings": staffing.postings}, tongue)
    show_json(staffing) if as_json else show_lines(staffing.lines(tongue))
    raise typer.Exit(int(strict and bool(staffing.shortfalls)))


def audit(
    scenario: Scenario,
    results: MaybeResults = None,
    reading: Readings = None,
    out: MaybeOut = None,
    strict: Strict = False,
    as_json: AsJson = False,
    lang: Language = "zh",
) -> None:
    """按政策逐条核对配备标准 (hold the scenario against the policy's numbers)."""
    tongue = language(lang)
    given = _readings(reading or [])
    check_saved_at(out)
    problem = scenario_at(scenario, tongue)
    policy = load_policy(problem.rule_pack, dict(problem.readings) | given)
    published = None if results is None else results_at(results, problem)
    postings = published.postings if published else None
    if postings is None:
        postings = verbs.post(problem, policy).postings
    timetable = published.timetable if published else None
    lines = verbs.audit(problem, postings, policy, timetable=timetable)
    if out is not None:
        save_tables(out, {"audit": lines}, tongue)
    show_json(lines, tongue) if as_json else show_lines([audited(each, tongue) for each in lines])
    raise typer.Exit(int(strict and any(each.shortfall > 0 for each in lines)))


def _readings(given: list[str]) -> dict[str, str]:
    pairs = [each.partition("=") for each in given]
    for name, mark, _ in pairs:
        if not mark:
            raise typer.BadParameter(f"'{name}' is not NAME=VALUE", param_hint="--reading")
    return {name: value for name, _, value in pairs}
