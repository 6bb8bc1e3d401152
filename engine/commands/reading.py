"""Reading what a command is given, with its remarks on the error stream."""

from pathlib import Path

from engine import verbs
from engine.commands.screens import warn
from engine.domain.problem import Problem
from engine.domain.results import Published
from engine.refusals import Lang


def scenario_at(path: Path, lang: Lang) -> Problem:
    """Read a scenario and show its remarks; raises BadInput with all faults at once."""
    found = verbs.read_scenario_with_remarks(path)
    for remark in found.remarks:
        warn(remark.line(lang))
    return found.problem


def results_at(path: Path) -> Published:
    """Read a folder of results; raises BadInput for files that cannot be read."""
    return verbs.read_published(path)
