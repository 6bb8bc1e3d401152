"""How far a run is: by the clock, or by rounds where the same bytes must come out."""

from dataclasses import dataclass, field, replace

from engine.timetabling.stopping import WALL, Budget, Clock, Stop, never

ROUNDS_A_SECOND = 10
"""Rounds that stand for a second in deterministic mode, on any machine."""


@dataclass(frozen=True)
class Search:
    """How long and how hard to look.

    `seconds` is wall time; `rounds` replaces it in deterministic mode, in which no clock
    decides anything and any number of `workers` gives the same bytes. `clock` is given in.
    """

    seconds: float = 60.0
    seed: int = 0
    workers: int = 2
    deterministic: bool = False
    rounds: int | None = None
    clock: Clock = WALL
    cluster: str | None = None

    def portion(self, part: float) -> "Search":
        """The same search for a part of the time."""
        rounds = None if self.rounds is None else max(1, round(self.rounds * part))
        return replace(self, seconds=self.seconds * part, rounds=rounds)


@dataclass
class Pace:
    """The part of a run that is over; told to stop, it is over at once."""

    search: Search
    stop: Stop = never
    rounds_done: int = 0
    budget: Budget = field(init=False)

    def __post_init__(self) -> None:
        self.budget = Budget(self.search.seconds, self.search.clock, self.stop)

    @property
    def by_rounds(self) -> bool:
        """Whether rounds are counted, not seconds."""
        return self.search.deterministic

    @property
    def rounds(self) -> int:
        """The rounds of the whole run."""
        given = self.search.rounds
        return max(1, round(self.search.seconds * ROUNDS_A_SECOND) if given is None else given)

    @property
    def part(self) -> float:
        """The part of the run that is over, from 0 to 1."""
        if self.by_rounds:
            return min(1.0, self.rounds_done / self.rounds)
        return min(1.0, 1.0 - self.budget.left / max(self.search.seconds, 1e-9))

    @property
    def seconds_left(self) -> float | None:
        """Seconds left by the clock; None where rounds are counted."""
        return None if self.by_rounds else self.budget.left

    def over(self, part: float = 1.0) -> bool:
        """Tell whether this part of the run is over, or somebody says stop."""
        return self.stop() or self.part >= part
