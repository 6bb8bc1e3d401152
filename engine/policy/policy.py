"""A policy as a rule pack: its numbers, its open readings, and what a scenario sets otherwise."""

from collections.abc import Iterable, Mapping
from datetime import date

from pydantic import ValidationError

from engine.domain.problem import Problem
from engine.domain.thing import Thing, Words
from engine.policy.clauses import (
    Funding,
    Mix,
    Network,
    OpenReading,
    Premises,
    StaffFloor,
    StaffRatio,
    Tiers,
)
from engine.policy.pack import outside_bounds, read_pack, set_value
from engine.refusals import Lang


class Policy(Thing):
    """One rule pack, with the readings in force and the numbers tried out instead of its own.

    `changed` holds pairs (number, value in the text) of every number that is not the policy's.
    """

    policy_id: str
    title: str
    index_number: str
    registration: str
    owner: str
    printed: date
    published: date
    effective_from: date
    supersedes: Words
    district_staff: StaffRatio
    branch_staff: StaffRatio
    branch_floor: StaffFloor
    point_staff: StaffFloor
    premises: Premises
    funding: Funding
    network: Network
    tiers: Tiers
    mix: Mix
    open_readings: dict[str, OpenReading]
    changed: tuple[tuple[str, str], ...] = ()

    def reads(self, reading: str) -> str:
        """The value in force of an open reading."""
        return self.open_readings[reading].value

    def notes(self, rule: str, lang: Lang = "zh") -> tuple[str, ...]:
        """Word every reading, and every changed number, that the lines of a rule depend on."""
        pick = 0 if lang == "zh" else 1
        readings = [
            f"({reading.letter}){reading.notes[reading.value][pick]}"
            for reading in self.open_readings.values()
            if rule in reading.rules
        ]
        return (*readings, *self._changed_notes(rule, lang))

    def _changed_notes(self, rule: str, lang: Lang) -> list[str]:
        notes = []
        for name, was in self.changed:
            clause, number = name.split(".")
            of = getattr(self, clause)
            if of.rule == rule:
                now = getattr(of, number)
                zh, en = (
                    f"假设{name}={now}，文件为{was}",
                    f"supposing {name}={now}; the text has {was}",
                )
                notes.append(zh if lang == "zh" else en)
        return notes


def load_policy(name: str, readings: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> Policy:
    """Load a rule pack by name, with some readings or numbers set otherwise.

    A key of `readings` is an open reading (`rounding`) or a number (`branch_floor.at_least`).
    Raises UnknownName for a pack, reading or number that there is not, BadInput for a value
    that a reading does not take or that lies outside the bounds of its number.
    """
    pack = read_pack(name)
    for key, value in sorted(dict(readings).items()):
        set_value(pack, name, key, value)
    try:
        return Policy.model_validate(pack)
    except ValidationError as error:
        raise outside_bounds(name, error) from error


def policy_of(problem: Problem) -> Policy:
    """Load the rule pack of a scenario, read as the scenario says."""
    return load_policy(problem.rule_pack, problem.readings)
