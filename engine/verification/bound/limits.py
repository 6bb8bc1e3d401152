"""The limits that prices take back: how much there is of everything that is scarce."""

from dataclasses import dataclass

from engine.rules.terms import Axis, Ints


@dataclass
class Limits:
    """At most so many meetings, by what they are counted; a negative number is no limit.

    `agreed` [T] is the week's load beyond which each meeting costs `over` points in each week.
    """

    most: dict[tuple[Axis, ...], Ints]
    agreed: Ints
    over: int = 0
