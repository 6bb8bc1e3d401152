"""How progress leaves the engine."""

from dataclasses import dataclass
from typing import Literal, Protocol

Phase = Literal["state", "construct", "improve", "prove", "search", "explain", "done"]


@dataclass(frozen=True)
class Progress:
    """How far a run is: priority-learners served and unserved, what is proved, seconds left.

    `bound` (priority-learners that nobody could serve) and `gap` (percent, all levels
    together) are None until something is proved; `seconds_left` is None without a clock.
    """

    phase: Phase
    served: int
    unserved: int
    bound: int | None = None
    gap: float | None = None
    seconds_left: float | None = None


class Watcher(Protocol):
    """Somebody who is told how a run goes."""

    def __call__(self, progress: Progress) -> None:
        """Take note; must return quickly and may be called from any thread."""
        ...


def silent(progress: Progress) -> None:
    """Watch nothing."""
