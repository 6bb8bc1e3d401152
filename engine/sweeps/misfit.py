"""A change that a scenario cannot take, with the field that does not fit."""

from collections.abc import Container

from engine.refusals import BadInput, Fault


def misfit(field: str, found: str, expected_zh: str, expected_en: str) -> BadInput:
    """Word a change that does not fit; where it stands is known to whoever read it."""
    fault = Fault(
        file="",
        sheet="",
        row=0,
        column=field,
        found=found,
        expected=(expected_zh, expected_en),
        fix=("请改正这一项。", "Correct this entry."),
    )
    return BadInput([fault])


def must_be_in(known: Container[str], field: str, name: str, zh: str, en: str) -> None:
    """Refuse a name that the scenario does not hold; `zh` and `en` say of what kind it is."""
    if name not in known:
        raise misfit(field, name, f"场景里的{zh}", f"{en} of the scenario")
