"""Where the libraries of Timefold lie: what PAIKE_TIMEFOLD_JARS names, or a cache of our own.

The Python wheel carries them; it goes into an environment of its own below `.benchmarks`, never
into one of the project. It needs a JDK, 17 or newer.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from benchmarks.running import ROOT

WHEEL = "timefold==1.24.0b0"
CACHE = ROOT / ".benchmarks" / "timefold"
INSTALL_SECONDS = 300


def missing() -> str | None:
    """Say in a few words what this machine lacks; None when the peer can run."""
    if not (shutil.which("java") and shutil.which("javac")):
        return "no JDK"
    return None if jars() else "no Timefold jars"


def jars() -> Path | None:
    """The folder of the jars, if there is one."""
    named = os.environ.get("PAIKE_TIMEFOLD_JARS")
    homes = [Path(named)] if named else CACHE.glob("**/timefold/solver/jars")
    return next((home for home in homes if any(home.glob("timefold-solver-core-*.jar"))), None)


def prepare() -> str | None:
    """Put the wheel into the cache unless the jars are there; say what is missing after that."""
    if shutil.which("javac") and jars() is None:
        venv.create(CACHE, with_pip=True, clear=True)
        python = CACHE / ("Scripts" if os.name == "nt" else "bin") / "python"
        command = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", WHEEL]
        done = subprocess.run(command, check=False, timeout=INSTALL_SECONDS)
        if done.returncode:
            sys.stderr.write(
                f"{WHEEL} could not be installed: its rows will say that it is missing\n"
            )
    return missing()


if __name__ == "__main__":
    sys.exit(prepare())
