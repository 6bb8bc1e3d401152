"""The page of results: a header that says where the figures are from, and a table a group."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]

GROUPS = {
    "solve": (
        "The whole chain",
        (
            "`paike solve` as a process of its own, with a budget of seconds for the search. *unserved* "
            "are priority-learners, counted by the witness from the published files; *bound* is what "
            "no timetable of these sections can go below, added up again by the witness; *greedy* "
            "places the same sections one by one, those with most at stake first, each at the "
            "cheapest place still free. *gap* is over all four levels together, against timetables "
            "that are no worse at the first three; *weighted gap* against all timetables, also "
            "those that give up a higher level for a lower one. *levels* and *bounds* are served / "
            "fairness / travel / fit."
        ),
    ),
    "peers": (
        "Against peers",
        (
            "Other ways to the same timetable, on the same sections with the same seconds and cores "
            "([what each is](peers/README.md)), judged by the same witness; what it finds unlawful is "
            "taken out, *removed* counts those sections. *levels* are served / fairness / travel / fit; "
            "a ratio above 1 is in our favour. The time is the peer's in all, setting up included, which "
            "only the two-step peer counts in its seconds."
        ),
    ),
    "city": (
        "A city",
        (
            "`paike solve` on about 40,000 sections of 13 districts (`paike generate --size city`), ten "
            "minutes on two cores, two seeds; the columns are those of the whole chain. Only "
            "`python3 run.py bench city` measures it."
        ),
    ),
    "sets": (
        "Scenario sets",
        (
            "`paike solve`, ten seconds on two cores, on every world of the sets "
            "([what each asks](../scenarios/sets)), beside the best that is known of it. *levels* and "
            "*bounds* are served / fairness / travel / fit; *against it* compares level by level, "
            "with what was known before the run."
        ),
    ),
    "incidents": (
        "A term of incidents",
        (
            "Teachers fall ill, rooms are lost, requests come and go, each repaired on top of the "
            "repairs before it. Every timetable in between is lawful, and its list of operations "
            "turns the one before into it exactly. The time is of one repair."
        ),
    ),
    "service": (
        "The service",
        (
            "The service as a process of its own on the same machine as its clients, each of which sends a "
            "request as soon as the last is answered. *fight*: 200 clients want 50 slots, exactly 50 get "
            "one and nobody else is given it too. *match*: offers for requests of the whole district."
        ),
    ),
    "day": (
        "A day of a term",
        (
            "Twenty-four hours, compressed: requests come, a fifth of the parties decline, some never answer, "
            "some agree to a part of the dates, bookings are cancelled. Counted in sessions; *forgotten* are "
            "those that are neither covered, nor being agreed on, nor listed as open."
        ),
    ),
    "steps": ("Steps before the search", "Each in the process that measures, on a scenario read."),
    "changes": (
        "Small changes",
        "Exact searches over a few sections of the greedy peer's timetable, all others fixed.",
    ),
    "witness": ("The witness", "On the greedy peer's timetable; the certificate on a plan."),
    "read": ("Reading a scenario", "From disk to a checked problem, in each form."),
    "write": ("Writing results", "What `paike solve` writes, form by form."),
}
NOTHING = "–"
FIGURES = "sizes and answers"
PREAMBLE = """\
# Results

Made by `python3 run.py bench`; [how to read it](../docs/howto/benchmarks.md). A row that did not
run the last time keeps its figures and the number of the run that they are from. Times are the
median of the rounds, on a machine that may have other work (*load* is that of the minute before the run).
"""


def markdown(data: Mapping[str, Any]) -> str:
    """Render runs and rows as one page; the same data gives the same bytes."""
    number = {moment: str(n) for n, moment in enumerate(sorted(data["runs"]), start=1)}
    parts = [PREAMBLE, *_runs(data["runs"], number)]
    for group in _order(data["rows"]):
        title, story = GROUPS.get(group, (group.capitalize(), ""))
        rows = [row for row in data["rows"] if row["group"] == group]
        parts += [f"## {title}\n", *([story + "\n"] if story else []), table(rows, number)]
    return "\n".join(parts)


def table(rows: Sequence[Row], number: Mapping[str, str]) -> str:
    """Lay rows of one group out, with a column a figure where all rows tell the same figures."""
    told = list(rows[0]["extra"])
    alike = all(list(row["extra"]) == told for row in rows)
    columns = told if alike else [FIGURES]
    heading = ["what", "world", "time", "from – to", "rounds", *columns, "run"]
    aligned = ["---", "---", *["--:"] * 3, *["--:" if alike else "---"] * len(columns), "--:"]
    lines = [_line(heading), _line(aligned)]
    lines += [_line(_cells(row, number, alike=alike)) for row in rows]
    return "\n".join(lines) + "\n"


def time_told(seconds: float) -> str:
    """Word a time with three digits: 4.21 ms, 76.8 ms, 1.44 s, 123 s."""
    for factor, unit in ((1e6, "µs"), (1e3, "ms")):
        if float(f"{seconds * factor:.3g}") < 1000:
            return f"{three_digits(seconds * factor)} {unit}"
    return f"{three_digits(seconds)} s"


def three_digits(value: float) -> str:
    """Write a positive number with three digits, and whole from 100 on."""
    shown = float(f"{value:.3g}")
    places = 0 if shown >= 100 else 1 if shown >= 10 else 2
    return f"{shown:,.{places}f}"


def value_told(value: object) -> str:
    """Word a figure: thousands apart, yes and no, nothing as a dash."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def _order(rows: Sequence[Row]) -> list[str]:
    found = {row["group"] for row in rows}
    return [*(group for group in GROUPS if group in found), *sorted(found - GROUPS.keys())]


def _runs(runs: Mapping[str, Row], number: Mapping[str, str]) -> Iterator[str]:
    heading = ["run", "date", "commit", "machine", "load", "versions"]
    lines = [_line(heading), _line(["---"] * len(heading))]
    for moment, run in sorted(runs.items()):
        machine = f"{run['cores']} cores, {run['cpu']}, {run['system']}"
        versions = [f"Python {run['python']}"]
        versions += [f"{name} {version}" for name, version in sorted(run["versions"].items())]
        date, load = moment[:10], value_told(run["load"])
        lines.append(
            _line([number[moment], date, run["commit"], machine, load, ", ".join(versions)])
        )
    yield "\n".join(lines) + "\n"


def _cells(row: Row, number: Mapping[str, str], *, alike: bool) -> list[str]:
    seconds, once = row["seconds"], row["rounds"] == 1
    told = {name: value_told(value) for name, value in row["extra"].items()}
    spread = f"{time_told(seconds['min'])} – {time_told(seconds['max'])}"
    return [
        row["what"],
        row["world"],
        time_told(seconds["median"]),
        NOTHING if once else spread,
        str(row["rounds"]),
        *(
            told.values()
            if alike
            else [", ".join(f"{name} {value}" for name, value in told.items())]
        ),
        number[row["run"]],
    ]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
