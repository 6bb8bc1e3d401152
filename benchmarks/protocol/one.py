"""One run of the protocol, in a process of its own: `python -m benchmarks.protocol.one FOLDER SECONDS`.

Prints what it found as one line of JSON. Seconds are counted from when the scenario begins to be read.
"""

import json
import sys
import time
from pathlib import Path

from engine import verbs
from engine.commands.measuring import Measured
from engine.plan import Checking
from engine.timetabling.pace import Search
from engine.timetabling.watching import Progress


def measured(folder: Path, seconds: float, seed: int = 1, workers: int = 2) -> dict[str, object]:
    """Plan a scenario; the levels and bounds are the verdict's, `first_s` the first timetable's."""
    began = time.perf_counter()
    first: list[float] = []

    def watch(progress: Progress) -> None:
        if progress.learners is not None and not first:
            first.append(time.perf_counter() - began)

    with Measured() as all_of_it:
        problem = verbs.read(folder)
        search = Search(seconds=seconds, seed=seed, workers=workers)
        verdict = verbs.plan(problem, search=search, checking=Checking(most=0), watch=watch).verdict
    return {
        "sections": verdict.sections,
        "placed": verdict.placed,
        "hard_breaches": verdict.hard_breaches,
        **{level.name: level.value for level in verdict.levels},
        **{f"{level.name}_bound": level.bound for level in verdict.levels},
        "gap": verdict.gap,
        "weighted_gap": verdict.weighted_gap,
        "first_s": round(first[0], 2),
        "chain_s": round(all_of_it.seconds, 1),
        "peak_mb": round(all_of_it.peak_mb),
    }


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]), float(sys.argv[2]))))
