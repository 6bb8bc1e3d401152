"""A city: stated, searched and proved part by part, then put together and proved as one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.domain.certificate import Certificate
from engine.domain.problem import Problem
from engine.domain.timetable import Meeting, Section, Timetable
from engine.refusals import Stopped
from engine.rules.axes import axes_of
from engine.rules.parts import Part, parts_of
from engine.timetabling.choice import timetable_of
from engine.timetabling.districts.crew import Crew
from engine.timetabling.districts.filling import filled, placed
from engine.timetabling.districts.job import Job, Outcome
from engine.timetabling.districts.joint import Joint
from engine.timetabling.districts.owners import barred, owners_of
from engine.timetabling.districts.proof import certificate, prices_of, raised
from engine.timetabling.districts.stating import Stating
from engine.timetabling.districts.values import value_of
from engine.timetabling.frame import frame_of
from engine.timetabling.kernels.kernel import compiled
from engine.timetabling.lane import Value
from engine.timetabling.pace import Pace, Search
from engine.timetabling.run import LANES, reached
from engine.timetabling.statement import Statement
from engine.timetabling.watching import Phase, Progress, Watcher

SEARCHED = 0.92
"""The part of the time left that goes to the parts; the rest to the whole."""


@dataclass(frozen=True)
class Whole:
    """The timetable of a whole, what it reaches, and its proof."""

    timetable: Timetable
    value: Value
    certificate: Certificate


@dataclass
class City:
    """The parts of a problem on their way to one timetable."""

    parts: Sequence[Part]
    joint: Joint
    pace: Pace
    watch: Watcher
    outcomes: list[Outcome]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements of the parts."""
        return tuple(part.statement for part in self.joint.parts)

    @property
    def value(self) -> Value:
        """What all parts reach together."""
        return value_of(self.joint, self.outcomes)

    def tell(self, phase: Phase, bound: int | None = None) -> None:
        """Tell the watcher how far the whole is."""
        frames = [stated.frame for stated in self.statements]
        heads = sum(
            int(frame.learners[outcome.choice.weeks >= 0].sum())
            for frame, outcome in zip(frames, self.outcomes, strict=True)
        )
        self.watch(
            Progress(
                phase,
                learners=(heads, sum(frame.asked for frame in frames)),
                unserved=self.value[0],
                bound=bound,
                seconds_left=None if phase == "done" else self.pace.seconds_left,
            )
        )


def solve_in_parts(
    problem: Problem, sections: Sequence[Section], pace: Pace, watch: Watcher, crew: Crew
) -> Whole:
    """Find a timetable of the whole by its parts, and prove how good any could be.

    Raises Stopped when told to stop before there is a first timetable.
    """
    city = _begun(problem, sections, pace, watch, crew)
    city.tell("construct")
    _search(city, crew)
    for place, outcome in filled(city.statements, [each.choice for each in city.outcomes]):
        before = city.outcomes[place]
        city.outcomes[place] = replace(before, choice=outcome.choice, value=outcome.value)
    city.tell("prove")
    met = reached(city.value)
    best = raised(city.joint, prices_of(city.joint, city.outcomes), pace, met)
    city.tell("done")
    rows = [row for place in range(len(city.parts)) for row in _meetings(city, place)]
    rows.sort(key=lambda row: (row.section, row.meeting))
    ordered = tuple(sorted(sections, key=lambda section: section.id))
    return Whole(
        Timetable(sections=ordered, meetings=tuple(rows)),
        city.value,
        certificate(city.joint, best, met),
    )


def _begun(
    problem: Problem, sections: Sequence[Section], pace: Pace, watch: Watcher, crew: Crew
) -> City:
    """State every part, and place everybody once."""
    parts, axes = parts_of(problem, sections), axes_of(problem, sections)
    tasks = [Stating(part, axes.weeks) for part in parts]
    stated = dict(crew.each(tasks, _largest_first(parts), pace.stop))
    if pace.stop():
        raise Stopped("在得到第一张课表之前停止。", "Stopped before a first timetable.")
    statements = [stated[place] for place in range(len(parts))]
    joint = Joint(frame_of(axes), statements, crew.width)
    for _ in compiled():
        pass
    owner = owners_of(statements)
    outcomes = [placed(each, barred(each, owner, at), None) for at, each in enumerate(statements)]
    return City(parts, joint, pace, watch, outcomes)


def _search(city: City, crew: Crew) -> None:
    """Let the crew search every part, the largest first, each for its share of the time."""
    if city.pace.over():
        return
    owner, sizes = owners_of(city.statements), [len(part.sections) for part in city.parts]
    jobs = [
        Job(stated, barred(stated, owner, at), _share(city.pace, sizes, at, crew.width))
        for at, stated in enumerate(city.statements)
    ]
    for place, outcome in crew.each(jobs, _largest_first(city.parts), city.pace.stop):
        city.outcomes[place] = outcome
        city.tell("search")


def _share(pace: Pace, sizes: Sequence[int], place: int, width: int) -> Search:
    """The time of one part: as much as it has of the sections, for one process."""
    share = sizes[place] / max(1, sum(sizes))
    rounds = max(1, round(pace.rounds * LANES * share))
    seconds = (pace.seconds_left or 0.0) * SEARCHED * min(1.0, width * share)
    return replace(pace.search, seconds=seconds, rounds=rounds, workers=1)


def _largest_first(parts: Sequence[Part]) -> list[int]:
    return sorted(range(len(parts)), key=lambda place: -len(parts[place].sections))


def _meetings(city: City, place: int) -> tuple[Meeting, ...]:
    stated, outcome = city.statements[place], city.outcomes[place]
    return timetable_of(stated, city.parts[place].sections, outcome.choice).meetings
