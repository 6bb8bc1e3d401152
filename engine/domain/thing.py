"""What every noun of the problem has in common."""

from pydantic import BaseModel, ConfigDict

Words = tuple[str, ...]

EVERY = "*"


class Thing(BaseModel):
    """A frozen row of a table; a field it does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def covers(words: Words, word: str) -> bool:
    """Tell whether a list cell holds a word, or `*`, which holds every word."""
    return EVERY in words or word in words
