"""A PostgreSQL server of one's own, for tests and benchmarks."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import find_postgres


@contextmanager
def server(sync="off"):
    """Start a PostgreSQL server on a socket in a folder of its own, and give its URL."""
    programs = Path(os.path.realpath(find_postgres())).parent
    home = Path(tempfile.mkdtemp(prefix="paike-pg-", dir="/tmp"))
    become = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if become:
        shutil.chown(home, "postgres")

    def run(program, *words):
        command = [*become, str(programs / program), "-D", str(home / "data"), *words]
        subprocess.run(command, check=True, cwd=home, stdout=subprocess.DEVNULL)

    run("initdb", "-U", "paike", "-A", "trust", "-E", "UTF8", "--locale=C")
    options = f"-c listen_addresses='' -k {home} -c fsync={sync}"
    run("pg_ctl", "-o", options, "-l", str(home / "log"), "-w", "start")
    try:
        yield f"postgresql://paike@/postgres?host={home}"
    finally:
        run("pg_ctl", "-m", "immediate", "-w", "stop")
        shutil.rmtree(home)
