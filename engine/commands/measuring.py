"""How long a run took and how much memory its whole process tree used."""

import contextlib
import threading
import time
from types import TracebackType
from typing import Self

import psutil

SAMPLE_SECONDS = 0.25
BYTES_A_MB = 1024 * 1024


class Measured:
    """Measures wall seconds and the peak of memory summed over the process tree.

    Use as a context manager; memory is sampled four times a second, shared pages counted once
    a process (as resident size does).
    """

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._peak = 0
        self._over = threading.Event()
        self._sampler = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Self:
        self._sampler.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._sampler.join()

    @property
    def seconds(self) -> float:
        """Wall seconds since the start."""
        return round(time.monotonic() - self._began, 2)

    @property
    def peak_mb(self) -> float:
        """The highest sum of resident memory seen so far, in MiB."""
        self._look()
        return round(self._peak / BYTES_A_MB, 1)

    def _sample(self) -> None:
        while not self._over.wait(SAMPLE_SECONDS):
            self._look()

    def _look(self) -> None:
        here = psutil.Process()
        total = 0
        for each in (here, *here.children(recursive=True)):
            # A child may end between being listed and being asked.
            with contextlib.suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
                total += each.memory_info().rss
        self._peak = max(self._peak, total)
