"""The rows of the protocol, kept in `protocol.csv`: each is written as soon as its run has ended."""

import csv
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
    """All rows that were ever measured; a last line that was cut off is no row."""
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if None not in row.values()]


def key_of(row: Mapping[str, object]) -> tuple[str, ...]:
    """What makes a run the same run."""
    return tuple(str(row[name]) for name in KEY)


def append(row: Mapping[str, object], file: Path = HOME) -> None:
    """Add a row; what a killed run left of a line is dropped."""
    kept = rows(file)
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows([*kept, row])
