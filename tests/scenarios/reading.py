"""Reading generated folders in tests, without the engine."""

import csv
from pathlib import Path

SCENARIOS = Path(__file__).parent.parent.parent / "scenarios"


def table(folder, name):
    """Give the rows of one table of a scenario folder."""
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def words(cell):
    """Split a list cell."""
    return [word for word in cell.split(";") if word]


def bytes_in(folder):
    """Give every file of a folder, by name relative to it."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
