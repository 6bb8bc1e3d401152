"""Commands about change: repair after incidents, sweep over what-if changes."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from engine import verbs
from engine.commands.incidents import given_incidents
from engine.commands.options import (
    CORES,
    AsJson,
    Deterministic,
    Language,
    Out,
    Results,
    Scenario,
    Seed,
    Today,
    Workers,
    language,
)
from engine.commands.reading import outline_of, read_at, results_at, scenario_at
from engine.commands.saving import Look, carried_over, check_apart, save_repaired
from engine.commands.showing.lines import pick, show_json, show_lines, warn
from engine.commands.showing.progress import Display
from engine.commands.showing.sweep_lines import case_lines, run_line
from engine.commands.showing.wording import repaired_lines, repaired_values
from engine.files.whole.staging import check_writable
from engine.plan import plan_after, plan_in_rounds
from engine.refusals import Stopped
from engine.repair.repair import EFFORT
from engine.sweeps.crews import Crew
from engine.sweeps.rows import Row
from engine.sweeps.spec import read_sweep

ChangesFile = Annotated[
    Path | None,
    typer.Option("--changes", metavar="FILE", help="变动清单，YAML 或 JSON (incidents)"),
]
AWAY = "ID:FROM:TO"
TeacherAway = Annotated[
    list[str] | None,
    typer.Option("--teacher-away", metavar=AWAY, help="教师请假，可多次 (a teacher is away)"),
]
RoomAway = Annotated[
    list[str] | None,
    typer.Option("--room-away", metavar=AWAY, help="教室停用，可多次 (a room is lost)"),
]
VenueAway = Annotated[
    list[str] | None,
    typer.Option("--venue-away", metavar=AWAY, help="场地停用，可多次 (a venue is lost)"),
]
Cancel = Annotated[
    list[str] | None,
    typer.Option("--cancel", metavar="REQUEST", help="取消需求，可多次 (a request withdrawn)"),
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
    deterministic: Deterministic = False,
    as_json: AsJson = False,
    lang: Language = "zh",
) -> None:
    """修课表：教师请假、教室停用、需求增减之后，改动最少的合法课表 (fewest changes)."""
    tongue = language(lang)
    check_writable(out)
    check_apart(out, scenario)
    options = {
        "teacher_away": teacher_away,
        "room_away": room_away,
        "venue_away": venue_away,
        "request_cancelled": cancel,
    }
    given = given_incidents(changes, {kind: each or [] for kind, each in options.items()})
    read, outline = read_at(scenario, tongue), outline_of(scenario)
    earlier = results_at(results, read.problem)
    warn(pick(tongue, "正在修课表……", "Repairing…"))
    with given.telling_places():
        repaired = verbs.repair(
            read.problem,
            earlier.timetable,
            given.incidents,
            today=today.date() if isinstance(today, datetime) else None,
            effort=replace(EFFORT, seed=seed),
        )
    warn(pick(tongue, "正在核验并写出结果……", "Verifying and writing the results…"))
    made = plan_after(repaired, earlier)
    look = Look(outline, None if deterministic else datetime.now(UTC), tongue)
    extras = carried_over(read.extras, read.problem, repaired.problem)
    save_repaired(repaired, made, out, look, extras=extras, source=scenario)
    values = repaired_values(repaired, made)
    show_json(values) if as_json else show_lines(repaired_lines(repaired, out, tongue))
    raise typer.Exit(int(made.verdict.hard_breaches > 0))


def sweep(
    scenario: Scenario,
    spec: Annotated[Path, typer.Argument(metavar="SWEEP.yaml", help="变动 × 种子 (the sweep)")],
    out: Out = Path("sweep"),
    workers: Workers = CORES,
    as_json: AsJson = False,
    lang: Language = "zh",
) -> None:
    """情景对比：一组变动乘以种子，每次求解一行 (what-if runs, resumable)."""
    tongue = language(lang)
    check_writable(out)
    problem = scenario_at(scenario, tongue)
    written = read_sweep(spec)
    with Display(tongue) as display:

        def told(row: Row, done: int, total: int) -> None:
            display.say(*(run_line(row, done, total, each) for each in ("zh", "en")))

        crew = Crew(plan_in_rounds, workers)
        rows = verbs.sweep(problem, written, out, crew=crew, watch=told, stop=display.told)
    table = out / "runs.csv"
    words = pick(tongue, f"结果表：{table}", f"The table: {table}")
    show_json(rows) if as_json else show_lines([*case_lines(rows, tongue), words])
    ahead = sum(row.status == "not run" for row in rows)
    if ahead:
        raise Stopped(
            f"已中断，还有 {ahead} 次没有运行；再运行同一命令即从这里继续。",
            f"Stopped with {ahead} runs ahead; the same command goes on from here.",
        )
