"""The last sheet: the verdict, how it was reached, and how the workbook is read."""

from collections.abc import Iterator

from engine.domain.problem import Problem
from engine.domain.results import Plan
from engine.files.readable.lesson_fields import Cell
from engine.files.readable.verdict_words import LABELS, figures
from engine.files.readable.words import Pair, pick
from engine.files.tables import SETTINGS
from engine.policy.policy import policy_of
from engine.refusals import Lang

ABOUT: tuple[tuple[Pair, float], ...] = (
    (("项目", "What"), 24),
    (("内容", "Value"), 34),
    (("说明", "In words"), 80),
)
UNITS: dict[str, Pair] = {
    "served": ("加权人次", "priority-learners"),
    "fairness": ("万分之一", "1/10,000"),
    "travel": ("米/周", "metres a week"),
    "fit": ("分", "points"),
}
PROVED_BY: dict[str, Pair] = {
    "prices": ("价格证书证明", "prices (certificate.json)"),
    "exact search": ("完全搜索证明", "a complete search"),
}
HOW_TO_READ: tuple[tuple[Pair, Pair], ...] = (
    (
        ("总表", "Timetable"),
        (
            "每周的每次课一行；“停课与调课”写明放假停掉和调休补上的日期。",
            "One row a weekly meeting; changed dates name holidays and make-up days.",
        ),
    ),
    (
        ("按街道", "By street"),
        (
            "学员来自几个街道的班，在每个街道下各列一次。",
            "A section that serves several streets stands under each of them.",
        ),
    ),
    (
        ("未满足需求", "Unserved"),
        (
            "“已验证”指按所列办法重新排过，确能排上；“未验证”只是线索。",
            "'proved' means re-solved with the unlock named; 'not proved' is a lead only.",
        ),
    ),
    (
        ("日历", "Calendars"),
        (
            "calendars/teachers/教师编号.ics 与 calendars/venues/场地编号.ics 可导入手机或办公软件。",
            "calendars/teachers/ID.ics and calendars/venues/ID.ics open in phones and office programs.",
        ),
    ),
)


def about(plan: Plan, problem: Problem, lang: Lang) -> tuple[tuple[Cell, ...], ...]:
    """Lay the verdict out: what, value, in words."""
    return (
        (_say("学期", "Term", lang), f"{problem.term.start} – {problem.term.end}", problem.title),
        *((each.label, each.value, each.note) for each in figures(plan, problem, lang)),
        *_levels(plan, lang),
        *_run(plan, problem, lang),
        *_readings(problem, lang),
        *((pick(what, lang), "", pick(words, lang)) for what, words in HOW_TO_READ),
    )


def _levels(plan: Plan, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    for rank, level in enumerate(plan.verdict.levels, start=1):
        goal, unit = pick(LABELS[level.name], lang), pick(UNITS[level.name], lang)
        proof = pick(PROVED_BY[level.proof], lang)
        yield (
            _say(f"第{rank}级目标：{goal}", f"Goal {rank}: {goal}", lang),
            _say(
                f"{level.value:,}（界 {level.bound:,}）",
                f"{level.value:,} (bound {level.bound:,})",
                lang,
            ),
            _say(f"单位：{unit}；界由{proof}", f"in {unit}; bound by {proof}", lang),
        )
    verdict = plan.verdict
    yield (
        _say("加权合计", "Weighted total", lang),
        _say(
            f"{verdict.total:,}（界 {verdict.total_bound:,}）",
            f"{verdict.total:,} (bound {verdict.total_bound:,})",
            lang,
        ),
        _say(
            f"差距 {verdict.gap:.4f}%；不论目标次序 {verdict.weighted_gap:.4f}%",
            f"gap {verdict.gap:.4f}%; in any order of goals {verdict.weighted_gap:.4f}%",
            lang,
        ),
    )


def _run(plan: Plan, problem: Problem, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    verdict = plan.verdict
    yield _say("输入指纹", "Input hash", lang), verdict.input_hash, problem.name
    yield _say("数据来源", "Origin", lang), problem.origin, problem.licence
    yield _say("随机种子", "Seed", lang), verdict.seed, ""
    if verdict.seconds is not None:
        yield _say("用时（秒）", "Seconds", lang), verdict.seconds, ""
    for name, version in sorted(verdict.versions.items()):
        yield _say("版本", "Version", lang), name, version
    labels = {column.key: column for column in SETTINGS.columns}
    for name, value in sorted(verdict.settings.items()):
        column = labels[name]
        what = _say(f"设置：{column.zh}", f"Setting: {name}", lang)
        yield what, str(value), _say(column.note_zh, column.note_en, lang)


def _readings(problem: Problem, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    """How the policy's open readings are set."""
    for name, reading in policy_of(problem).open_readings.items():
        what = _say(
            f"政策读法 ({reading.letter})", f"Reading of the policy ({reading.letter})", lang
        )
        yield what, pick(reading.notes[reading.value], lang), f"{name} = {reading.value}"


def _say(zh: str, en: str, lang: Lang) -> str:
    return pick((zh, en), lang)
