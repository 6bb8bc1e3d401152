"""Writes what a run measured into `RESULTS.md`: `python -m benchmarks.results LATEST.json`.

The figures are kept in `results.json` beside it, so that the rows of benchmarks that did not
run this time stay, with the run that they are from.
"""

import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.protocol.page import section
from benchmarks.protocol.rows import rows
from benchmarks.tables import markdown

HOME = Path(__file__).resolve().parent
DATA, PAGE = "results.json", "RESULTS.md"

Row = dict[str, Any]
Data = dict[str, Any]


def rows_of(latest: Data) -> list[Row]:
    """Read the rows of one pytest-benchmark run."""
    return [_row(each, latest["datetime"]) for each in latest["benchmarks"]]


def run_of(latest: Data) -> Row:
    """Read what a run says of its machine; names of hosts and paths stay out."""
    machine = latest["machine_info"]
    return {
        "commit": str(latest["commit_info"].get("id") or "unknown")[:7],
        "cores": machine["cores"],
        "cpu": machine.get("cpu", {}).get("brand_raw") or machine["machine"],
        "load": machine["load"],
        "python": machine["python_version"],
        "system": machine["system"],
        "versions": dict(sorted(machine["versions"].items())),
    }


def merged(kept: Data, latest: Data) -> Data:
    """Put the rows of a run in place of their older ones; runs that nobody cites are dropped."""
    rows = {_key(row): row for row in (*kept["rows"], *rows_of(latest))}
    runs = kept["runs"] | {latest["datetime"]: run_of(latest)}
    cited = {row["run"] for row in rows.values()}
    return {
        "rows": [rows[key] for key in sorted(rows)],
        "runs": {moment: runs[moment] for moment in sorted(runs) if moment in cited},
    }


def write(latest: Path, home: Path) -> Path:
    """Enter a run into the data of a folder and write the page anew."""
    data = home / DATA
    kept = json.loads(data.read_text("utf-8")) if data.exists() else {"rows": [], "runs": {}}
    found = merged(kept, json.loads(latest.read_text("utf-8")))
    data.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
    return write_page(home)


def write_page(home: Path) -> Path:
    """Write the page of a folder anew, from its data and the rows of the protocol."""
    found = json.loads((home / DATA).read_text("utf-8"))
    protocol = section(rows(home / "protocol" / "protocol.csv"))
    text = "\n".join([markdown(found), *([protocol] if protocol else [])])
    (home / PAGE).write_text(text, "utf-8", newline="\n")
    return home / PAGE


def _row(measured: Data, moment: str) -> Row:
    given = dict(measured["params"] or {})
    world = str(given.pop("name", ""))
    function = measured["name"].partition("[")[0].removeprefix("test_").replace("_", " ")
    stats = measured["stats"]
    return {
        "group": measured["group"] or "",
        "what": " ".join([function, *(_told(*pair) for pair in sorted(given.items()))]),
        "world": world,
        "seconds": {each: _rounded(stats[each]) for each in ("median", "min", "max")},
        "rounds": stats["rounds"],
        "extra": measured["extra_info"],
        "run": moment,
    }


def _told(name: str, value: object) -> str:
    return f"({value})" if isinstance(value, str) else f"({value} {name})"


def _rounded(seconds: float) -> float:
    return float(f"{seconds:.4g}")


def _key(row: Row) -> tuple[str, str, str]:
    return row["group"], row["what"], row["world"]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("python -m benchmarks.results LATEST.json")
    print(write(Path(sys.argv[1]), HOME).name)
