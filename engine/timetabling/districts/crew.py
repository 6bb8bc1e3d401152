"""Crews: processes of this machine, or a cluster's, that do tasks; what is lost is done again."""

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.synchronize import Event
from typing import Any, Protocol, TypeVar

from engine.timetabling.districts.cluster import executor_at
from engine.timetabling.districts.packed import packed, unpacked
from engine.timetabling.stopping import Stop, never

Made_co = TypeVar("Made_co", covariant=True)
Made = TypeVar("Made")
ASKED_EVERY = 0.5
"""Seconds after which a crew at work looks whether somebody says stop."""
LIVES = 4
"""How often work that dies with its process is begun."""


class Task(Protocol[Made_co]):
    """Something to do, all of which can be sent to another process."""

    def __call__(self, stop: Stop, /) -> Made_co:
        """Do it; told to stop, give the best so far."""
        ...


class _Told:
    """Whether this process has been told to stop."""

    stop: Stop = staticmethod(never)


def work(parcel: bytes) -> bytes:
    """Do a packed task in a process of a crew, and pack what comes of it."""
    return packed(unpacked(parcel)(_Told.stop))


def begin(told: Event) -> None:
    """Begin a process: an interrupt is for the one that has sent us, who then tells us."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _Told.stop = staticmethod(told.is_set)


@dataclass
class Crew:
    """Processes to which tasks are given, `width` of them at a time; `tell` tells them to stop.

    `renewed` gives new processes for those that died; a cluster sees to its own.
    """

    executor: Executor
    renewed: Callable[[], Executor]
    width: int
    tell: Callable[[], None]

    def each(
        self, tasks: Sequence[Task[Made]], order: Sequence[int], stop: Stop
    ) -> Iterator[tuple[int, Made]]:
        """Do tasks, begun in this order; give each one's place with what came of it, when done.

        Told to stop, those not yet begun are left out. Raises what a task raises, and
        BrokenProcessPool when its processes die again and again.
        """
        parcels = {place: packed(tasks[place]) for place in order}
        for _ in range(LIVES - 1):
            try:
                yield from self._all(parcels, stop)
            except BrokenProcessPool:
                self.executor = self.renewed()
            else:
                return
        yield from self._all(parcels, stop)

    def _all(self, parcels: dict[int, bytes], stop: Stop) -> Iterator[tuple[int, Any]]:
        """Do what is left of some parcels; those that are done are taken out."""
        futures = {self.executor.submit(work, parcel): place for place, parcel in parcels.items()}
        left: set[Future[bytes]] = set(futures)
        while left:
            ended, left = wait(left, ASKED_EVERY, FIRST_COMPLETED)
            for future in sorted(ended, key=lambda each: futures[each]):
                made = unpacked(future.result())
                del parcels[futures[future]]
                yield futures[future], made
            if stop():
                self.tell()
                left = {future for future in left if not future.cancel()}


@contextmanager
def crew_of(workers: int, cluster: str | None) -> Iterator[Crew]:
    """Call a crew together: the workers of a cluster, or so many processes here."""
    if cluster is not None:
        with executor_at(cluster) as (executor, width):
            yield Crew(executor, lambda: executor, width, lambda: None)
        return
    context = multiprocessing.get_context("spawn")
    told = context.Event()
    pools: list[ProcessPoolExecutor] = []

    def opened() -> Executor:
        pools.append(ProcessPoolExecutor(workers, context, begin, (told,)))
        return pools[-1]

    try:
        yield Crew(opened(), opened, workers, told.set)
    finally:
        told.set()
        for pool in pools:
            pool.shutdown()
