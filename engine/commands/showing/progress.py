"""The progress of a long run on the error stream, and Ctrl-C as a wish to stop."""

import signal
import sys
import threading
import time
from dataclasses import replace
from types import FrameType, TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.text import Text

from engine.commands.showing.lines import pick
from engine.commands.showing.progress_line import progress_line
from engine.refusals import Lang, Stopped
from engine.timetabling.watching import Progress

LINE_EVERY_SECONDS = 5.0  # where the screen cannot be redrawn, as in a log file


class Display:
    """Shows progress while it is entered, and turns Ctrl-C into "stop and keep the best".

    It is a `Watcher` (call it with Progress) and its `told` is a `Stop`. A second Ctrl-C ends
    the command, and nothing is written.
    """

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._last: tuple[Progress, float] | None = None
        self._console = Console(stderr=True)
        self._live = Live(
            console=self._console,
            refresh_per_second=4,
            transient=True,
            get_renderable=lambda: Text(self.line()),
        )
        self._told = threading.Event()
        self._shown = ("", 0.0)
        self._before: signal.Handlers | int | None = None

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._interrupt)  # type: ignore[assignment]
        if self._redraws:
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._redraws:
            self._live.stop()
        signal.signal(signal.SIGINT, self._before)

    def __call__(self, progress: Progress) -> None:
        """Show how far the run is."""
        self._last = progress, time.monotonic()
        if not self._redraws and self._due(progress):
            self._print(progress_line(progress, self._lang))

    def told(self) -> bool:
        """Tell whether the person asked to stop and keep the best so far."""
        return self._told.is_set()

    def say(self, zh: str, en: str) -> None:
        """Print a line that stays."""
        self._print(pick(self._lang, zh, en))

    def _print(self, line: str) -> None:
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)

    @property
    def _redraws(self) -> bool:
        return self._console.is_terminal

    def _due(self, progress: Progress) -> bool:
        phase, shown = self._shown
        now = time.monotonic()
        if progress.phase == phase and now - shown < LINE_EVERY_SECONDS:
            return False
        self._shown = (progress.phase, now)
        return True

    def line(self) -> str:
        """What was told last; the time left goes down while nothing new comes."""
        if self._last is None:
            return ""
        progress, told_at = self._last
        left = progress.seconds_left
        if left is not None:
            left = max(0.0, left - (time.monotonic() - told_at))
        return progress_line(replace(progress, seconds_left=left), self._lang)

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        if self._told.is_set():
            raise Stopped("已中断，没有写入任何内容。", "Interrupted; nothing was written.")
        self._told.set()
        sys.stderr.write(
            pick(self._lang, "\n正在停止，保留最好的结果……\n", "\nStopping, keeping the best…\n")
        )
