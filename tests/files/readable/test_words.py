"""How weeks and reasons are said."""

import pytest

from engine.domain.weeks import Weeks
from engine.files.readable.words import reason_text, weeks_text


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


def test_a_reason_is_told_in_words():
    """Names of rules and of pooling's reasons are worded, other reasons are words already."""
    assert reason_text("too_few_learners", "zh") == "人数不足一个班。"
    assert reason_text("room_fits", "zh") == "教室的座位不少于班级人数。"
    assert reason_text("room_fits", "en").endswith(".")
    assert reason_text("没有共同时间", "en") == "没有共同时间"
