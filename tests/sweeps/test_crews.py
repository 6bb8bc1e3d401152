"""Workers do not outlive the command that started them."""

import os
import signal
import subprocess
import sys

import psutil
import pytest

from tests.house.tree import ROOT

PARENT = """
import os, time
from engine.sweeps.crews import make_executor
if __name__ == "__main__":
    with make_executor(2) as crew:
        print(crew.submit(os.getpid).result(), flush=True)
        crew.submit(time.sleep, 0).result()
        time.sleep(600)
"""


@pytest.mark.integration
@pytest.mark.parametrize("blow", [signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_a_parent_that_is_killed(tmp_path, blow):
    """Nobody waits for work that never comes."""
    script = tmp_path / "parent.py"
    script.write_text(PARENT, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, str(script)], env=environment, stdout=subprocess.PIPE, text=True
    ) as parent:
        worker = psutil.Process(int(parent.stdout.readline()))
        parent.send_signal(blow)

    gone, _ = psutil.wait_procs([worker], timeout=60)

    assert gone == [worker]
