"""When to stop: a budget of seconds by a clock that is given in, or whenever somebody says so."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

Clock = Callable[[], float]

WALL: Clock = time.monotonic
"""The clock of the wall; whoever wants another one gives it in."""


class Stop(Protocol):
    """Says whether to stop now; asked often, so it is quick."""

    def __call__(self) -> bool:
        """Tell whether to stop and keep the best so far."""
        ...


def never() -> bool:
    """Go on until the work or its budget ends."""
    return False


@dataclass(frozen=True)
class Budget:
    """A time allowance: over when its seconds have passed on its clock, or when told to stop."""

    seconds: float
    clock: Clock
    told: Stop = never
    started: float = field(default=-1.0)

    def __post_init__(self) -> None:
        if self.started < 0:
            object.__setattr__(self, "started", self.clock())

    @property
    def left(self) -> float:
        """Seconds left, not below 0."""
        return max(0.0, self.seconds - (self.clock() - self.started))

    def __call__(self) -> bool:
        """Tell whether the allowance is used up."""
        return self.told() or self.left <= 0.0


class Later:
    """A time allowance whose clock starts when it is first asked."""

    def __init__(self, seconds: float, clock: Clock = WALL, told: Stop = never) -> None:
        self.seconds = seconds
        self._clock = clock
        self._told = told
        self._budget: Budget | None = None

    @property
    def left(self) -> float:
        """Seconds left, not below 0; all of them before it is first asked."""
        return self.seconds if self._budget is None else self._budget.left

    def __call__(self) -> bool:
        """Tell whether the allowance is used up."""
        self._budget = self._budget or Budget(self.seconds, self._clock, self._told)
        return self._budget()
