"""Where the libraries of Timefold lie: what PAIKE_TIMEFOLD_JARS names, or a cache of our own.

The Python wheel carries them; it goes into an environment of its own below `.benchmarks`, never
into one of the project. It needs a JDK, 17 or newer.
"""

import os
import shutil
import subprocess
import sys
import venv
from importlib.util import find_spec
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
        target = ["--quiet", "--no-deps", "--target", str(CACHE / "wheel"), WHEEL]
        command = [installer(), "-m", "pip", "install", *target]
        done = subprocess.run(command, check=False, timeout=INSTALL_SECONDS)
        if done.returncode:
            sys.stderr.write(f"{WHEEL} could not be installed: rows will say that it is missing\n")
    return missing()


def installer() -> str:
    """Name a Python that has pip: this one, or one made in the cache."""
    if find_spec("pip"):
        return sys.executable
    venv.create(CACHE / "pip", with_pip=True)
    return str(CACHE / "pip" / ("Scripts" if os.name == "nt" else "bin") / "python")


if __name__ == "__main__":
    sys.exit(prepare())
