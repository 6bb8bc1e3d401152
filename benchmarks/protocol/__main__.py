"""Runs the protocol: `python3 run.py protocol [--sizes …] [--seeds N] [--seconds …]`.

Runs that this version has already made are left out, so that it goes on where it was stopped.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.protocol.rows import append, key_of, rows
from benchmarks.results import HOME, write_page
from benchmarks.running import ROOT
from scenarios.generator import SIZES, generate

FIRST_SEED = 11
WRITTEN = ("protocol/protocol.csv", "RESULTS.md", "results.json")
"""Files that measuring changes."""
SECONDS = {"street": (3, 10), "district": (3, 10, 30, 60), "city": (600,)}


def runs(sizes: Sequence[str], seeds: int, seconds: Sequence[float]) -> Iterator[dict[str, object]]:
    """The runs asked for, those of one world together."""
    version = version_of(ROOT)
    for size in sizes:
        for seed in range(FIRST_SEED, FIRST_SEED + seeds):
            for each in seconds or SECONDS[size]:
                yield {"version": version, "size": size, "seed": seed, "seconds": each}


def version_of(root: Path) -> str:
    """The commit, marked where more than what is measured has changed since."""
    name = _git(root, "describe", "--always", "--abbrev=7", "--exclude=*")
    others = (".", *(f":!benchmarks/{each}" for each in WRITTEN))
    changed = _git(root, "status", "--porcelain", "--untracked-files=no", "--", *others)
    return f"{name}+" if changed else name


def _git(root: Path, *words: str) -> str:
    command = ["git", *words]
    said = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    return said.stdout.strip()


def measured(run: dict[str, object], folder: Path) -> dict[str, object]:
    """Make one run in a process of its own."""
    load = round(os.getloadavg()[0], 1)
    command = [sys.executable, "-m", "benchmarks.protocol.one", str(folder), str(run["seconds"])]
    said = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    date = datetime.now(UTC).date().isoformat()
    return {**run, "date": date, "load": load, **json.loads(said)}


def main(words: Sequence[str]) -> int:
    """Make every run that is missing, one after the other."""
    parser = argparse.ArgumentParser(prog="run.py protocol")
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=["street", "district"])
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--seconds", nargs="*", type=float, default=[])
    asked = parser.parse_args(words)
    # compiling belongs to the set-up; in a fresh environment the first run would be charged for it
    kernels = [sys.executable, "-P", "-m", "engine.timetabling.compile_kernels"]
    subprocess.run(kernels, cwd=ROOT, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    done = {key_of(row) for row in rows()}
    with tempfile.TemporaryDirectory() as home:
        for run in runs(asked.sizes, asked.seeds, asked.seconds):
            if key_of(run) in done:
                continue
            folder = Path(home) / f"{run['size']}-{run['seed']}"
            if not folder.exists():
                generate(run["size"], run["seed"], folder)  # type: ignore[arg-type]
            row = measured(run, folder)
            append(row)
            print(" ".join(f"{name} {value}" for name, value in row.items()), flush=True)
    print(write_page(HOME).name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
