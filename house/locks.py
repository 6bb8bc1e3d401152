"""The two locks: which packages, in which versions, with which hashes."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUN = "requirements.lock"  # to use paike
DEV = "requirements-dev.lock"  # to work on it: all of the other, and the tools of test and check


def packages(lock: str) -> list[tuple[str, str]]:
    """List the names and versions in a lock."""
    text = (ROOT / lock).read_text("utf-8")
    return re.findall(r"^([\w.-]+)==([^ ;]+)", text, flags=re.MULTILINE)


def missing(lock: str, wheels: Path) -> list[str]:
    """List what a lock names and a folder of wheels does not hold."""
    held = {tuple(wheel.name.lower().split("-")[:2]) for wheel in wheels.glob("*.whl")}
    wanted = packages(lock)
    return [f"{name}=={v}" for name, v in wanted if (name.lower().replace("-", "_"), v) not in held]


def without_markers(text: str) -> str:
    """Drop the conditions in a lock: pip judges them for this machine, even for another's wheels."""
    return re.sub(r"^([\w.-]+==[^ ;]+) ;[^\\\n]*", r"\1 ", text, flags=re.MULTILINE)
