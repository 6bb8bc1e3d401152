"""A sweep, told top to bottom: refuse what does not fit, work off what is not done, tabulate."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from engine.domain.problem import Problem
from engine.files.input_hash import input_hash
from engine.refusals import BadInput, Fault
from engine.sweeps.apply import apply
from engine.sweeps.crews import Crew
from engine.sweeps.ledger import Ledger, other_baseline
from engine.sweeps.rows import Row
from engine.sweeps.runs import Run, runs_of
from engine.sweeps.spec import WrittenSweep
from engine.timetabling.stopping import Stop, never

Watch = Callable[[Row, int, int], None]  # the row just finished, runs done, runs in all


def unwatched(_row: Row, _done: int, _total: int) -> None:
    """Watch nothing."""


def sweep(
    problem: Problem,
    written: WrittenSweep,
    folder: Path,
    *,
    crew: Crew,
    watch: Watch = unwatched,
    stop: Stop = never,
) -> tuple[Row, ...]:
    """Run every case under every seed and write one row each to `runs.csv` in the folder.

    The scenario is the baseline, known by its hash. Finished runs are kept as they come, so
    that a sweep broken off goes on where it was and ends in the same table. A run that fails
    is a row with its reason. Raises BadInput for a change the scenario cannot take, and for
    another baseline than the sweep or the folder states; nothing has run then.
    """
    baseline = input_hash(problem)
    check(written, problem, baseline)
    ledger = Ledger(folder)
    ledger.open(written.sweep.name, problem.name, baseline)
    runs = list(runs_of(written.sweep, baseline))
    ahead = partial(crew.work_off, problem, stop=stop)
    found = _work_off(runs, ahead, ledger, watch)
    rows = tuple(_named(found.get(run.key), run) for run in runs)
    ledger.write_table(rows)
    return rows


def check(written: WrittenSweep, problem: Problem, baseline: str) -> None:
    """Refuse a sweep that this scenario cannot take, naming line and key of every fault."""
    stated = written.sweep.baseline
    if stated is not None and stated != baseline:
        raise other_baseline(written.file, stated, baseline)
    faults = list(_misfits(written, problem))
    if faults:
        raise BadInput(faults)


def _misfits(written: WrittenSweep, problem: Problem) -> Iterator[Fault]:
    """Try the changes of each case one after the other, as a run would."""
    for number, case in enumerate(written.sweep.cases):
        world = problem
        for place, change in enumerate(case.changes):
            try:
                world = apply(world, (change,), written.sweep.seeds[0])
            except BadInput as error:
                for fault in error.faults:
                    at = ("cases", number, "changes", place, fault.column)
                    yield written.fault(at, fault.found, fault.expected)


def _work_off(
    runs: Iterable[Run], work: Callable[[list[Run]], Iterable[Row]], ledger: Ledger, watch: Watch
) -> dict[str, Row]:
    """Rows by key: those of the ledger, and those worked off now, kept as they come."""
    every = {run.key: run for run in runs}
    found = {key: row for key in every if (row := ledger.find(key))}
    ahead = [run for key, run in every.items() if key not in found]
    for row in work(ahead):
        if row.status != "crashed":
            ledger.keep(row)
        found[row.key] = row
        watch(row, len(found), len(every))
    return found


def _named(row: Row | None, run: Run) -> Row:
    """The row under the name its case has now; runs that were stopped say so."""
    if row is None:
        return run.row("not run", "已中断，再次运行即可继续 stopped; run again to go on")
    return row.model_copy(update={"case": run.case})
