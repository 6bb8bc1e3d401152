"""The progress of a long run on the error stream: phase, served so far, bound, time left."""

import signal
import sys
import threading
import time
from types import FrameType, TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.text import Text

from engine.commands.showing.lines import pick
from engine.refusals import Lang, Stopped
from engine.timetabling.watching import Progress

PHASES = {
    "state": ("整理数据", "stating the problem"),
    "construct": ("构造初始课表", "constructing"),
    "improve": ("改进", "improving"),
    "prove": ("证明下界", "proving a bound"),
    "search": ("搜索更好的课表", "searching"),
    "explain": ("核实怎样能排上", "checking unlocks"),
    "done": ("完成", "done"),
}
LINE_EVERY_SECONDS = 5.0  # where the screen cannot be redrawn, as in a log file


class Display:
    """Shows progress while it is entered, and turns Ctrl-C into "stop and keep the best".

    It is a `Watcher` (call it with Progress) and its `told` is a `Stop`. A second Ctrl-C ends
    the command, and nothing is written.
    """

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._console = Console(stderr=True)
        self._live = Live(console=self._console, refresh_per_second=4, transient=True)
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
        if self._redraws:
            self._live.update(Text(self._line(progress)))
        elif self._due(progress):
            self._print(self._line(progress))

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

    def _line(self, progress: Progress) -> str:
        lang = self._lang
        parts = [PHASES[progress.phase][0 if lang == "zh" else 1]]
        parts.append(
            pick(
                lang,
                f"已满足 {progress.served}，未满足 {progress.unserved}",
                f"served {progress.served}, unserved {progress.unserved}",
            )
        )
        if progress.bound is not None:
            parts.append(
                pick(
                    lang,
                    f"任何课表至少有 {progress.bound} 无法满足",
                    f"no timetable leaves fewer than {progress.bound}",
                )
            )
        if progress.gap is not None:
            parts.append(pick(lang, f"差距 {progress.gap:.2f} %", f"gap {progress.gap:.2f} %"))
        if progress.seconds_left is not None:
            left = f"{progress.seconds_left:.0f}"
            parts.append(pick(lang, f"还剩 {left} 秒", f"{left} s left"))
        return " · ".join(parts)

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        if self._told.is_set():
            raise Stopped("已中断，没有写入任何内容。", "Interrupted; nothing was written.")
        self._told.set()
        sys.stderr.write(
            pick(self._lang, "\n正在停止，保留最好的结果……\n", "\nStopping, keeping the best…\n")
        )
