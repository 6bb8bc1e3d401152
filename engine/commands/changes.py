"""Commands about change: repair after incidents, sweep over what-if changes."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from engine import verbs
from engine.commands.incidents import incidents_from
from engine.commands.options import (
    CORES,
    AsJson,
    Language,
    Out,
    Results,
    Scenario,
    Seed,
    Today,
    Workers,
    language,
)
from engine.commands.progress import Display
from engine.commands.reading import results_at, scenario_at
from engine.commands.saving import save_repaired
from engine.commands.screens import pick, show_json, show_lines
from engine.plan import plan_in_rounds
from engine.refusals import Lang
from engine.repair.repair import Repaired
from engine.sweeps.crews import Crew
from engine.sweeps.rows import Row
from engine.sweeps.spec import read_sweep
from engine.timetabling.exact.levels import Effort

ChangesFile = Annotated[
    Path | None,
    typer.Option("--changes", help="变动清单 .yaml 或 .json (a list of incidents)"),
]
TeacherAway = Annotated[
    list[str] | None,
    typer.Option(
        "--teacher-away", metavar="ID:FROM:TO", help="教师请假,可多次 (a teacher is away)"
    ),
]
RoomAway = Annotated[
    list[str] | None,
    typer.Option("--room-away", metavar="ID:FROM:TO", help="教室停用,可多次 (a room is lost)"),
]
VenueAway = Annotated[
    list[str] | None,
    typer.Option("--venue-away", metavar="ID:FROM:TO", help="场地停用,可多次 (a venue is lost)"),
]
Cancel = Annotated[
    list[str] | None,
    typer.Option("--cancel", metavar="REQUEST", help="取消需求,可多次 (a request withdrawn)"),
]


def repair(
    scenario: Scenario,
    results: Results,
    changes: ChangesFile = None,
    teacher_away: TeacherAway = None,
    room_away: RoomAway = None,
    venue_away: VenueAway = None,
    cancel: Cancel = None,
    today: Today = None,
    out: Out = Path("repaired"),
    seed: Seed = 0,
    as_json: AsJson = False,
    lang: Language = "zh",
) -> None:
    """修课表:教师请假、教室停用、需求增减之后,改动最少的合法课表 (fewest changes)."""
    tongue = language(lang)
    given = {
        "teacher_away": teacher_away or [],
        "room_away": room_away or [],
        "venue_away": venue_away or [],
        "request_cancelled": cancel or [],
    }
    incidents = incidents_from(changes, given)
    problem = scenario_at(scenario, tongue)
    timetable = results_at(results).timetable
    day = today.date() if isinstance(today, datetime) else None
    repaired = verbs.repair(problem, timetable, incidents, today=day, effort=Effort(seed=seed))
    save_repaired(repaired, out)
    show_json(_told(repaired)) if as_json else show_lines(_lines(repaired, out, tongue))


def sweep(
    scenario: Scenario,
    spec: Annotated[Path, typer.Argument(metavar="SWEEP.yaml", help="变动 × 种子 (the sweep)")],
    out: Out = Path("sweep"),
    workers: Workers = CORES,
    as_json: AsJson = False,
    lang: Language = "zh",
) -> None:
    """情景对比:一组变动乘以种子,每次求解一行 (what-if runs, resumable)."""
    tongue = language(lang)
    problem = scenario_at(scenario, tongue)
    written = read_sweep(spec)
    with Display(tongue, quiet=as_json) as display:

        def told(row: Row, done: int, total: int) -> None:
            display.say(
                f"[{done}/{total}] {row.case} 种子 {row.seed}: {row.status}",
                f"[{done}/{total}] {row.case} seed {row.seed}: {row.status}",
            )

        crew = Crew(plan_in_rounds, workers)
        rows = verbs.sweep(problem, written, out, crew=crew, watch=told, stop=display.told)
    table = out / "runs.csv"
    words = pick(tongue, f"结果表:{table}", f"The table: {table}")
    show_json(rows) if as_json else show_lines([words])


def _told(repaired: Repaired) -> dict[str, object]:
    return {
        "operations": [step.model_dump() for step in repaired.operations],
        "open": list(repaired.open),
        "placed": len(repaired.timetable.placements),
    }


def _lines(repaired: Repaired, out: Path, lang: Lang) -> list[str]:
    steps = [step.line(repaired.problem, lang) for step in repaired.operations]
    if repaired.open:
        names = ", ".join(repaired.open)
        steps.append(pick(lang, f"仍未排上:{names}", f"Still without a placement: {names}"))
    count = len({step.section for step in repaired.operations if step.meeting})
    head = pick(lang, f"改动 {count} 个班:", f"{count} sections changed:")
    return [head, *steps, pick(lang, f"新课表在 {out}", f"The repaired timetable is in {out}")]
