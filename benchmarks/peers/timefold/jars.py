"""Where the libraries of Timefold lie: what PAIKE_TIMEFOLD_JARS names, or a cache beside.

The wheel on the package index that this Python installs from carries them; it is put into a
folder of its own, never into an environment of the project. It needs a JDK, 17 or newer.
"""

import os
import shutil
import subprocess
import sys
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
    folder = Path(named) if named else CACHE / "timefold" / "solver" / "jars"
    return folder if any(folder.glob("timefold-solver-core-*.jar")) else None


def prepare() -> str | None:
    """Put the wheel into the cache unless the jars are there; say what is missing after that."""
    if shutil.which("javac") and jars() is None:
        target = ["--target", str(CACHE), "--no-deps", "--disable-pip-version-check", "--quiet"]
        command = [sys.executable, "-m", "pip", "install", *target, WHEEL]
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, timeout=INSTALL_SECONDS
        )
        if done.returncode:
            return f"no Timefold jars ({(done.stderr.strip().splitlines() or ['pip failed'])[-1]})"
    return missing()
