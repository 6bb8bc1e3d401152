"""Writes `docs/rules.md` from the rule book: `python -m engine.rules.document`."""

import inspect
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from engine.domain.calendar import Period
from engine.domain.calendar import Term as Dates
from engine.domain.problem import Problem
from engine.domain.settings import Settings
from engine.rules.axes import Axes, axes_of
from engine.rules.book import PUBLISHED_RULES, RULE_BOOK
from engine.rules.rule import Rule

PAGE = Path("docs/rules.md")
HEAD = """# 规则 Rules

由规则手册 `engine/rules/book.py` 生成：`python -m engine.rules.document`。不要手改。
Generated from the rule book; do not edit. `[H]` is a hard rule, `[S]` an amount that a goal counts.
*Wrong* is what a clerk reads where a rule is broken or stands in the way; in Chinese output `[违反]` is `[H]`.
*Source* is the section of 拱政发〔2023〕16号 behind a rule; `engine` is our own reading.
*Terms* are what a solver is told (`engine/rules/terms.py`).
"""
GOAL_ZH = {
    "hard": "硬性规则 Hard rules",
    "served": "目标一：服务 Served",
    "fairness": "目标二：公平 Fairness",
    "travel": "目标三：路程 Travel",
    "fit": "目标四：契合 Fit",
}
PUBLISHED = "公布的表 Published tables"


def rules_markdown() -> str:
    """Word every rule: its sentence in two languages, its source, and the terms it yields."""
    axes = _empty_axes()
    parts = [HEAD]
    for goal, title in GOAL_ZH.items():
        parts.append(f"\n## {title}\n")
        parts += [_entry(type(rule), _terms(rule, axes)) for rule in RULE_BOOK if rule.goal == goal]
    parts.append(f"\n## {PUBLISHED}\n")
    parts += [_entry(rule, "-") for rule in PUBLISHED_RULES]
    return "".join(parts)


def _entry(rule: type[Rule], terms: str) -> str:
    mark = "[H]" if rule.goal == "hard" else "[S]"
    sentence = " ".join((inspect.getdoc(rule) or "").split())
    return (
        f"\n### {mark} `{rule.name}`\n\n{rule.sentence_zh}\n\n{sentence}\n\n"
        f"Wrong: {rule.wrong_zh} · {rule.wrong_en}\n\n"
        f"Source: {rule.source} · Terms: {terms}\n"
    )


def _terms(rule: Rule, axes: Axes) -> str:
    return "; ".join(f"`{name}`" for name in _names(rule, axes)) or "-"


def _names(rule: Rule, axes: Axes) -> Iterator[str]:
    for term in rule.terms(axes):
        over = getattr(term, "axes", None) or getattr(term, "per", None)
        axis = getattr(term, "axis", None)
        along = " × ".join(over) if over else axis
        yield f"{type(term).__name__}({along})" if along else type(term).__name__


def _empty_axes() -> Axes:
    """Axes of a problem in which there is nothing: rules name their terms even there."""
    monday = Period(id="P", weekday=1, start=0, end=60)
    nothing = dict.fromkeys(
        ("areas", "schools", "calendar", "venues", "rooms", "teachers", "unavailable", "courses"),
        (),
    )
    problem = Problem.model_validate(
        {
            **nothing,
            "name": "",
            "title": "",
            "origin": "",
            "licence": "",
            "seed": None,
            "term": Dates(start=date(2026, 9, 7), weeks=1),
            "rule_pack": "",
            "settings": Settings(),
            "periods": (monday,),
            "requests": (),
            "budgets": (),
        }
    )
    return axes_of(problem, ())


if __name__ == "__main__":
    PAGE.write_text(rules_markdown(), "utf-8", newline="\n")
