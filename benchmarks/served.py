"""The service as a process of its own, on a clock that stands still: `python -m benchmarks.served`."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import httpx2
import uvicorn

from api.dependencies import now
from api.main import create_app
from api.settings import ServiceSettings
from benchmarks.running import ROOT


@contextmanager
def served(url: str, moment: datetime, port: int) -> Iterator[str]:
    """Start the service for a while, and give its address once it is ready."""
    command = [sys.executable, "-P", "-m", "benchmarks.served", url, moment.isoformat(), str(port)]
    environment = {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, env=environment) as service:
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address)
            yield address
        finally:
            service.terminate()


def wait_for(address: str) -> None:
    """Ask until the service is ready, for a minute at most."""
    with httpx2.Client(base_url=address, trust_env=False) as client:
        for _ in range(600):
            try:
                if client.get("/ready").status_code == 200:
                    return
            except httpx2.TransportError:
                time.sleep(0.1)
    raise AssertionError("the service did not become ready")


if __name__ == "__main__":
    app = create_app(ServiceSettings(database=sys.argv[1]))
    standing = datetime.fromisoformat(sys.argv[2])
    app.dependency_overrides[now] = lambda: standing
    uvicorn.run(app, port=int(sys.argv[3]), log_level="error", access_log=False)
