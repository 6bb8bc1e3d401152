"""A sweep on the screen: how each run ended, and one line a case over its seeds."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from engine.commands.showing.lines import pick
from engine.refusals import Lang
from engine.sweeps.rows import Figures, Row

STATUS = {
    "done": ("完成", "done"),
    "failed": ("不成立", "failed"),
    "crashed": ("意外中断", "crashed"),
    "not run": ("没有运行", "not run"),
}


def run_line(row: Row, done: int, total: int, lang: Lang) -> str:
    """Tell how one run ended, and why if it did not."""
    status = pick(lang, *STATUS[row.status])
    reason = pick(lang, f"（{row.reason}）", f" ({row.reason})") if row.reason else ""
    return pick(
        lang,
        f"[{done}/{total}] {row.case}，种子 {row.seed}：{status}{reason}",
        f"[{done}/{total}] {row.case}, seed {row.seed}: {status}{reason}",
    )


def case_lines(rows: Sequence[Row], lang: Lang) -> list[str]:
    """Tell a line a case, in the order of the table; two numbers where seeds differ."""
    grouped = groupby(rows, key=lambda row: row.case)
    return [_case(case, list(runs), lang) for case, runs in grouped]


def _case(case: str, rows: list[Row], lang: Lang) -> str:
    found = [row.figures for row in rows if row.figures is not None]
    if not found:
        status = pick(lang, *STATUS[rows[0].status])
        return pick(lang, f"  {case}：{status}", f"  {case}: {status}")
    told = pick(lang, "；", "; ").join(_figures(found, lang))
    left = len(rows) - len(found)
    rest = pick(lang, f"；另有 {left} 次没有结果", f"; {left} runs without figures") if left else ""
    return pick(lang, f"  {case}：{told}{rest}", f"  {case}: {told}{rest}")


def _figures(found: list[Figures], lang: Lang) -> list[str]:
    served = _span(each.learners_served for each in found)
    asked = _span(each.learners_asked for each in found)
    unserved = _span(each.served for each in found)
    bound = _span(each.served_bound for each in found)
    worst = _span(round(each.fairness / 100, 1) for each in found)
    km = _span(round(each.travel_km) for each in found)
    new = _span(each.new_posts for each in found)
    return [
        pick(lang, f"排上 {served} / {asked} 人次", f"served {served} of {asked} learners"),
        pick(
            lang,
            f"按优先级计未满足 {unserved}（界 {bound}）",
            f"unserved by priority {unserved} (bound {bound})",
        ),
        pick(lang, f"最差街道 {worst} %", f"worst street {worst} %"),
        pick(lang, f"每周 {km} 公里", f"{km} km a week"),
        pick(lang, f"编制需新增 {new}", f"{new} new posts"),
    ]


def _span(numbers: Iterable[float]) -> str:
    """Write the least and the largest of some numbers, or the one that they all are."""
    least, *_, most = sorted([*numbers] * 2)
    return f"{least:,}" if least == most else f"{least:,}–{most:,}"
