"""Commands that carry scenarios from one form into another: generate, convert, template."""

from pathlib import Path
from typing import Annotated

import typer

from engine import verbs
from engine.commands.options import MOST_SEED, AsJson, Language, Out, Scenario, language
from engine.commands.reading import scenario_at, show_remarks
from engine.commands.showing.lines import pick, show_json, show_lines, warn
from engine.files.border import BORDER, border_of
from engine.files.csv_tables import files_of_tables
from engine.files.whole.staging import check_writable, staged

SizeOption = Annotated[
    str | None,
    typer.Option("--size", help="street（街道） / district（区） / city（市）", metavar="SIZE"),
]
SetOption = Annotated[
    str | None,
    typer.Option("--set", help="scenarios/sets 里的一套 (a set of scenarios/sets)", metavar="SET"),
]
Target = Annotated[
    Path,
    typer.Argument(
        metavar="TARGET", help="文件夹、.xlsx 或 .json (where to write: folder, .xlsx or .json)"
    ),
]
Street = Annotated[
    str | None,
    typer.Option("--street", metavar="NAME", help="只含这个街道 (only this street's rows)"),
]
Prefill = Annotated[
    Path | None,
    typer.Option("--from", metavar="SCENARIO", help="用这个场景预填 (prefill from this scenario)"),
]


def generate(
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", min=0, max=MOST_SEED, help="随机种子 (seed)")
    ],
    out: Out,
    size: SizeOption = None,
    chosen: SetOption = None,
    as_json: AsJson = False,
    lang: Language = "zh",
) -> None:
    """生成带种子的合成场景 (generate a seeded synthetic scenario)."""
    # The generator belongs to the scenarios, not to the engine; only this command needs it.
    from scenarios.generator import SETS, SIZES, generate_set
    from scenarios.generator import generate as make

    tongue, sets = language(lang), [each.name for each in SETS]
    if size is not None and size not in SIZES:
        raise typer.BadParameter(f"'{size}' is not {' / '.join(SIZES)}", param_hint="--size")
    if chosen is not None and chosen not in sets:
        raise typer.BadParameter(f"'{chosen}' is not {' / '.join(sets)}", param_hint="--set")
    if (size is None) == (chosen is None):
        raise typer.BadParameter("--size / --set", param_hint="--size")
    check_writable(out)
    with staged(out, stale=files_of_tables(out)) as stage:
        if size is not None:
            make(size, seed, stage)
        else:
            generate_set(str(chosen), seed, stage)
    words = pick(tongue, f"已生成：{out}", f"Generated: {out}")
    told = {"size": size, "set": chosen, "seed": seed, "out": str(out)}
    show_json(told) if as_json else show_lines([words])


def convert(
    scenario: Scenario, target: Target, as_json: AsJson = False, lang: Language = "zh"
) -> None:
    """转换格式：文件夹、工作簿、JSON (convert between folder, workbook and JSON)."""
    tongue = language(lang)
    show_remarks(verbs.convert(scenario, target.resolve()), tongue)
    if border_of(scenario).is_file() and not border_of(target.resolve()).is_file():
        warn(
            pick(
                tongue,
                f"区界 {BORDER} 不在这个文件里：把它放在文件旁边，地图上就有区界。",
                f"The border {BORDER} is not in this file: put it beside the file for the map.",
            )
        )
    words = pick(tongue, f"已写出：{target}", f"Written: {target}")
    show_json({"out": str(target)}) if as_json else show_lines([words])


def template(
    target: Annotated[Path, typer.Argument(metavar="TARGET", help=".xlsx 文件 (workbook)")],
    street: Street = None,
    prefill: Prefill = None,
    as_json: AsJson = False,
    lang: Language = "zh",
) -> None:
    """写出空白采集表，带下拉选项和说明 (write an empty workbook to collect data with)."""
    tongue = language(lang)
    problem = None if prefill is None else scenario_at(prefill, tongue)
    verbs.template(target.resolve(), problem, street)
    words = pick(tongue, f"已写出：{target}", f"Written: {target}")
    show_json({"out": str(target)}) if as_json else show_lines([words])
