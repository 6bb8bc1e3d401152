"""A sweep on the screen: its cases can be compared without opening the table."""

from engine.commands.showing.sweep_lines import case_lines, run_line
from engine.sweeps.rows import Figures, Row


def row(case, seed, *, status="done", reason="", **figures):
    """One run; figures that are not named are 0."""
    numbers = dict.fromkeys(Figures.model_fields, 0) | figures
    made = Figures.model_validate(numbers) if status == "done" else None
    return Row(
        case=case, seed=seed, status=status, reason=reason, figures=made, baseline="", key=""
    )


def test_a_case_is_one_line_over_its_seeds():
    """Equal numbers stand once, others as a span; thousands are apart."""
    rows = [
        row("现状", seed, learners_served=1000 + seed, learners_asked=2000, served=36, fairness=703)
        for seed in (1, 2)
    ]

    assert case_lines(rows, "zh") == [
        (
            "  现状：排上 1,001–1,002 / 2,000 人次；按优先级计未满足 36（界 0）；"
            "最差街道 7.0 %；每周 0 公里；编制需新增 0"
        )
    ]


def test_runs_without_figures_are_told():
    """A case that cannot be says so, and a case that lost one run says how many."""
    rows = [
        row("关闭", 1, status="failed", reason="没有 V9"),
        row("现状", 1),
        row("现状", 2, status="crashed"),
    ]

    closed, usual = case_lines(rows, "en")

    assert closed == "  关闭: failed"
    assert usual.endswith("1 runs without figures")
    assert run_line(rows[0], 1, 3, "zh") == "[1/3] 关闭，种子 1：不成立（没有 V9）"
