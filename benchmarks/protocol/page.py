"""The protocol as a part of the page of results: medians over seeds, newest version first."""

from collections.abc import Sequence
from statistics import median

from benchmarks.protocol.rows import Row

SIZES = ("street", "district", "city")
STORY = """\
## Protocol

Generated worlds (`paike generate`, one a seed), two cores; each figure is the median over the seeds, with the
worst in brackets. *above bound* is how far the served level lies above its bound, *gap* all levels together;
each row of seconds is a run of its own;
*first* is the first timetable, counted from when the scenario begins to be read. Rows:
[protocol.csv](protocol/protocol.csv), written by `python3 run.py protocol`.
"""
HEADING = (
    "| version | size | sections | seeds | seconds | above bound % | gap % | first s | peak MB |"
)
RULE = "| --- | --- | --: | --: | --: | --: | --: | --: | --: |"


def section(rows: Sequence[Row]) -> str:
    """Render the rows of the newest version of each size; nothing without any."""
    if not rows:
        return ""
    lines = [STORY, HEADING, RULE]
    for size in SIZES:
        mine = [row for row in rows if row["size"] == size]
        newest = [row for row in mine if row["version"] == mine[-1]["version"]]
        lines += [
            _line([row for row in newest if float(row["seconds"]) == seconds])
            for seconds in sorted({float(row["seconds"]) for row in newest})
        ]
    return "\n".join(lines) + "\n"


def above_bound(row: Row) -> float:
    """How far the served level lies above its bound, in percent of the bound."""
    value, bound = int(row["served"]), int(row["served_bound"])
    return 100 * (value - bound) / max(1, bound)


def _line(runs: Sequence[Row]) -> str:
    one = runs[0]
    sections = round(median(int(row["sections"]) for row in runs))
    cells = [
        one["version"],
        one["size"],
        f"{sections:,}",
        str(len(runs)),
        one["seconds"],
        _told([above_bound(row) for row in runs], 2),
        _told([float(row["gap"]) for row in runs], 3),
        _told([float(row["first_s"]) for row in runs], 1),
        _told([float(row["peak_mb"]) for row in runs], 0),
    ]
    return f"| {' | '.join(cells)} |"


def _told(values: Sequence[float], places: int) -> str:
    return f"{median(values):,.{places}f} ({max(values):,.{places}f})"
