"""Calling `paike` inside the test's own process, as the door sees it."""

import contextlib
import io
import json
from dataclasses import dataclass
from typing import Any

from engine.commands.door import outcome
from tests.scenarios.reading import SCENARIOS

MICRO = SCENARIOS / "micro"
STREET = SCENARIOS / "street"


@dataclass(frozen=True)
class Answer:
    """What a command leaves behind: its exit code, its output and what it said beside it."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output as JSON; nothing else may stand there."""
        return json.loads(self.out)


def paike(*words: object) -> Answer:
    """Run a command with these words."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = outcome([str(word) for word in words])
    return Answer(code, out.getvalue(), err.getvalue())


def told(value: object) -> str:
    """Name a case of a test: the words of a command, paths by their last part."""
    words = value if isinstance(value, tuple) else (value,)
    return " ".join(str(word).rpartition("/")[2] for word in words)
