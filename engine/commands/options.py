"""The options that commands share, each worded once."""

import os
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from engine.refusals import Lang

CORES = os.cpu_count() or 1
MOST_SECONDS = 30 * 86_400.0
MOST_SEED = 2**31 - 1  # what every solver takes
MOST_WORKERS = 256

Scenario = Annotated[
    Path,
    typer.Argument(
        metavar="SCENARIO",
        help="场景：文件夹、.xlsx 或 .json 文件 (scenario: folder, workbook or JSON)",
    ),
]
Results = Annotated[
    Path, typer.Argument(metavar="DIR", help="solve 写出的结果文件夹 (folder of results)")
]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="结果写到哪里 (where results go)")]
MaybeOut = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="结果写到哪里，不给则只显示 (where results go)"),
]
AsJson = Annotated[bool, typer.Option("--json", help="以 JSON 输出 (print JSON)")]
Strict = Annotated[
    bool, typer.Option("--strict", help="有缺口时退出码为 1 (exit 1 on a shortfall)")
]
Language = Annotated[str, typer.Option("--lang", metavar="zh|en", help="语言 (language)")]
Seconds = Annotated[
    float,
    typer.Option(
        "--seconds",
        metavar="N",
        min=0.0,
        max=MOST_SECONDS,
        help="求解时间，秒 (search, in seconds)",
    ),
]
Seed = Annotated[
    int, typer.Option("--seed", metavar="K", min=0, max=MOST_SEED, help="随机种子 (seed)")
]
Workers = Annotated[
    int,
    typer.Option(
        "--workers", metavar="W", min=1, max=MOST_WORKERS, help="同时用几个核 (cores to use)"
    ),
]
Deterministic = Annotated[
    bool,
    typer.Option("--deterministic", help="结果可逐字节重现 (the same bytes again)"),
]
Today = Annotated[
    datetime | None,
    typer.Option(
        "--today",
        metavar="DATE",
        formats=["%Y-%m-%d"],
        help="此日之前的不再改动 (past stays as it is)",
    ),
]


def language(text: str) -> Lang:
    """Read the language option; refuses anything but zh and en."""
    if text == "zh":
        return "zh"
    if text == "en":
        return "en"
    raise typer.BadParameter(f"'{text}' is not zh / en", param_hint="--lang")
