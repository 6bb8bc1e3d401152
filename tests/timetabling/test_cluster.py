"""A town solved on a cluster: a scheduler and two workers, one of which is killed midway."""

import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from distributed import Client

from engine.pooling.pool import pool
from engine.refusals import NoCluster
from engine.timetabling.districts.crew import crew_of
from engine.timetabling.districts.whole import solve_in_parts
from engine.timetabling.pace import Pace, Search
from engine.timetabling.watching import silent
from tests.timetabling.twins import twin_town

pytestmark = pytest.mark.integration

ROOT = Path(__file__).parents[2]
SEARCH = Search(rounds=160, seed=3, workers=1, deterministic=True)
NOWHERE = "tcp://127.0.0.1:9"


@contextmanager
def started(module, *words):
    """A program of the cluster, until the end of the test."""
    command = [sys.executable, "-m", "distributed.cli." + module, *words]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    program = subprocess.Popen(
        command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    try:
        yield program
    finally:
        program.kill()
        program.communicate()


def told(program, pattern):
    """What a program says of itself, as soon as it does."""
    for line in program.stderr:
        found = re.search(pattern, line.decode())
        if found:
            return found[1]
    raise AssertionError(f"the program ended and never said {pattern}")


def kill_at_work(eye, worker):
    """Kill a worker as soon as it has a part to search; what it was at."""
    address, program = worker
    while not (at := eye.processing()[address]):
        time.sleep(0.02)
    program.send_signal(signal.SIGKILL)
    assert program.wait(10) == -signal.SIGKILL
    return at


@pytest.fixture
def cluster(tmp_path):
    """The address of a scheduler with two workers of one thread each, and these workers."""
    with ExitStack() as stack:
        scheduler = stack.enter_context(
            started("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        )
        address = told(scheduler, r"Scheduler at:\s+(tcp://\S+)")
        workers = [
            stack.enter_context(
                started(
                    "dask_worker",
                    address,
                    "--nworkers=1",
                    "--nthreads=1",
                    "--no-nanny",
                    "--no-dashboard",
                    f"--local-directory={tmp_path}",
                )
            )
            for _ in range(2)
        ]
        names = [told(worker, r"Start worker at:\s+(\S+)") for worker in workers]
        for worker in workers:
            told(worker, r"Registered to:\s+(\S+)")
        yield address, list(zip(names, workers, strict=True))


def test_a_killed_worker_loses_nothing(cluster):
    """What the killed worker was at is done by the other; the result is the undisturbed one."""
    address, workers = cluster
    problem = twin_town()
    sections = pool(problem).sections
    with crew_of(2, None) as crew:
        undisturbed = solve_in_parts(problem, sections, Pace(SEARCH), silent, crew)

    with Client(address, set_as_default=False) as eye, ThreadPoolExecutor(1) as hand:
        killed = []

        def begin_to_watch(progress):
            if progress.phase == "construct":
                killed.append(hand.submit(kill_at_work, eye, workers[0]))

        with crew_of(2, address) as crew:
            assert crew.width == 2
            survived = solve_in_parts(problem, sections, Pace(SEARCH), begin_to_watch, crew)
        assert killed[0].result()  # it had a part to search when it died
    assert survived == undisturbed


def test_an_address_that_does_not_answer_is_refused():
    """Nobody waits for a cluster that is not there."""
    with (
        pytest.raises(NoCluster, match=f"No cluster answers at {re.escape(NOWHERE)}"),
        crew_of(2, NOWHERE),
    ):
        pass


def test_without_the_extra_a_cluster_is_refused(monkeypatch):
    """Who lacks Dask is told how to get it."""
    monkeypatch.setattr("engine.timetabling.districts.cluster.find_spec", lambda name: None)
    with pytest.raises(NoCluster, match=r"paike\[cluster\]"), crew_of(2, NOWHERE):
        pass
