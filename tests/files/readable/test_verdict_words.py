"""The verdict in words never claims more than is proved."""

import pytest

from engine.files.readable.verdict_words import figures
from tests.files.plans import make_plan


def told(lang, **change):
    """Word the verdict of a small plan, the levels named in `change` replaced."""
    plan, problem = make_plan(12)
    levels = tuple(
        level.model_copy(update=change.get(level.name, {})) for level in plan.verdict.levels
    )
    verdict = plan.verdict.model_copy(update={"levels": levels})
    shown = figures(plan.model_copy(update={"verdict": verdict}), problem, lang)
    return {figure.name: figure for figure in shown}


def test_a_level_at_its_bound_is_called_best():
    """Value equal to bound is a proof, and is said to hold for these sections."""
    figure = told("zh", travel={"value": 5000, "bound": 5000})["travel"]

    assert figure.value == "5.0 公里"
    assert figure.note.endswith(
        "已证明最优：照公布的班、不牺牲更重要的目标，任何课表都不可能更低。"
    )


def test_a_level_above_its_bound_is_never_called_best():
    """Value and bound are both told, one metre apart as much as far apart."""
    note = told("zh", fit={"value": 301, "bound": 300})["fit"].note

    assert "最优" not in note
    assert "现为 301 分" in note
    assert "不低于 300 分" in note


def test_the_first_goal_has_no_condition_but_the_sections():
    """Nothing stands above served learners, so nothing is given up for them."""
    assert "不牺牲" not in told("zh")["served"].note


def test_fairness_names_the_street_that_is_served_least():
    """The worst street is named, with the share in per cent."""
    figure = told("zh")["fairness"]

    assert figure.value == "8.31%"
    assert "第2街道" in figure.note


@pytest.mark.parametrize(
    ("lang", "value"), [("zh", "166 / 183 人次 · 90.71%"), ("en", "166 / 183 learners · 90.71%")]
)
def test_served_learners_come_first(lang, value):
    """The first figure is what a clerk asks first."""
    first = next(iter(told(lang).values()))

    assert (first.name, first.value) == ("served", value)
