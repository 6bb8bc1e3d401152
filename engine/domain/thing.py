"""What every noun of the problem has in common."""

from collections.abc import Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

Words = tuple[str, ...]

EVERY = "*"


class Thing(BaseModel):
    """A frozen row of a table; a field it does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy with some fields changed, without what was cached for the old ones.

        pydantic would carry cached properties over, and a changed problem would answer from
        the look-ups of the old one.
        """
        copy = super().model_copy(update=update, deep=deep)
        for name in set(copy.__dict__) - set(type(self).model_fields):
            del copy.__dict__[name]
        return copy


def covers(words: Words, word: str) -> bool:
    """Tell whether a list cell holds a word, or `*`, which holds every word."""
    return EVERY in words or word in words
