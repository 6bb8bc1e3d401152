"""The Timefold peer: late acceptance over time, teacher and room, from the greedy timetable."""

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.greedy import greedy
from benchmarks.peers.timefold.jars import jars, missing
from benchmarks.peers.timefold.paper import Paper
from benchmarks.peers.wishes import Placed, Wishes
from engine.domain.problem import Problem
from engine.domain.timetable import Section, Timetable
from engine.timetabling.statement import state

HERE = Path(__file__).parent
HEAP = "-Xmx6g"


def timefold(
    problem: Problem, sections: Sequence[Section], seconds: float, *, warm: bool = True
) -> Timetable:
    """Search for some seconds, from the greedy peer's timetable if `warm`.

    Compiling, starting Java and reading the term are not counted.
    """
    wishes = Wishes.of(state(problem, sections))
    start: Placed = wishes.placed(greedy(problem, sections)) if warm else {}
    paper = Paper(wishes)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "term.txt").write_text(paper.written(start), "utf-8")
        run(folder, seconds)
        answer = (folder / "answer.txt").read_text("utf-8")
    return wishes.timetable(sections, paper.read(answer))


def run(folder: Path, seconds: float) -> None:
    """Compile the program into a folder and let it answer the term that lies there."""
    libraries = jars()
    if libraries is None:
        raise FileNotFoundError(f"Timefold cannot run here: {missing()}")
    java = [str(source) for source in sorted(HERE.glob("*.java"))]
    everything = f"{libraries}/*"
    compiler = ["javac", "-d", str(folder), "-cp", everything, *java]
    subprocess.run(compiler, check=True, capture_output=True)
    words = [folder / "term.txt", folder / "answer.txt", HERE / "solver.xml", seconds]
    search = ["java", HEAP, "-cp", f"{folder}:{everything}", "Main", *map(str, words)]
    subprocess.run(search, check=True, capture_output=True)
