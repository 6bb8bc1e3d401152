"""The progress display: lines where nothing can be redrawn, and Ctrl-C as a wish to stop."""

import signal
from typing import get_args

import pytest

from engine.commands.showing.progress import PHASES, Display
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
            "搜索更好的课表 · 已满足 90，未满足 10 · 任何课表至少有 7 无法满足 · 差距 1.25 % · 还剩 3 秒",
        ),
        (
            "en",
            "searching · served 90, unserved 10 · no timetable leaves fewer than 7 · gap 1.25 % · 3 s left",
        ),
    ],
)
def test_a_line_says_phase_served_bound_gap_and_time_left(lang, line, capsys):
    """One line on the error stream, not broken, nothing on the output."""
    with Display(lang) as display:
        display(Progress("search", 90, 10, bound=7, gap=1.25, seconds_left=3.0))

    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"{line}\n")


def test_a_phase_is_told_once_until_seconds_have_passed(capsys):
    """A log file is not flooded."""
    with Display("en") as display:
        for phase in ("construct", "search", "search", "search", "done"):
            display(Progress(phase, 1, 2))

    lines = capsys.readouterr().err.splitlines()
    assert [line.split(" · ")[0] for line in lines] == ["constructing", "searching", "done"]


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
