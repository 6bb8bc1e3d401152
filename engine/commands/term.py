"""Commands about a term's timetable: solve, verify, explain."""

import importlib.metadata
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from engine import __version__, verbs
from engine.commands.measuring import Measured
from engine.commands.options import (
    CORES,
    MOST_SECONDS,
    AsJson,
    Deterministic,
    Language,
    Out,
    Results,
    Scenario,
    Seconds,
    Seed,
    Workers,
    language,
)
from engine.commands.reading import outline_of, results_at, scenario_at
from engine.commands.saving import Look, save_explained, save_plan, save_tables
from engine.commands.showing.last_screen import last_screen
from engine.commands.showing.lines import show_json, show_lines
from engine.commands.showing.progress import Display
from engine.commands.showing.wording import explained
from engine.domain.results import Plan
from engine.files.input_hash import input_hash
from engine.files.whole.staging import check_writable
from engine.files.whole.sums import changed_files
from engine.plan import Checking
from engine.pooling.alone import alone
from engine.pooling.reach import reach_of
from engine.refusals import BadInput, Fault, NoCluster
from engine.timetabling.districts.cluster import executor_at
from engine.timetabling.solve import Search
from engine.timetabling.stopping import Later

PACKAGES = ("ortools", "numpy", "numba", "highspy")
CHECKING_HELP = "用多少秒核实怎样能排上 (seconds for checking unlocks)"
ExplainSeconds = Annotated[
    float,
    typer.Option("--explain-seconds", metavar="N", min=0.0, max=MOST_SECONDS, help=CHECKING_HELP),
]
Start = Annotated[
    Path | None,
    typer.Option("--start", metavar="DIR", help="从已有课表开始 (start from results)"),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="tcp://HOST:PORT",
        help="在 Dask 集群上分区求解 (districts on a Dask cluster)",
    ),
]
Earlier = Annotated[
    Path | None,
    typer.Option(
        "--earlier",
        metavar="DIR0",
        help="先前的结果，核对锁定和已上的课 (results before)",
    ),
]


def solve(
    scenario: Scenario,
    seconds: Seconds = 60.0,
    seed: Seed = 0,
    workers: Workers = CORES,
    out: Out = Path("results"),
    deterministic: Deterministic = False,
    explain_seconds: ExplainSeconds = 10.0,
    start: Start = None,
    cluster: Cluster = None,
    as_json: AsJson = False,
    lang: Language = "zh",
) -> None:
    """排课：合班、派驻、排课、核验、说明、审计，写出全部结果 (the whole chain)."""
    tongue = language(lang)
    check_writable(out)
    _check_cluster(cluster, start)
    problem, outline = scenario_at(scenario, tongue), outline_of(scenario)
    earlier = None if start is None else results_at(start, problem).timetable
    if earlier is None and problem.locks:
        raise _nothing_to_lock(scenario)
    search = Search(seconds, seed, workers, deterministic, cluster=cluster)
    with Measured() as measured, Display(tongue) as display:
        display.say(
            "开始排课。随时可按 Ctrl-C 提前结束，保留目前最好的课表。",
            "Solving. Press Ctrl-C at any time to stop and keep the best timetable so far.",
        )
        made = verbs.plan(
            problem,
            search=search,
            checking=_checking(explain_seconds, display, deterministic=deterministic),
            watch=display,
            stop=display.told,
            start=earlier,
        )
        display.say("正在写出结果……", "Writing the results…")
        made = made if deterministic else _with_measures(made, measured)
        stamp = None if deterministic else datetime.now(UTC)
        save_plan(made, problem, out, Look(outline, stamp, tongue))
    if as_json:
        show_json(made.verdict)
    else:
        show_lines(last_screen(made, problem, out, tongue))
    raise typer.Exit(int(made.verdict.hard_breaches > 0))


def verify(
    scenario: Scenario,
    results: Results,
    earlier: Earlier = None,
    as_json: AsJson = False,
    lang: Language = "zh",
) -> None:
    """独立核验：每条规则、每个数字、每个界 (the independent witness)."""
    tongue = language(lang)
    problem = scenario_at(scenario, tongue)
    published = verbs.read_published(results)
    before = None if earlier is None else verbs.read_published(earlier).timetable
    judgement = verbs.verify(
        problem,
        published,
        input_hash=input_hash(problem),
        earlier=before,
        changed=changed_files(results),
    )
    show_json(judgement.as_json()) if as_json else show_lines(judgement.lines(tongue))
    raise typer.Exit(int(not judgement.lawful))


def explain(
    scenario: Scenario,
    results: Results,
    seconds: Annotated[
        float, typer.Option("--seconds", metavar="N", min=0.0, max=MOST_SECONDS, help=CHECKING_HELP)
    ] = 30.0,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="写到哪里，不给则写回 DIR (where to write)"),
    ] = None,
    deterministic: Deterministic = False,
    as_json: AsJson = False,
    lang: Language = "zh",
) -> None:
    """说明为什么没排上、缺什么、怎样能排上，以及哪些资源闲置 (what is unserved, what is idle, why)."""
    tongue = language(lang)
    check_writable(out or results)
    problem, outline = scenario_at(scenario, tongue), outline_of(scenario)
    published = results_at(results, problem)
    timetable = published.timetable
    with Display(tongue) as display:
        checking = _checking(seconds, display, deterministic=deterministic)
        lone = tuple(alone(problem, reach_of(problem), timetable.sections))
        told = verbs.explain(
            problem, timetable, lone, budget=checking.stop, checks=checking.most, watch=display
        )
    if out is None:
        look = Look(outline, None if deterministic else datetime.now(UTC), tongue)
        save_explained(told, published, problem, results, look)
    else:
        save_tables(out, {"unserved": told.unserved, "idle": told.idle}, tongue)
    show_json(told, tongue) if as_json else show_lines(explained(told, tongue))


def _check_cluster(cluster: str | None, start: Path | None) -> None:
    """Refuse a cluster before anything that takes long."""
    if cluster is None:
        return
    if start is not None:
        raise NoCluster(
            "--cluster 只用于从头排课，不能与 --start 同用。",
            "--cluster is for planning anew: it does not go with --start.",
        )
    with executor_at(cluster):
        pass


def _nothing_to_lock(scenario: Path) -> BadInput:
    """A lock holds a part of an earlier timetable, and none is given."""
    fault = Fault(
        file=scenario.name,
        sheet="locks",
        row=0,
        column="",
        found="",
        expected=("先前的课表，锁定的是其中的安排", "the earlier timetable that the locks hold"),
        fix=(
            "用 --start 给出先前的结果文件夹；首次排课请清空这张表。",
            "Give the earlier results with --start, or empty the table.",
        ),
    )
    return BadInput([fault])


def _checking(seconds: float, display: Display, *, deterministic: bool) -> Checking:
    """How far unlocks are checked: a clock decides, or in deterministic mode only a number."""
    if deterministic:
        return Checking(stop=display.told)
    return Checking(most=sys.maxsize, stop=Later(seconds, told=display.told))


def _with_measures(plan: Plan, measured: Measured) -> Plan:
    versions = {name: importlib.metadata.version(name) for name in PACKAGES}
    versions |= {"paike": __version__, "python": platform.python_version()}
    measures = {
        "seconds": measured.seconds,
        "peak_mb": measured.peak_mb,
        "versions": dict(sorted(versions.items())),
    }
    return plan.model_copy(update={"verdict": plan.verdict.model_copy(update=measures)})
