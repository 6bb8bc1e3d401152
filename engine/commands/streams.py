"""Output and error stream as the commands need them: there, in UTF-8, and never in the way."""

import os
import sys
from pathlib import Path
from typing import Any, TextIO, cast


def make_streams_ready() -> None:
    """Let both streams speak UTF-8, lead nowhere where they are closed, and outlive their reader."""
    sys.stdout, sys.stderr = _ready(sys.stdout), _ready(sys.stderr)


def _ready(stream: TextIO | None) -> TextIO:
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="replace")
    return cast(TextIO, _Enduring(stream))


class _Enduring:
    """A stream that goes on in silence when nobody reads it any more, as after `| head`.

    What a command does, and its exit code, must not hang on who looks at it.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except BrokenPipeError:
            self._fall_silent()
            return len(text)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except BrokenPipeError:
            self._fall_silent()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def _fall_silent(self) -> None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._stream.fileno())
        os.close(nowhere)
