"""What an unlock is: a change somebody could agree to so that one class can be held.

Each says what it asks for and makes the problem in which it is granted.

offering   as it is, in another mode, in other weeks, with fewer learners, offered at all
learners   at other times, a longer way, with learners of another class or request
people     a fuller week, a loan further away, one more teacher
places     a venue made ready, a room equipped, one more room
"""

from dataclasses import dataclass
from typing import Protocol

from engine.domain.problem import Problem
from engine.refusals import Lang


class Unlock(Protocol):
    """A change somebody could agree to."""

    def say(self, problem: Problem, lang: Lang) -> str:
        """Say what is asked for."""
        ...

    def grant(self, problem: Problem) -> Problem:
        """The problem in which the change has been agreed to."""
        ...


@dataclass(frozen=True)
class Together:
    """Several changes that only help together."""

    parts: tuple[Unlock, ...]

    def say(self, problem: Problem, lang: Lang) -> str:
        """Say each of them."""
        return ("，并且" if lang == "zh" else ", and ").join(
            part.say(problem, lang) for part in self.parts
        )

    def grant(self, problem: Problem) -> Problem:
        """Grant all of them."""
        for part in self.parts:
            problem = part.grant(problem)
        return problem


def together(*parts: Unlock) -> Unlock:
    """One change from one or several."""
    return parts[0] if len(parts) == 1 else Together(parts)
