"""Crews: who works the runs off, and what happens when one of them dies."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)

from engine.domain.problem import Problem
from engine.sweeps.rows import Row
from engine.sweeps.runs import Run, Solve, work
from engine.timetabling.stopping import Stop

MakeExecutor = Callable[[int], Executor]
REASON_CHARACTERS = 300
ASK_EVERY_SECONDS = 0.5  # how long a wish to stop may wait


def make_executor(workers: int) -> Executor:
    """A crew of local processes; each is started afresh, as on Windows."""
    afresh = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=afresh, initializer=_follow_the_parent)


def _follow_the_parent() -> None:
    # A terminal sends Ctrl-C to the workers too; whether to stop is for the parent to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    # One that is killed tells its workers nothing: they would wait for work for ever.
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class Crew:
    """Works runs off on an executor of so many workers, by one way to solve."""

    def __init__(self, solve: Solve, workers: int, make: MakeExecutor = make_executor) -> None:
        self._solve = solve
        self._workers = workers
        self._make = make

    def work_off(self, problem: Problem, runs: list[Run], stop: Stop) -> Iterator[Row]:
        """Give rows as they are finished; told to stop, finish only what is under way.

        When a worker dies its executor is lost and with it everything under way; those runs
        are tried again one by one, so that only the guilty one fails.
        """
        lost: list[Run] = []
        for run, row in self._together(problem, runs, self._workers, stop):
            if row is None:
                lost.append(run)
            else:
                yield row
        for run in lost:
            for _, row in self._together(problem, [run], 1, stop):
                yield row or run.row("crashed", "工作进程意外结束 the worker process died")

    def _together(
        self, problem: Problem, runs: list[Run], workers: int, stop: Stop
    ) -> Iterator[tuple[Run, Row | None]]:
        """Pairs of run and row; no row for a run whose worker died."""
        with self._make(workers) as executor:
            futures = {executor.submit(work, problem, run, self._solve): run for run in runs}
            ahead = set(futures)
            while ahead:
                if stop():
                    for future in ahead:
                        future.cancel()
                ended, ahead = wait(ahead, ASK_EVERY_SECONDS, FIRST_COMPLETED)
                for future in sorted(ended, key=lambda each: futures[each].key):
                    if not future.cancelled():
                        yield futures[future], _row(futures[future], future)


def _row(run: Run, future: Future[Row]) -> Row | None:
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, BrokenExecutor):
        return None
    return run.row("crashed", f"{type(error).__name__}: {error}"[:REASON_CHARACTERS])
