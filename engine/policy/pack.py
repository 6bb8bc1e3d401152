"""Rule packs as they stand in their files, and what may be set otherwise in them."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from engine.policy.clauses import Clause
from engine.refusals import BadInput, Fault, UnknownName

PACKS = Path(__file__).parent
Pack = dict[str, Any]


def known_packs() -> tuple[str, ...]:
    """The names of all rule packs."""
    return tuple(path.stem for path in sorted(PACKS.glob("*.toml")))


def read_pack(name: str) -> Pack:
    """Read a rule pack by name, decimals exactly; raises UnknownName when there is none."""
    if name not in known_packs():
        known = ", ".join(known_packs())
        raise UnknownName(
            f"没有名为“{name}”的政策规则包；现有：{known}。",
            f"There is no rule pack named '{name}'; there are: {known}.",
        )
    text = (PACKS / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


def set_value(pack: Pack, name: str, key: str, value: str) -> None:
    """Set an open reading (`rounding`) or a number (`branch_floor.at_least`) otherwise.

    The value is checked later, against the bounds of the model; a number keeps note of what
    the text says. Raises UnknownName when the pack has neither.
    """
    readings = pack["open_readings"]
    if key in readings:
        readings[key]["value"] = value
        return
    if key not in _numbers(pack):
        known = ", ".join(settable(pack))
        raise UnknownName(
            f"政策规则包“{name}”没有读法或数字“{key}”；现有：{known}。",
            f"Rule pack '{name}' has no reading or number '{key}'; there are: {known}.",
        )
    clause, number = key.split(".")
    pack["changed"] = (*pack.get("changed", ()), (key, str(pack[clause][number])))
    pack[clause][number] = value


def settable(pack: Pack) -> list[str]:
    """What may be set otherwise: the open readings, then the numbers."""
    return [*pack["open_readings"], *_numbers(pack)]


def outside_bounds(name: str, error: ValidationError) -> BadInput:
    """Word the values that a rule pack does not take, each with its key."""
    return BadInput(
        Fault(
            file=name,
            sheet="",
            row=0,
            column=_key(each["loc"]),
            found=_found(each["input"]),
            expected=(f"允许的值（{_told(each)}）", f"a value it may take ({_told(each)})"),
            fix=("请改为允许的值，或删去此项。", "Use one it may take, or leave it out."),
        )
        for each in error.errors()
    )


def _told(error: ErrorDetails) -> str:
    return error["msg"].removeprefix("Value error, ")


def _numbers(pack: Pack) -> list[str]:
    return [
        f"{clause}.{number}"
        for clause, content in pack.items()
        if isinstance(content, dict) and "rule" in content
        for number in content
        if number not in Clause.model_fields
    ]


def _key(place: tuple[int | str, ...]) -> str:
    return ".".join(str(step) for step in place if step != "open_readings")


def _found(given: object) -> str:
    return str(given["value"]) if isinstance(given, dict) and "value" in given else str(given)
