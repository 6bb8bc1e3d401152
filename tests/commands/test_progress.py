"""The progress display: lines where nothing can be redrawn, and Ctrl-C as a wish to stop."""

import signal
import time
from typing import get_args

import pytest

from engine.commands.showing.progress import Display
from engine.commands.showing.progress_line import PHASES
from engine.refusals import Stopped
from engine.timetabling.watching import Phase, Progress


def test_every_phase_has_a_word_in_both_languages():
    """The words of the display are those of the engine."""
    assert PHASES.keys() == set(get_args(Phase))


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        (
            "zh",
            (
                "继续改进 · 已排上 1,090 / 1,200 人次（90.8 %） · "
                "按优先级计未满足 310，已证明至少 298（最多还能改进 12） · 求解还剩 3 秒"
            ),
        ),
        (
            "en",
            (
                "searching · served 1,090 of 1,200 learners (90.8 %) · "
                "unserved by priority 310, proved at least 298 (at most 12 to gain) · "
                "3 s left for solving"
            ),
        ),
    ],
)
def test_a_line_says_phase_served_bound_and_time_left(lang, line, capsys):
    """One line on the error stream, not broken, nothing on the output."""
    with Display(lang) as display:
        display(Progress("search", (1090, 1200), 310, bound=298, seconds_left=3.0))

    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"{line}\n")


@pytest.mark.parametrize(
    ("progress", "line"),
    [
        (Progress("pool"), "合班、分班"),
        (Progress("verify"), "核对政策，独立核验"),
        (
            Progress("explain", (9, 12), 8, cases=(3, 40), seconds_left=7.6),
            (
                "查明原因，核实怎样能排上 3/40 · 已排上 9 / 12 人次（75.0 %） · "
                "按优先级计未满足 8 · 核实还剩 8 秒"
            ),
        ),
        (
            Progress("done", (0, 0), 0, bound=0),
            ("求解完成 · 已排上 0 / 0 人次（100.0 %） · 按优先级计未满足 0，已证明不能更少"),
        ),
    ],
    ids=["before numbers", "after the search", "unlocks", "nothing asked"],
)
def test_a_phase_says_what_it_knows(progress, line, capsys):
    """What is not known yet leaves no gap behind; single things are counted."""
    with Display("zh") as display:
        display(progress)

    assert capsys.readouterr().err == f"{line}\n"


def test_time_left_goes_down_while_nothing_new_is_told(monkeypatch):
    """Between two steps of the search a redrawn screen counts on, never below zero."""
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    with Display("en") as display:
        display(Progress("search", seconds_left=3.0))
        shown = []
        for now[0] in (100.0, 102.0, 109.0):
            shown.append(display.line())

    assert shown == [f"searching · {left} s left for solving" for left in (3, 1, 0)]


def test_a_phase_is_told_once_until_seconds_have_passed(capsys):
    """A log file is not flooded."""
    with Display("en") as display:
        for phase in ("construct", "search", "search", "search", "done"):
            display(Progress(phase, (1, 3), 2))

    lines = capsys.readouterr().err.splitlines()
    assert [line.split(" · ")[0] for line in lines] == ["first timetable", "searching", "solved"]


def test_ctrl_c_is_a_wish_and_the_second_one_a_command(capsys):
    """First the best is kept, then everything ends; afterwards Ctrl-C is what it was."""
    before = signal.getsignal(signal.SIGINT)
    with Display("zh") as display:
        wished_before = display.told()
        signal.raise_signal(signal.SIGINT)
        wished_after = display.told()
        with pytest.raises(Stopped):
            signal.raise_signal(signal.SIGINT)

    assert (wished_before, wished_after) == (False, True)
    assert "保留最好的结果" in capsys.readouterr().err
    assert signal.getsignal(signal.SIGINT) is before
