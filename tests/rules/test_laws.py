"""Every law: a world that obeys, one that breaks, and one exactly on the edge."""

import pytest

from engine.rules.book import PUBLISHED_RULES, RULE_BOOK
from tests.rules import (
    exception_cases,
    goal_cases,
    room_cases,
    section_cases,
    teacher_cases,
    time_cases,
)

MODULES = (section_cases, time_cases, exception_cases, room_cases, teacher_cases, goal_cases)
CASES = [case for module in MODULES for case in module.CASES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule.name}-{case.which}")
def test_the_law_counts_what_the_case_says(case):
    """The law finds just what is planted, and words it in both languages."""
    found = list(case.rule().breaches(case.timetable, case.problem))

    assert sum(breach.amount for breach in found) == case.amount
    assert all(breach.amount > 0 for breach in found)
    for breach in found:
        assert breach.line("zh") != breach.line("en")
        assert "{" not in breach.line("zh") + breach.line("en")


@pytest.mark.parametrize("rule", RULE_BOOK, ids=lambda rule: rule.name)
def test_every_rule_has_all_three_cases(rule):
    """No rule is without a case that obeys, one that breaks and one on the edge."""
    assert {case.which for case in CASES if case.rule is type(rule)} == {"obeys", "breaks", "edge"}


def test_every_rule_has_its_own_name_and_its_sentences():
    """Names are unique; every rule has a sentence in both languages and a source."""
    rules = (*map(type, RULE_BOOK), *PUBLISHED_RULES)

    assert len({rule.name for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.__doc__
        assert rule.__doc__.strip().partition("\n")[0].endswith(".")
        assert rule.sentence_zh.endswith("。")
        assert rule.source == "engine" or rule.source.startswith("§")
