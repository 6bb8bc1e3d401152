"""The service started as its keeper starts it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time

import httpx2
import pytest
from typer.testing import CliRunner

from api.commands import app
from tests.house.tree import ROOT


def free_port():
    """Find a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.mark.integration
def test_serve_with_the_demo_answers_to_its_user(tmp_path):
    """From nothing to the district's registers: start, log in, read."""
    port = free_port()
    command = [sys.executable, "-P", "-m", "api", "serve", "--demo", "--port", str(port)]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [*command, "--db", f"sqlite:///{tmp_path / 'paike.db'}"],
        stdout=subprocess.PIPE, text=True, env=environment, cwd=tmp_path,
    ) as service:  # fmt: skip
        try:
            password = re.search(r"password: (\S+)", service.stdout.readline())[1]
            client = httpx2.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False)
            wait_until_ready(client)
            login = {"login": "demo", "password": password}
            assert client.post("/session", json=login).status_code == 201
            rows = client.get("/areas?limit=1000").json()["items"]
            assert len([row for row in rows if row["fields"]["level"] == "street"]) == 18
        finally:
            service.send_signal(signal.SIGTERM)
            client.close()


def wait_until_ready(client):
    """Ask until the service is ready, for half a minute at most."""
    for _ in range(300):
        try:
            if client.get("/ready").status_code == 200:
                return
        except httpx2.TransportError:
            time.sleep(0.1)
    raise AssertionError("the service did not become ready")


def test_a_user_is_added_once_and_only_in_a_known_role(tmp_path):
    """The keeper of the machine makes the first user."""
    url = f"sqlite:///{tmp_path / 'paike.db'}"
    words = ["user", "li", "--password", "long enough", "--db", url, "--role"]
    run = CliRunner().invoke

    assert run(app, ["migrate", "--db", url]).exit_code == 0
    assert run(app, [*words, "king"]).exit_code == 2
    assert run(app, [*words, "office"]).exit_code == 0
    assert run(app, [*words, "office"]).exit_code == 1
