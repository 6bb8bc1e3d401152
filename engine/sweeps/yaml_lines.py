"""YAML with the line of every key, so that a refusal can say where."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from engine.refusals import BadInput, Fault

Step = int | str
MOST_CHARACTERS = 1_000_000


class _PlainLoader(yaml.SafeLoader):
    """Reads what a clerk means: dates, amounts and ids with zeros in front stay as written.

    YAML by itself reads 010 as eight, 1.10 as 1.1 and 1:30 as ninety, and a date that there is
    not breaks it.
    """


_TAG = "tag:yaml.org,2002:"
_READ_LATER = {f"{_TAG}{kind}" for kind in ("int", "float", "timestamp")}
_PlainLoader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] not in _READ_LATER]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_PlainLoader.add_implicit_resolver(
    f"{_TAG}int", re.compile(r"(?:0|-?[1-9][0-9]{0,17})$"), list("-0123456789")
)


class Yaml:
    """A YAML document as plain data (`content`) that knows where everything stands."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        if len(text) > MOST_CHARACTERS:
            raise BadInput([self._fault(0, "", f"{len(text)}", "a shorter file", "更短的文件")])
        try:
            self._root = yaml.compose(text, Loader=_PlainLoader)
            self._refuse_unclear()
            self.content: Any = yaml.load(text, Loader=_PlainLoader)  # noqa: S506 - a SafeLoader
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            raise BadInput([self._not_yaml(error)]) from error

    def fault(self, place: Iterable[Step], found: str, expected_zh: str, expected_en: str) -> Fault:
        """Word what is wrong at a place: the keys and indices that lead to it."""
        steps = list(place)
        key = ".".join(str(step) for step in steps)
        return self._fault(self._line(steps), key, found, expected_en, expected_zh)

    def _refuse_unclear(self) -> None:
        faults = [self._fault(*each) for each in _unclear(self._root)] if self._root else []
        if faults:
            raise BadInput(faults)

    def _not_yaml(self, error: Exception) -> Fault:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        problem = str(getattr(error, "problem", None) or type(error).__name__)
        return self._fault(line, "", problem, "YAML: key: value", "YAML 格式“键: 值”")

    def _line(self, steps: list[Step]) -> int:
        node, line = self._root, 1
        for step in steps:
            entry = _entry(node, step)
            if entry is not None:
                line, node = entry
        return line

    def _fault(self, line: int, key: str, found: str, en: str, zh: str) -> Fault:
        return Fault(
            file=self._file,
            sheet="",
            row=line,
            column=key,
            found=found,
            expected=(zh, en),
            fix=("请改正这一行。", "Correct this line."),
        )


def _entry(node: yaml.Node | None, step: Step) -> tuple[int, yaml.Node] | None:
    """The line and the value of one key or index; None where a mapping has no such key."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    return None


def _unclear(root: yaml.Node) -> Iterator[tuple[int, str, str, str, str]]:
    """Find what YAML would take silently: a key written twice, and references to other parts."""
    seen, ahead = set[int](), [root]
    while ahead:
        node = ahead.pop()
        line = node.start_mark.line + 1
        if id(node) in seen:
            yield line, "", "*", "the content itself, no reference", "直接写内容，不用引用"
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            ahead.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            ahead.extend(value for _, value in node.value)
            yield from _twice(node)


def _twice(node: yaml.MappingNode) -> Iterator[tuple[int, str, str, str, str]]:
    keys = set[str]()
    for key, _ in node.value:
        word = str(key.value)
        if word in keys:
            yield key.start_mark.line + 1, word, word, "each key once", "每个键只写一次"
        keys.add(word)
