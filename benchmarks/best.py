"""The best known levels of the scenario sets: `scenarios/sets/NAME/best.csv`, and its page.

`python -m benchmarks.best LATEST.json` enters what a run found, where it is better than what is
known; without a run it writes the pages anew.
"""

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Self

from benchmarks.running import ROOT
from scenarios.generator.generate import LICENCE
from scenarios.generator.sets import SETS, ScenarioSet
from scenarios.generator.sets.sets import SEEDS

HOME = ROOT / "scenarios" / "sets"
LEVELS = ("served", "fairness", "travel", "fit")


@dataclass(frozen=True)
class Known:
    """What is known of one world of a set: levels in priority-learners, 1/10,000, metres, points.

    `*_bound` is what was proved beside these levels; `gap` is in percent, all levels together.
    """

    seed: int
    sections: int
    placed: int
    served: int
    served_bound: int
    fairness: int
    fairness_bound: int
    travel: int
    travel_bound: int
    fit: int
    fit_bound: int
    gap: float
    seconds: int
    date: str
    commit: str

    @property
    def levels(self) -> tuple[int, int, int, int]:
        """The four levels, in order."""
        return self.served, self.fairness, self.travel, self.fit

    @property
    def told(self) -> str:
        """The levels as a page tells them."""
        return " / ".join(f"{value:,}" for value in self.levels)

    def better(self, other: Self | None) -> bool:
        """Whether its levels are better, one after the other, or as good with a smaller gap."""
        return other is None or (self.levels, self.gap) < (other.levels, other.gap)

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Read the text or the numbers of a row."""
        kinds = {"gap": float, "date": str, "commit": str}
        return cls(**{each.name: kinds.get(each.name, int)(row[each.name]) for each in fields(cls)})


def known(name: str, home: Path = HOME) -> dict[int, Known]:
    """What is known of a set, by seed; nothing when nobody has run it yet."""
    file = home / name / "best.csv"
    if not file.exists():
        return {}
    rows = csv.DictReader(io.StringIO(file.read_text("utf-8")))
    return {found.seed: found for found in map(Known.of, rows)}


def found_in(latest: Mapping[str, Any]) -> Iterable[tuple[str, Known]]:
    """The runs of sets in what pytest-benchmark measured, each with the name of its set."""
    commit = str(latest["commit_info"].get("id") or "unknown")[:7]
    for each in latest["benchmarks"]:
        if each["group"] == "sets":
            levels, bounds = (
                [int(word.replace(",", "")) for word in each["extra_info"][key].split(" / ")]
                for key in ("levels", "bounds")
            )
            row = dict(zip(LEVELS, levels, strict=True))
            row |= {f"{name}_bound": n for name, n in zip(LEVELS, bounds, strict=True)}
            told = {key: each["extra_info"][key] for key in ("sections", "placed")}
            yield (
                each["params"]["name"],
                Known.of(
                    {
                        **row,
                        **told,
                        "gap": each["extra_info"]["gap %"],
                        "seconds": each["extra_info"]["budget s"],
                        "seed": each["params"]["seed"],
                        "date": latest["datetime"][:10],
                        "commit": commit,
                    }
                ),
            )


def enter(latest: Mapping[str, Any], home: Path = HOME) -> list[str]:
    """Enter what is better than what is known; says which worlds that are."""
    entered = []
    for name, row in found_in(latest):
        best = known(name, home)
        if row.better(best.get(row.seed)):
            best[row.seed] = row
            write(name, best, home)
            entered.append(f"{name} {row.seed}")
    return entered


def write(name: str, best: Mapping[int, Known], home: Path = HOME) -> None:
    """Write the table and the page of a set."""
    text = io.StringIO()
    writer = csv.DictWriter(text, [each.name for each in fields(Known)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(best[seed]) for seed in sorted(best))
    folder = home / name
    folder.mkdir(exist_ok=True)
    (folder / "best.csv").write_text(text.getvalue(), "utf-8", newline="\n")
    chosen = next(each for each in SETS if each.name == name)
    (folder / "README.md").write_text(page(chosen, best), "utf-8", newline="\n")


def page(chosen: ScenarioSet, best: Mapping[int, Known]) -> str:
    """What a set asks, how large it is, where it is from, and what is known of it."""
    sizes = sorted(row.sections for row in best.values()) or [0]
    lines = [
        f"# {chosen.name}\n",
        f"{chosen.asks[0]}\n",
        f"{chosen.asks[1]}\n",
        f"- size: {sizes[0]} to {sizes[-1]} sections in {len(chosen.streets)} streets",
        f"- seeds: {', '.join(map(str, SEEDS))}",
        "- origin: synthetic teachers, rooms and requests on real geography (`scenarios/generator/sets`)",
        f"- licence: {LICENCE}\n",
        "```sh",
        f"python3 run.py paike generate --set {chosen.name} --seed 1 --out world",
        f"python3 run.py bench {chosen.name}     # ours beside the best known; better ones are entered",
        "```\n",
        "Best known: served (priority-learners) / fairness (1/10,000) / travel (m) / fit (points), and what",
        "was proved beside them.\n",
        "| seed | sections | placed | levels | bounds | gap % | seconds | date | commit |",
        "| --: | --: | --: | --: | --: | --: | --: | --- | --- |",
    ]
    for seed in sorted(best):
        row = best[seed]
        bounds = (row.served_bound, row.fairness_bound, row.travel_bound, row.fit_bound)
        proved = " / ".join(f"{value:,}" for value in bounds)
        lines.append(
            f"| {seed} | {row.sections} | {row.placed} | {row.told} | {proved} | {row.gap} "
            f"| {row.seconds} | {row.date} | {row.commit} |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        for entered in enter(json.loads(Path(sys.argv[1]).read_text("utf-8"))):
            print(f"best known: {entered}")
    else:
        for each in SETS:
            write(each.name, known(each.name))
