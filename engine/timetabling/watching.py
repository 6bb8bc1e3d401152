"""How progress leaves the engine."""

from dataclasses import dataclass
from typing import Literal, Protocol

Phase = Literal["pool", "state", "construct", "prove", "search", "done", "explain", "verify"]


@dataclass(frozen=True)
class Progress:
    """How far a run is; what a phase cannot say yet is None.

    `learners` are heads, served and asked for. `unserved` counts priority-learners, and `bound`
    those that no timetable could serve, as far as that is proved. `cases` are how many of a
    phase's single things are done, and how many there are. `seconds_left` are those of the
    search, or those for checking unlocks.
    """

    phase: Phase
    learners: tuple[int, int] | None = None
    unserved: int | None = None
    bound: int | None = None
    cases: tuple[int, int] | None = None
    seconds_left: float | None = None


class Watcher(Protocol):
    """Somebody who is told how a run goes."""

    def __call__(self, progress: Progress) -> None:
        """Take note; must return quickly and may be called from any thread."""
        ...


def silent(progress: Progress) -> None:
    """Watch nothing."""
