"""`sweep.yaml`: which changes, under which seeds, with how much search."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, ValidationError, model_validator

from engine.domain.change import Change
from engine.domain.thing import Thing
from engine.refusals import BadInput, Fault
from engine.sweeps.yaml_lines import Yaml

Seed = Annotated[int, Field(ge=0, lt=2**32)]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class Case(Thing):
    """One world to try: its name and the changes that make it, in order."""

    name: Name
    changes: tuple[Change, ...] = ()


class Sweep(Thing):
    """Cases times seeds, each run given the same number of search rounds.

    `scenario` says which scenario it was written for, seen from its file; `baseline` is the
    hash of that scenario, and empty any will do. Refused
    (ValueError) when two cases share a name or a seed stands twice.
    """

    name: Name
    title: str = ""
    origin: str = ""
    licence: str = ""
    scenario: str = ""
    baseline: str | None = None
    rounds: Annotated[int, Field(ge=1, le=100_000)]
    seeds: Annotated[tuple[Seed, ...], Field(min_length=1)]
    cases: Annotated[tuple[Case, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _once(self) -> Self:
        names = [case.name for case in self.cases]
        if len(set(names)) < len(names):
            raise ValueError("each case has a name of its own")
        if len(set(self.seeds)) < len(self.seeds):
            raise ValueError("each seed stands once")
        return self


class WrittenSweep:
    """A sweep as it stands in a file, which knows the line of each of its parts.

    Raises BadInput with every fault, each with its line and key.
    """

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self._document = Yaml(text, file)
        try:
            self.sweep = Sweep.model_validate(self._document.content)
        except ValidationError as error:
            raise BadInput(self._faults(error)) from error

    def fault(self, place: Iterable[int | str], found: str, expected: tuple[str, str]) -> Fault:
        """Word what is wrong at a place: the keys and indices that lead to it."""
        return self._document.fault(place, found, *expected)

    def _faults(self, error: ValidationError) -> Iterator[Fault]:
        for each in error.errors():
            found = "" if each["type"] == "missing" else str(each["input"])[:80]
            yield self.fault(each["loc"], found, (f"允许的值（{each['msg']}）", each["msg"]))


def read_sweep(path: Path) -> WrittenSweep:
    """Read `sweep.yaml`; raises BadInput with every fault, each with its line and key."""
    return WrittenSweep(_text(path), path.name)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        fault = Fault(
            file=path.name,
            sheet="",
            row=0,
            column="",
            found=error.strerror or "" if isinstance(error, OSError) else str(error),
            expected=("可以读取的 UTF-8 文件", "a UTF-8 file that can be read"),
            fix=("请检查路径和编码。", "Check the path and the encoding."),
        )
        raise BadInput([fault]) from error
