"""Runs `paike solve` as a process of its own, the way a clerk does, and reads its verdict."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def solved(
    scenario: Path, out: Path, *, seconds: float, seed: int, workers: int = 2
) -> dict[str, Any]:
    """Solve a scenario and return `verdict.json`; raises CalledProcessError when it fails."""
    options = {"--seconds": seconds, "--seed": seed, "--workers": workers, "--out": out}
    words = [str(word) for pair in options.items() for word in pair]
    command = [sys.executable, "-m", "engine", "solve", str(scenario), *words, "--json"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    verdict: dict[str, Any] = json.loads((out / "verdict.json").read_text("utf-8"))
    return verdict
