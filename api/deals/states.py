"""The states of a hold, of what a party says to it, and of a booking: every step there is.

A hold is a timed claim on an offer. Its two parties, the street of the venue and the teacher, each
have an agreement. When all agree, the hold becomes a booking. Every state that is not an end has
a step that the clock takes by itself (`lapse`, `finish`), so nothing waits for ever.
"""

from collections.abc import Mapping
from typing import Literal

from api.refusals import Conflict

Machine = Literal["hold", "agreement", "booking"]
Steps = Mapping[tuple[str, str], str]

STEPS: Mapping[Machine, Steps] = {
    "hold": {
        ("held", "ask"): "asked",
        ("held", "release"): "released",
        ("held", "lapse"): "expired",
        ("asked", "agree"): "agreed",
        ("asked", "decline"): "declined",
        ("asked", "release"): "released",
        ("asked", "lapse"): "silent",
    },
    "agreement": {
        ("asked", "accept"): "accepted",
        ("asked", "decline"): "declined",
        ("asked", "question"): "questioned",
        ("asked", "withdraw"): "withdrawn",
        ("asked", "lapse"): "silent",
        ("questioned", "reply"): "asked",
        ("questioned", "accept"): "accepted",
        ("questioned", "decline"): "declined",
        ("questioned", "withdraw"): "withdrawn",
        ("questioned", "lapse"): "silent",
        ("accepted", "accept"): "accepted",  # with other dates, while the other has not agreed
        ("accepted", "decline"): "declined",
        ("accepted", "withdraw"): "withdrawn",
        ("accepted", "agree"): "agreed",
        ("accepted", "lapse"): "withdrawn",
    },
    "booking": {
        ("booked", "cancel"): "cancelled",
        ("booked", "finish"): "finished",
    },
}
BEGINS: Mapping[Machine, str] = {"hold": "held", "agreement": "asked", "booking": "booked"}
CLOCK = frozenset({"lapse", "finish"})  # the steps that need nobody
CLAIMING = ("held", "asked")  # the holds that keep a room and a teacher
PENDING = ("asked", "questioned", "accepted")  # agreements of a hold that is not decided


def step(machine: Machine, state: str, event: str) -> str:
    """Give the next state, or refuse and say what is possible."""
    steps = STEPS[machine]
    if (state, event) in steps:
        return steps[state, event]
    possible = ", ".join(sorted(each for at, each in steps if at == state)) or "-"
    raise Conflict(
        f"现在的状态（{state}）不能这样做；可以：{possible}。",
        f"Not in this state ({state}); possible: {possible}.",
    )


def states(machine: Machine) -> frozenset[str]:
    """Name every state of a machine."""
    steps = STEPS[machine]
    return frozenset({BEGINS[machine], *(at for at, _ in steps), *steps.values()})


def ends(machine: Machine) -> frozenset[str]:
    """Name the states from which no step leads on."""
    return states(machine) - {at for at, _ in STEPS[machine]}
