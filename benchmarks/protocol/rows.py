"""The rows of the protocol, kept in `protocol.csv`: each is written as soon as its run has ended."""

import csv
import os
from collections.abc import Mapping
from pathlib import Path

HOME = Path(__file__).resolve().parent / "protocol.csv"
KEY = ("version", "size", "seed", "seconds")
COLUMNS = (
    *KEY,
    "date",
    "sections",
    "placed",
    "hard_breaches",
    "served",
    "served_bound",
    "fairness",
    "fairness_bound",
    "travel",
    "travel_bound",
    "fit",
    "fit_bound",
    "gap",
    "weighted_gap",
    "first_s",
    "chain_s",
    "peak_mb",
    "load",
)
Row = Mapping[str, str]


def rows(file: Path = HOME) -> list[Row]:
    """All rows that were ever measured; what has no line end was cut off and is no row."""
    if not file.exists():
        return []
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    return list(csv.DictReader(line for line in lines if line.endswith("\n")))


def key_of(row: Mapping[str, object]) -> tuple[str, ...]:
    """What makes a run the same run: ten seconds are ten, however they are written."""
    version, size, seed, seconds = (str(row[name]) for name in KEY)
    return version, size, seed, f"{float(seconds):g}"


def append(row: Mapping[str, object], file: Path = HOME) -> None:
    """Add a row; what a killed run left of a line is dropped.

    The file is written beside itself and then put in place, so that no earlier row is ever lost.
    """
    kept, beside = rows(file), file.with_suffix(".new")
    with beside.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows([*kept, row])
        lines.flush()
        os.fsync(lines.fileno())
    beside.replace(file)
