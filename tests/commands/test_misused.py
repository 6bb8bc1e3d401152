"""Wrong words are told in Chinese, whatever language the command line library speaks."""

import pytest

from tests.commands.calling import STREET, paike


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("dance",), "没有命令“dance”"),
        (("check",), "缺少 SCENARIO"),
        (("check", STREET, "--dance"), "没有选项 --dance"),
        (("check", STREET, "one", "two"), "多出了 one two"),
        (("check", STREET, "--lang"), "选项 --lang 后面要有值"),
        (("generate", "--size", "street", "--out", "x"), "缺少选项 --seed"),
        (
            ("generate", "--size", "planet", "--seed", 1, "--out", "x"),
            "--size 的值不对，填的是 planet，应为 street",
        ),
        (("solve", STREET, "--seconds", "soon"), "--seconds 的值不对，应为数字"),
        (("solve", STREET, "--seconds", "-1"), "--seconds 的值不对，不能小于 0"),
        (("solve", STREET, "--seed", "1.5"), "--seed 的值不对，应为整数"),
        (("solve", STREET, "--workers", "999"), "--workers 的值不对，不能大于 256"),
        (
            ("repair", STREET, STREET, "--today", "soon"),
            "--today 的值不对，应为日期，如 2026-10-12",
        ),
        (("audit", STREET, "--reading", "x"), "--reading 的值不对，填的是 x，应为 NAME=VALUE"),
    ],
)
def test_wrong_words_are_told_in_chinese(words, told):
    """Each with what is expected, and where to look."""
    answer = paike(*words)

    assert answer.code == 2
    assert answer.err.startswith(f"命令有误：{told}")
    assert answer.err.endswith("paike 命令 --help 看它的选项。\n")
