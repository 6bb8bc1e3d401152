"""The weeks of a term in which a section meets, written `1-16`, `9-16`, `1-15/2`, `4`."""

import re
from collections.abc import Iterable
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

_FORM = re.compile(r"(\d+)(?:-(\d+)(?:/(\d+))?)?")


class Weeks(str):
    """A run of week numbers, counted from 1; `/2` takes every second week.

    It is its own text, so that files, keys and JSON hold just what the clerk wrote.
    Raises ValueError when the text is not of the form.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> "Weeks":
        """Check the text once, where it enters."""
        form = _FORM.fullmatch(text.strip())
        if form is None:
            raise ValueError("weeks are written like 1-16, 1-8, 1-15/2")
        first, last, step = form[1], form[2] or form[1], form[3] or "1"
        if int(first) < 1 or int(last) < int(first) or int(step) < 1:
            raise ValueError("weeks run from 1 upwards, with a step of at least 1")
        return super().__new__(cls, text.strip())

    @property
    def numbers(self) -> range:
        """The week numbers, ascending."""
        form = _FORM.fullmatch(self)
        assert form is not None  # checked in __new__
        return range(int(form[1]), int(form[2] or form[1]) + 1, int(form[3] or 1))

    def parts(self, numbers: Iterable[int]) -> "tuple[Weeks, ...]":
        """Write some of these weeks as the fewest runs with the same step; others are left out."""
        mine, wanted = self.numbers, set(numbers)
        runs: list[list[int]] = []
        for week in mine:
            if week not in wanted:
                continue
            if runs and runs[-1][-1] == week - mine.step:
                runs[-1].append(week)
            else:
                runs.append([week])
        if len(runs) == 1 and len(runs[0]) == len(mine):
            return (self,)
        return tuple(_written(run, mine.step) for run in runs)

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let pydantic read weeks from text and write them as text."""
        return core_schema.no_info_after_validator_function(cls, handler(str))


def _written(run: list[int], step: int) -> Weeks:
    if len(run) == 1:
        return Weeks(str(run[0]))
    return Weeks(f"{run[0]}-{run[-1]}" + ("" if step == 1 else f"/{step}"))


def atoms(allowed: "list[Weeks]", weeks: Iterable[int]) -> tuple[tuple[int, ...], ...]:
    """Split some weeks into the coarsest parts of which every allowed run is a union.

    Two weeks fall into one part when exactly the same runs hold them; parts are ordered by
    their first week. Weeks no run holds form no part.
    """
    parts: dict[tuple[str, ...], list[int]] = {}
    for week in sorted(weeks):
        holders = tuple(sorted({run for run in allowed if week in run.numbers}))
        if holders:
            parts.setdefault(holders, []).append(week)
    return tuple(sorted(tuple(part) for part in parts.values()))
