"""Wrong words on the command line, said in Chinese: the command line library says them in English."""

import re

from engine.refusals import Refusal

COMPLAINTS = (
    (r"No such command '(.+?)'.*", "没有命令“{0}”"),
    (r"No such option:? '?(--?[\w-]+).*", "没有选项 {0}"),
    (r"Missing argument '(.+?)'.*", "缺少 {0}"),
    (r"Missing option '(.+?)'.*", "缺少选项 {0}"),
    (r"Got unexpected extra argument.*\((.+)\)", "多出了 {0}"),
    (r"Option '(.+?)' requires an argument", "选项 {0} 后面要有值"),
    (r"Invalid value for '?([^':]+)'?: (.+)", "{0} 的值不对，{1}"),
)
VALUES = (
    (r".*greater than or equal to (.+)", "不能小于 {0}"),
    (r".*less than or equal to (.+)", "不能大于 {0}"),
    (r".*valid integer.*", "应为整数"),
    (r".*(valid|finite) number.*", "应为数字"),
    (r".*does not match the formats.*", "应为日期，如 2026-10-12"),
    (r".*'(.+)' is not readable", "{0} 不许读取"),
    (r"'(.*)' is not (.+)", "填的是 {0}，应为 {1}"),
    (r"(.+)", "应为 {0}"),
)


def misused(message: str) -> Refusal:
    """Turn a complaint about the words of a command into a refusal."""
    return Refusal(
        f"命令有误：{_chinese(message)}。用 paike --help 看有哪些命令，paike 命令 --help 看它的选项。",
        f"Wrong words: {message}. See paike --help, or paike COMMAND --help.",
    )


def _chinese(message: str) -> str:
    """Say a complaint in Chinese; one that is not known stays as it is."""
    for form, words in COMPLAINTS:
        if found := re.fullmatch(form, message, re.DOTALL):
            name, *values = found.groups()
            return words.format(name, *map(_value, values))
    return message


def _value(message: str) -> str:
    for form, words in VALUES:
        if found := re.fullmatch(form, message, re.DOTALL):
            return words.format(*found.groups())
    return message
