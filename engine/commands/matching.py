"""The command about one request: who could teach it, where and when, beside what is published."""

from datetime import datetime, timedelta
from typing import Annotated

import typer

from engine import verbs
from engine.commands.options import AsJson, Language, Results, Scenario, Today, language
from engine.commands.reading import results_at, scenario_at
from engine.commands.showing.lines import show_json, show_lines
from engine.commands.showing.offer_lines import offer_lines, offer_values
from engine.domain.problem import Problem
from engine.domain.requests import Request
from engine.matching.asked import Wanted
from engine.matching.standing import Standing
from engine.refusals import UnknownName

Asked = Annotated[str, typer.Option("--request", metavar="ID", help="哪个需求 (the request)")]
Learners = Annotated[
    int | None,
    typer.Option("--learners", metavar="N", min=1, help="只给这么多人找 (for so many only)"),
]
Without = Annotated[
    list[str] | None,
    typer.Option("--without", metavar="ID", help="不要这位教师或这间教室，可多次 (not this one)"),
]


def match(
    scenario: Scenario,
    results: Results,
    request: Asked,
    learners: Learners = None,
    without: Without = None,
    today: Today = None,
    as_json: AsJson = False,
    lang: Language = "zh",
) -> None:
    """找匹配：一个需求，谁能教、在哪里、何时 (offers for a request)."""
    tongue = language(lang)
    problem = scenario_at(scenario, tongue)
    published = results_at(results, problem)
    asked = _asked(problem, request, learners)
    since = today if isinstance(today, datetime) else None
    wanted = Wanted(
        asked,
        since=since.date() if since else problem.term.start - timedelta(days=1),
        without=_named(problem, without or []),
    )
    found = verbs.match(Standing(problem, published.timetable, {}), wanted)
    values = offer_values(problem, found)
    show_json(values) if as_json else show_lines(offer_lines(problem, asked, found, tongue))
    raise typer.Exit(int(not found))


def _asked(problem: Problem, name: str, learners: int | None) -> Request:
    """Find the request that is to be matched; raises UnknownName."""
    if name not in problem.request:
        raise UnknownName(f"没有需求 {name}。", f"There is no request {name}.")
    found = problem.request[name]
    return found if learners is None else found.model_copy(update={"learners": learners})


def _named(problem: Problem, names: list[str]) -> frozenset[tuple[str, str]]:
    """Tell teachers from rooms; raises UnknownName for what is neither."""
    found = set()
    for name in names:
        if name in problem.teacher:
            found.add(("teacher", name))
        elif name in problem.room:
            found.add(("room", name))
        else:
            raise UnknownName(
                f"没有编号为 {name} 的教师或教室。", f"{name} is no teacher and no room."
            )
    return frozenset(found)
