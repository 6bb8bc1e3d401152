"""How weeks are said."""

import pytest

from engine.domain.weeks import Weeks
from engine.files.readable.words import weeks_text


@pytest.mark.parametrize(
    ("weeks", "zh", "en"),
    [
        ("1-16", "第1–16周", "weeks 1–16"),
        ("9-16", "第9–16周", "weeks 9–16"),
        ("4", "第4周", "weeks 4"),
        ("1-15/2", "第1–15周（单周）", "weeks 1–15 (odd weeks)"),
        ("2-16/2", "第2–16周（双周）", "weeks 2–16 (even weeks)"),
        ("1-16/2", "第1–15周（单周）", "weeks 1–15 (odd weeks)"),
        ("1-13/4", "第1–13周（每4周）", "weeks 1–13 (every 4 weeks)"),
    ],
)
def test_weeks_are_said_as_a_reader_says_them(weeks, zh, en):
    """Spans end with a week in which the class really meets; odd and even weeks have names."""
    assert weeks_text(Weeks(weeks), "zh") == zh
    assert weeks_text(Weeks(weeks), "en") == en
