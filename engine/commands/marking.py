"""A refused workbook given back with its faults marked, when a command is asked for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from engine import verbs
from engine.commands.showing.lines import pick, warn
from engine.refusals import BadInput, Fault, Lang

XLSX = ".xlsx"
Pair = tuple[str, str]
Marked = Annotated[
    Path | None,
    typer.Option(
        "--marked",
        metavar="FILE.xlsx",
        help="有错误时另存一本标红的工作簿 (faults marked)",
    ),
]


@contextmanager
def marking(scenario: Path, target: Path | None, lang: Lang) -> Iterator[None]:
    """Mark the faults of a workbook that is refused inside, in a copy; it is refused all the same.

    Refuses a scenario that is no workbook, and a copy that would take its place.
    """
    if target is None:
        yield
        return
    _refuse_unless_possible(scenario, target)
    try:
        yield
    except BadInput as bad:
        raise _marked(scenario, target, bad, lang) from bad
    warn(pick(lang, f"没有错误，没有写 {target}。", f"No faults; {target} was not written."))


def _marked(scenario: Path, target: Path, bad: BadInput, lang: Lang) -> BadInput:
    try:
        verbs.mark(scenario, target.resolve(), bad, lang)
    except BadInput:
        zh = f"这本工作簿打不开，或结构特殊，无法标红，没有写 {target}。"
        warn(pick(lang, zh, f"This workbook cannot be marked; {target} was not written."))
        return bad
    return BadInput(bad.faults, bad.more, copy=str(target))


def _refuse_unless_possible(scenario: Path, target: Path) -> None:
    workbook: Pair = f"{XLSX} 工作簿", f"an {XLSX} workbook"
    if scenario.is_dir() or scenario.suffix.lower() != XLSX:
        fix = (
            "--marked 只用于工作簿；先用 paike convert 转成工作簿。",
            ("--marked is for workbooks: make one with paike convert first."),
        )
        raise _refusal(scenario, scenario.suffix, workbook, fix)
    if target.suffix.lower() != XLSX:
        fix = f"文件名以 {XLSX} 结尾。", f"Let its name end in {XLSX}."
        raise _refusal(target, target.suffix, workbook, fix)
    if target.resolve() == scenario.resolve():
        other: Pair = "另一个文件，原工作簿要保留", "another file: the workbook is to stay"
        raise _refusal(target, str(scenario), other, ("换一个文件名。", "Choose another name."))
    if not target.resolve().parent.is_dir():
        there: Pair = "已有文件夹里的文件", "a file in a folder that is there"
        fix = "先建文件夹，或换一个位置。", "Make the folder first, or choose another place."
        raise _refusal(target, str(target.parent), there, fix)


def _refusal(path: Path, found: str, expected: Pair, fix: Pair) -> BadInput:
    return BadInput(
        [Fault(str(path), sheet="", row=0, column="", found=found, expected=expected, fix=fix)]
    )
